"""An engine at work in other processes: asked for documents, kept answers first, and heard in the end."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint import __version__, cache
from apigw_lint.workers import usable

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST = 50  # documents for a further process of an engine, which loads as much as the first one
MOST_ALIKE = 3  # failures at a first document after which an engine is given up, as with settings that it cannot read
ROOM = "validate"


class Request(NamedTuple):
    """A document to be judged: by its file, or by its text where it has none. `key` is what its answer is kept under."""

    key: str
    path: str
    file: str | None
    text: str | None = None


class Engine:
    """An engine and what it was asked. `failures` are the reasons for which documents have no answer, by their path."""

    def __init__(self, name: str, regions: tuple[str, ...]) -> None:
        """`name` is the module of `validators` that speaks to it."""
        from importlib.metadata import PackageNotFoundError, version

        self._name = name
        self._regions = regions
        self.adaptor: Any = import_module(f"apigw_lint.validators.{name}")
        self.title: str = self.adaptor.DISTRIBUTION
        try:
            self.version = version(self.title)
        except PackageNotFoundError:
            self.version = ""
        self.failures: dict[str, str] = {}
        self._answers: dict[str, Any] = {}
        self._asked: dict[str, Request] = {}
        self._children: list[_Child] = []
        self._basis = _basis(self.adaptor, self.version, regions)

    def ask(self, documents: Iterable[tuple[str, bytes, str | None]]) -> None:
        """Begin to judge documents, given with their path, their bytes and their file; those that were asked for already are passed over."""
        fresh = []
        for path, raw, file in documents:
            if path in self._asked or not any(marker in raw for marker in self.adaptor.MARKERS):
                continue
            request = self._request(path, raw, file)
            self._asked[path] = request
            known = cache.kept(ROOM, request.key)
            if _is_answer(known):
                self._answers[request.key] = known
            else:
                fresh.append(request)
        self._start(fresh, self._processes(len(fresh)))

    def said(self, path: str) -> list[dict[str, Any]]:
        """What the engine says of a document; waits until all that were asked for are done."""
        while self._children:
            self._hear(self._children.pop(0))
        request = self._asked.get(path)
        return self._answers.get(request.key, []) if request else []

    def stop(self) -> None:
        """End what is still at work, as when the run is broken off."""
        for child in self._children:
            child.end()

    def _request(self, path: str, raw: bytes, file: str | None) -> Request:
        about = [raw, path.encode("utf-8", "surrogatepass"), *self.adaptor.depends(raw, file)]
        key = sha256(b"\0".join([self._basis, *(sha256(one).digest() for one in about)])).hexdigest()
        text = None if file else raw.decode("utf-8", "surrogatepass")
        return Request(key, path, file, text)

    def _processes(self, documents: int) -> int:
        """As many as pay, and with the other engine's no more than there are processors."""
        return max(1, min(usable() // 2, documents // FEWEST))

    def _start(self, requests: list[Request], processes: int) -> None:
        for number in range(processes):
            share = requests[number::processes]
            if share:
                self._children.append(_Child(self._name, self._regions, share))

    def _hear(self, child: _Child) -> None:
        """Take the answers of a process. What it was at when it crashed has none, and the rest is asked for again."""
        begun = ""
        for line in child.lines():
            begun = line["key"]
            if "said" in line:
                begun = ""
                self._answers[line["key"]] = line["said"]
        for request in child.requests:
            if request.key in self._answers:
                cache.keep(ROOM, request.key, self._answers[request.key])
        cache.tidy(ROOM)
        open_ones = [one for one in child.requests if one.key not in self._answers]
        if not open_ones:
            return
        reason = child.reason()
        alike = list(self.failures.values()).count(reason) + 1
        hopeless = not begun or (begun == child.requests[0].key and alike >= MOST_ALIKE)
        failed = [one for one in open_ones if hopeless or one.key == begun]
        self.failures.update((one.path, reason) for one in failed)
        self._start([one for one in open_ones if one not in failed], 1)


START = (
    "import sys; sys.path[:] = sys.argv.pop(1).split(chr(10))\n"
    "from apigw_lint.validation.child import main; main(sys.argv[1], sys.argv[2:])"
)
"""The other process imports what this one could, and nothing from the folder it is started in: the tree is not to be trusted."""
PACKAGE = str(Path(__file__).parent.parent.parent)
"""Where we are ourselves, which `python -m` may have found in the working directory."""


class _Child:
    """A process with its share of the requests. What it reads and says are files, so that neither process waits for the other."""

    def __init__(self, name: str, regions: tuple[str, ...], requests: list[Request]) -> None:
        self.requests = requests
        self._answers = tempfile.TemporaryFile()  # noqa: SIM115 - read when the process has ended
        self._remarks = tempfile.TemporaryFile()  # noqa: SIM115
        with tempfile.TemporaryFile() as asked:
            for one in requests:
                asked.write(json.dumps(one._asdict()).encode("ascii") + b"\n")
            asked.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-c", START, "\n".join([*sys.path, PACKAGE]), name, *regions],
                stdin=asked,
                stdout=self._answers,
                stderr=self._remarks,
            )

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    def lines(self) -> list[dict[str, Any]]:
        """Its answers, once it has ended. A line that is broken off is none."""
        self._process.wait()
        self._answers.seek(0)
        return [json.loads(line) for line in self._answers if line.endswith(b"\n")]

    def reason(self) -> str:
        """Why it ended before it was done, in its own last words."""
        self._remarks.seek(0)
        lines = self._remarks.read().decode("utf-8", "replace").splitlines()
        late = next((line for line in lines if line.startswith("Timeout")), None)
        told = [line for line in lines if line.strip() and not line[0].isspace()]  # a remark on another is indented
        last = told[-1].strip() if told else f"it ended with code {self._process.returncode}"
        return late or last


def _is_answer(kept: Any) -> bool:
    """Whether what is kept is a list of what an engine may say. It is a file, which may hold anything."""
    return isinstance(kept, list) and all(isinstance(one, dict) and _may_be_said(one) for one in kept)


def _may_be_said(one: dict[str, Any]) -> bool:
    texts = [
        *(one.get(key) for key in ("id", "severity", "text")),
        *(one.get(key, "") for key in ("title", "help", "link")),
    ]
    path, span = one.get("path"), one.get("span", [0, 0, 0, 0])
    if not (isinstance(path, list) and isinstance(span, list) and len(span) == 4):
        return False
    return all(isinstance(text, str) for text in (*texts, *path)) and all(isinstance(number, int) for number in span)


def _basis(adaptor: Any, version: str, regions: tuple[str, ...]) -> bytes:
    """What every answer depends on: the versions of the engine and of ourselves, what we do to documents, and the Regions."""
    code = Path(adaptor.__file__)
    files = sorted(code.parent.glob("*.py")) if code.name == "__init__.py" else [code]
    parts = [adaptor.DISTRIBUTION, version, __version__, sys.version, *regions]
    return sha256(b"\0".join([*(one.encode() for one in parts), *(file.read_bytes() for file in files)])).digest()
