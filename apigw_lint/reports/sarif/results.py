"""Findings as SARIF results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.finding.fingerprint import fingerprints, line_fingerprints
from apigw_lint.finding.fix import edits
from apigw_lint.finding.message import numbered, sentence
from apigw_lint.reports.sarif.descriptors import message_id
from apigw_lint.reports.sarif.location import artifact, physical, region

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.finding import Edit, Finding, RelatedPlace
    from apigw_lint.finding.run import Run, Suppressed
    from apigw_lint.reports.sarif.taxonomies import Taxonomies
    from apigw_lint.rulebook.rule import Rule

MOST_RELATED = 99  # GitHub shows 100 locations of a result, the primary one among them
MOST_LINKS = 10  # what a sentence can carry
LIKE_A_LINK = re.compile(r"\[([^\[\]]*)\]\(")


def results(
    findings: Iterable[Finding], rules: Sequence[Rule], run: Run, taxonomies: Taxonomies
) -> list[dict[str, Any]]:
    """In the order of their places. `rules` are sorted as in the log; each finding's rule is among them."""
    index = {rule.name: (at, rule) for at, rule in enumerate(rules)}
    gone = {id(one.finding): one for one in run.suppressed}
    ordered = sorted(findings, key=lambda one: (artifact(one.place.document.path, run.root)["uri"], *one.order))
    written = []
    for finding, own, line, edit in zip(
        ordered, fingerprints(ordered), line_fingerprints(ordered), edits(ordered), strict=True
    ):
        at, rule = index[finding.rule]
        result = _result(finding, rule, run)
        result["ruleIndex"] = at
        result["partialFingerprints"] = {"primaryLocationLineHash": line, "apigwLint/v1": own}
        if finding.source is not None:
            result["taxa"] = [taxonomies.of(finding.source)]
        if edit is not None:
            result["fixes"] = [_fix(edit, run)]
        if run.show_suppressed:
            result["suppressions"] = [_suppression(gone[id(finding)], run)] if id(finding) in gone else []
        written.append(result)
    return written


def _result(finding: Finding, rule: Rule, run: Run) -> dict[str, Any]:
    primary: dict[str, Any] = {"physicalLocation": physical(finding.place, run.root, context=True)}
    if finding.path:
        primary["logicalLocations"] = [{"fullyQualifiedName": finding.path, "kind": "object"}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": 0,
        "level": finding.severity,
        "message": _message(finding, rule),
        "locations": [primary],
    }
    related = finding.related[:MOST_RELATED]
    if related:
        result["relatedLocations"] = [{"id": number, **_step(one, run)} for number, one in enumerate(related, 1)]
    if any(one.place.document.path != finding.place.document.path for one in related):
        last = {"physicalLocation": physical(finding.place, run.root), "message": {"text": sentence(finding.message)}}
        steps = [*(_step(one, run) for one in related), last]
        result["codeFlows"] = [{"threadFlows": [{"locations": [{"location": step} for step in steps]}]}]
    return result


def _fix(edit: Edit, run: Run) -> dict[str, Any]:
    """[SARIF 3.55]: what is deleted, and what goes in at its place."""
    replacement = {"deletedRegion": region(edit.place), "insertedContent": {"text": edit.text}}
    change = {"artifactLocation": artifact(edit.place.document.path, run.root), "replacements": [replacement]}
    return {"description": {"text": edit.says}, "artifactChanges": [change]}


def _step(related: RelatedPlace, run: Run) -> dict[str, Any]:
    word = related.word[:1].upper() + related.word[1:]
    return {"physicalLocation": physical(related.place, run.root), "message": {"text": sentence(word)}}


def _message(finding: Finding, rule: Rule) -> dict[str, Any]:
    """Text for GitHub, id and arguments for those who translate."""
    text = LIKE_A_LINK.sub(r"\\[\1\\](", finding.text)
    if finding.related:
        text += f" {_links(finding.related)}"
    message: dict[str, Any] = {"text": text}
    case = next((case for case, template in rule.messages.items() if template == finding.template), "")
    if case != "" and numbered(finding.template)[1] == len(finding.arguments):
        message["id"] = message_id(case)
        if finding.arguments:
            message["arguments"] = list(finding.arguments)
    return message


def _links(related: Sequence[RelatedPlace]) -> str:
    """GitHub shows a related location only where the message links to it."""
    links = [f"[{_escape(one.word)}]({number})" for number, one in enumerate(related[:MOST_LINKS], 1)]
    more = len(related) - len(links)
    if more:
        links.append(f"{more} more")
    return f"See {', '.join(links[:-1])} and {links[-1]}." if len(links) > 1 else f"See {links[0]}."


def _escape(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _suppression(gone: Suppressed, run: Run) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": "inSource" if gone.by == "ignore" else "external", "status": "accepted"}
    if gone.reason:
        said["justification"] = gone.reason
    if gone.place:
        said["location"] = {"physicalLocation": physical(gone.place, run.root)}
    return said
