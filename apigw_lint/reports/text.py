"""For people: each finding with its line, a pointer under the exact token, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.finding.excerpt import excerpt
from apigw_lint.finding.printable import printable
from apigw_lint.finding.tally import verdict
from apigw_lint.rulebook.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.excerpt import Excerpt
    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Notice, Run
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.place import Place

EXTENSION = ".txt"
WIDTH = 100  # columns for a source line; a longer one is cut around the token
MOST_NOTICES = 10  # of one kind
TAB = "    "
COLOURS = {"error": "1;31", "warning": "1;33", "note": "1;36", "path": "1", "faint": "2"}


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """The findings by file and place, then the run in a sentence and what was skipped."""
    return _Writer(rules, colours=False).report(findings, run)


def paint(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """`render`, in colours."""
    return _Writer(rules, colours=True).report(findings, run)


class _Writer:
    def __init__(self, rules: Iterable[Rule], colours: bool) -> None:
        self.pages = {rule.name: rule.page for rule in rules}
        self.fixes: dict[str, str] = {}
        self.colours = colours

    def report(self, findings: Sequence[Finding], run: Run) -> str:
        shown = [(finding, "") for finding in findings]
        if run.show_suppressed:
            shown += [
                (one.finding, f"suppressed by {one.by}" + (f": {one.reason}" if one.reason else ""))
                for one in run.suppressed
            ]
            shown.sort(key=lambda pair: pair[0].order)
        blocks = [self._finding(finding, remark) for finding, remark in shown]
        lines = [verdict(findings, run), *_fixable(findings), *self._notices(run.notices)]
        return "\n".join([*blocks, *lines]) + "\n"

    def _finding(self, finding: Finding, remark: str) -> str:
        cut = excerpt(finding.place)
        where = self._paint("path", f"{printable(finding.place.document.path)}:{cut.line}:{cut.columns[0]}")
        severity = self._paint(finding.severity, finding.severity)
        lines = [f"{where}: {severity} {printable(finding.message)} {self._paint('faint', f'[{finding.rule}]')}"]
        lines += self._source(cut, finding.severity)
        margin = " " * (len(str(cut.line)) + 1)
        remarks = [remark] if remark else []
        if finding.when:
            remarks.append(finding.when)
        remarks += [f"{one.word}: {_where(one.place)}" for one in finding.related]
        if fix := self._fix(finding.rule):
            remarks.append(f"fix: {fix}")
        lines += [f"{margin}{self._paint('faint', '=')} {printable(text)}" for text in remarks]
        return "\n".join(lines) + "\n"

    def _source(self, cut: Excerpt, severity: str) -> list[str]:
        """The line, and the pointer below it."""
        near = cut.before[-2 * WIDTH :], cut.token[: 2 * WIDTH], cut.after[: 2 * WIDTH]  # a minified file is one line
        before, token, after = _fit(*(text.replace("\t", TAB) for text in near))
        margin = f"{cut.line} |"
        source = f"{before}{token}{after}".rstrip()
        if not source:
            return []
        pointer = " " * display_width(before) + self._paint(severity, "^" * max(1, display_width(token)))
        return [f"{self._paint('faint', margin)} {source}", f"{self._paint('faint', '|'.rjust(len(margin)))} {pointer}"]

    def _fix(self, rule: str) -> str:
        if rule not in self.fixes:
            self.fixes[rule] = words(self.pages[rule]).fix if rule in self.pages else ""
        return self.fixes[rule]

    def _notices(self, notices: Iterable[Notice]) -> list[str]:
        """By kind, in the order of their first; many of a kind are cut short."""
        kinds: dict[str, list[Notice]] = {}
        for notice in notices:
            kinds.setdefault(notice.kind, []).append(notice)
        lines = []
        for kind, group in kinds.items():
            for one in group[:MOST_NOTICES]:
                label = self._paint(one.level, kind) if one.level != "note" else kind
                lines.append(f"{label}: {printable(f'{one.path}: {one.message}' if one.path else one.message)}")
            if len(group) > MOST_NOTICES:
                lines.append(f"{kind}: {len(group) - MOST_NOTICES:,} more")
        return lines

    def _paint(self, colour: str, text: str) -> str:
        return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if self.colours else text


def _fixable(findings: Sequence[Finding]) -> Sequence[str]:
    """How many of the findings can be fixed, in a line if any can."""
    if all(finding.fix is None for finding in findings):
        return ()
    from apigw_lint.finding.fix import fixable

    return [said] if (said := fixable(findings)) else ()


def display_width(text: str) -> int:
    """How many columns a terminal gives to a text: two for wide characters and emoji, none for marks that combine."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(one) in ("Mn", "Me", "Cf") else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def _fit(before: str, token: str, after: str) -> tuple[str, str, str]:
    """The three pieces of a line, safe to print and together not much over WIDTH characters: the token stays as long as it can."""
    token = token if len(token) <= WIDTH else f"{token[: WIDTH - 1]}…"
    room = max(20, WIDTH - len(token))
    if len(before) + len(after) > room:
        right = min(len(after), max(room // 3, room - len(before)))
        left = max(room - right, 0)
        before = before if len(before) <= left else f"…{before[len(before) - left + 1 :]}"
        after = after if len(after) <= right else f"{after[: right - 1]}…"
    return printable(before), printable(token), printable(after)


def _where(place: Place) -> str:
    line, column = place.document.position(place.start)
    return f"{place.document.path}:{line}:{column}"
