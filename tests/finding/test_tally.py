"""Counting, and the worst first."""

from __future__ import annotations

from apigw_lint.finding.finding import Finding
from apigw_lint.finding.run import Run, Suppressed
from apigw_lint.finding.tally import by_severity, number, verdict, worst_first
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place

DOCUMENT = Document("t.yaml", "a: 1\nb: 2\n")


def finding(rule: str, severity: str, start: int = 0) -> Finding:
    return Finding(rule, severity, "message", Place(DOCUMENT, start, start + 1))


def test_the_worst_first() -> None:
    found = [
        finding("n", "note"),
        finding("w", "warning"),
        finding("s", "warning", 5),
        finding("e", "error", 5),
        finding("w", "warning", 5),
    ]
    ranked = worst_first(found, {"s": 8.0, "w": None})
    assert [(one.rule, one.place.start) for one in ranked] == [("e", 5), ("s", 5), ("w", 0), ("w", 5), ("n", 0)]


def test_counts() -> None:
    assert by_severity([finding("a", "note"), finding("b", "error"), finding("c", "note")]) == {
        "error": 1,
        "warning": 0,
        "note": 2,
    }
    assert (number(1, "file"), number(0, "file"), number(25000, "file")) == ("1 file", "0 files", "25,000 files")


def test_the_verdict() -> None:
    run = Run("/root", 1, 0, True, ())
    assert verdict([], run) == "Nothing found in 1 file."
    gone = Suppressed(finding("a", "error"), "ignore")
    assert verdict([finding("a", "error"), finding("b", "note")], run._replace(files=2, suppressed=(gone,))) == (
        "1 error, 1 note in 2 files (1 suppressed)."
    )
    assert "incomplete" in verdict([], run._replace(successful=False))
