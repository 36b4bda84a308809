"""A function put to many items, by several processes where that pays."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FEWEST = 50
"""Items for a process; it takes as long to start one, and to hear of its results, as to judge about twenty templates."""

MOST_BATCHES = 256
"""A batch is named by one byte, which no two readers of a pipe can share."""

LENGTH = 8  # bytes before an answer that tell how long it is, by which a broken one is known


def processes(items: int) -> int:
    """How many processes are worth their while for some items; one where a fork is not to be had, or not safe beside threads."""
    threading = sys.modules.get("threading")
    if not hasattr(os, "fork") or (threading and threading.active_count() > 1):
        return 1
    return max(1, min(usable(), items // FEWEST))


def usable() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(function: Callable[[Any], Any], items: Sequence[Any], processes: int) -> Iterator[Any]:
    """The result of a function for each item, in the order of the items. Results of other processes have been pickled.

    What another process fails to answer, for whatever reason, is found here.
    """
    known = _together(function, items, processes) if processes > 1 else {}
    for at, item in enumerate(items):
        yield known.pop(at) if at in known else function(item)


class _Worker(NamedTuple):
    process: int
    answer: BinaryIO


def _together(function: Callable[[Any], Any], items: Sequence[Any], processes: int) -> dict[int, Any]:
    """Results by the number of their item. This process does its share of the work, and each takes more when it is ready."""
    batches = min(len(items), MOST_BATCHES)
    queue, entrance = os.pipe()
    os.write(entrance, bytes(range(batches)))
    os.close(entrance)

    def work() -> dict[int, Any]:
        found: dict[int, Any] = {}
        while name := os.read(queue, 1):
            found.update((at, function(items[at])) for at in range(name[0], len(items), batches))
        return found

    workers: list[_Worker] = []
    try:
        with suppress(OSError):  # fewer processes do as well
            for _ in range(processes - 1):
                workers.append(_started(work))
        found = work()
        for worker in workers:
            found.update(_answer(worker))
    finally:
        os.read(queue, batches)  # on the way out of a failure: nobody takes more work
        os.close(queue)
        for worker in workers:
            worker.answer.close()
        for worker in workers:
            with suppress(OSError):
                os.waitpid(worker.process, 0)
    return found


def _started(work: Callable[[], dict[int, Any]]) -> _Worker:
    """A process that does some work, writes what it found, and ends at once: nothing of its parent's is tidied up twice."""
    answer, exit_ = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(answer)
        os.close(exit_)
        raise
    if process == 0:
        try:
            _write(exit_, work())
        finally:
            os._exit(0)
    os.close(exit_)
    return _Worker(process, open(answer, "rb"))


def _write(pipe: int, found: dict[int, Any]) -> None:
    import pickle

    text = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    with open(pipe, "wb") as stream:
        stream.write(len(text).to_bytes(LENGTH, "big"))
        stream.write(text)


def _answer(worker: _Worker) -> dict[int, Any]:
    """What a process found; nothing when it has not come to its end."""
    import pickle

    length = int.from_bytes(worker.answer.read(LENGTH), "big")
    text = worker.answer.read(length)
    found: dict[int, Any] = pickle.loads(text) if text and len(text) == length else {}
    return found
