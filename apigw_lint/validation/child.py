"""The other process: an engine that answers for one document after the other.

Requests are lines of JSON on standard input, all of which are read before the engine is loaded. Answers are lines of JSON on standard output:
a document's `key` when its turn comes, and its `key` with `said` when it is done. What ends the process in between is a crash.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from apigw_lint.source.read import parse, read_document
from apigw_lint.source.read_error import ReadError

LONGEST = 120  # seconds for one document, before it counts as a crash


def main(name: str, regions: list[str]) -> None:
    """Answer for every document that is asked for."""
    # An engine loads much and drops little: going over it again and again is time lost.
    gc.set_threshold(100_000, 50, 50)
    sys.addaudithook(_offline)
    requests = [json.loads(line) for line in sys.stdin]
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what an engine prints is no answer
    engine = import_module(f"apigw_lint.validators.{name}").Engine(regions)
    for request in requests:
        print(json.dumps({"key": request["key"]}), file=answers, flush=True)
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        said = _judged(engine, **request)
        faulthandler.cancel_dump_traceback_later()
        print(json.dumps({"key": request["key"], "said": said}), file=answers, flush=True)


def _offline(event: str, _: tuple[Any, ...]) -> None:
    """Keep an engine from the network, whatever a document asks it to fetch."""
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise OSError("nothing is fetched")


def _judged(engine: Any, key: str, path: str, file: str | None, text: str | None) -> Any:
    """What the engine says; nothing of what cannot be read, of which our own rules speak."""
    try:
        document = read_document(Path(file), path) if file is not None else parse(text or "", path)
    except (ReadError, OSError):
        return []
    return engine.judge(document)
