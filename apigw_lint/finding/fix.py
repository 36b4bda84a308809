"""Fixes as edits of a document's text: in the style of what stands there, and only where it says what the fix takes it to say."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.finding.entry import addition, further, listed
from apigw_lint.finding.finding import Edit, Fix
from apigw_lint.finding.tally import number
from apigw_lint.source.pattern import Pattern
from apigw_lint.source.place import Place
from apigw_lint.source.scalar import PlainScalars

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

    Span = tuple[int, int]
    Fault = tuple[str, str, str, str]

PLAIN = Pattern(r"[\w$./+-]+")  # needs no quotes in YAML, in braces neither, unless it means a number or `no`
SCALARS = PlainScalars()


def edits(findings: Sequence[Finding]) -> list[Edit | None]:
    """The edit of each finding that has one: None where the page knows no fix, or the text has no room for it."""
    wanted = {(fix.place.start, fix.place.end) for one in findings if isinstance(fix := one.fix, Fix)}
    known: dict[str, Mapping[Span, _Token | None]] = {}
    found: list[Edit | None] = []
    for finding in findings:
        fix = finding.fix
        if isinstance(fix, Edit):
            found.append(fix)
            continue
        if fix is None or fix.place.document.path != finding.place.document.path or not fix.place.document.roots:
            found.append(None)
            continue
        document = fix.place.document
        if document.text.startswith("#", fix.place.start):
            found.append(_comment_edit(fix))
            continue
        if document.path not in known:
            known[document.path] = _tokens(document, wanted)
        # What holds in some scenarios alone stands for others too.
        found.append(_edit(fix, known[document.path].get((fix.place.start, fix.place.end)), safe=not finding.when))
    return found


def settled(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, each with the edit that its fix comes to: found out once, where the document has been read."""
    return [
        one if one.fix is None else one._replace(fix=edit) for one, edit in zip(findings, edits(findings), strict=True)
    ]


def fixable(findings: Sequence[Finding]) -> str:
    """How many findings can be fixed, in a sentence; empty when none can."""
    found = [edit for edit in edits(findings) if edit is not None]
    safe = sum(edit.safe for edit in found)
    with_fix = f"{number(safe, 'finding')} can be fixed with --fix" if safe else ""
    more = len(found) - safe
    unsafe = (
        f"{more:,} more with --unsafe-fixes" if safe else f"{number(more, 'finding')} can be fixed with --unsafe-fixes"
    )
    return ", ".join(filter(None, (with_fix, unsafe if more else ""))) + "." if found else ""


def vain(before: Iterable[Finding], fixed: Iterable[Finding], after: Iterable[Finding]) -> set[Fault]:
    """The faults of which there are not as many fewer after the fixes as were fixed."""
    tried, left = Counter(map(fault, fixed)), Counter(map(fault, after))
    allowed = Counter(map(fault, before)) - tried
    return {one for one in tried if left[one] > allowed[one]}


def fault(finding: Finding) -> Fault:
    """What a finding has in common with those in which its rule says the same of the same element, whatever the value there."""
    return finding.rule, finding.place.document.path, finding.path, finding.template


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """Edits of one document in their order, less those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.place.start, one.place.end)):
        if not kept or (edit.place.start >= kept[-1].place.end and edit.place != kept[-1].place):
            kept.append(edit)
    return kept


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits, of which no two overlap."""
    for edit in sorted(edits, key=lambda one: one.place.start, reverse=True):
        text = text[: edit.place.start] + edit.text + text[edit.place.end :]
    return text


class _Token(NamedTuple):
    """A key or a scalar: what it says and means, the key of a scalar, and of a key all keys beside it and what it leads to."""

    said: str
    means: Any
    key: str | None = None
    keys: Container[str] = ()
    leads_to: Node | None = None


def _tokens(document: Document, wanted: set[Span]) -> Mapping[Span, _Token | None]:
    """What is written where, as far as it is wanted. What an alias or a merge key repeats stands for several, and is None."""
    starts = sorted(start for start, _ in wanted)
    repeats = "&" in document.text  # without an anchor everything stands within what holds it
    found: dict[Span, _Token | None] = {}
    visits: dict[int, int] = {}
    pending: list[tuple[Node, str | None]] = [(root, None) for root in document.roots]
    while pending:
        node, own = pending.pop()
        at = bisect_left(starts, node.start)
        if not repeats and (at == len(starts) or starts[at] > node.end):
            continue
        visits[id(node)] = visits.get(id(node), 0) + 1
        if visits[id(node)] > 2:
            continue
        tokens = [
            (span, _Token(key, key, None, node.keys, node[key]))
            for key, span in (node.keys.items() if not wanted.isdisjoint(node.keys.values()) else ())
            if span in wanted
        ]
        if (node.start, node.end) in wanted and node.text is not None:
            tokens.append(((node.start, node.end), _Token(node.text, node.data, own)))
        for span, token in tokens:
            found[span] = None if span in found else token
        pending.extend([(item, None) for item in node.elements()] or [(value, key) for key, value in node.items()])
    return found


def _edit(fix: Fix, token: _Token | None, *, safe: bool) -> Edit | None:
    if token is None:
        return None
    if fix.before.endswith((":", " +")):
        return _setting(fix, token, safe=safe)
    if token.said.casefold() != fix.before.casefold() or fix.after in token.keys:
        return None
    document = fix.place.document
    text = _in_style(document.text[fix.place.start : fix.place.end], token, fix.after, document.format)
    if text is None:
        return None
    says = f"Write {_told(fix.after)} instead of {_told(token.said)}."
    return _with_risk(Edit(fix.place, text, fix.safe and safe, says))


def _told(text: str) -> str:
    """In quotes that are not the text's own, as mapping expressions have them."""
    return f'"{text}"' if "'" in text else f"'{text}'"


def _with_risk(edit: Edit) -> Edit:
    return edit if edit.safe else edit._replace(says=f"{edit.says} This may change what works today.")


def _setting(fix: Fix, token: _Token, *, safe: bool) -> Edit | None:
    """The edit that gives a property its value: where the value stands, else below the key of what has the property.

    Such as `Properties.Enabled: true`; `DependsOn + A, B` adds to what the property has.
    """
    path, sign = fix.before.rstrip(":+ "), fix.before[-1]
    *way, name = path.split(".")
    if token.key == name and sign == ":":
        return _edit(fix._replace(before=token.said), token, safe=safe) if token.said != fix.after else None
    mapping = token.leads_to
    for step in way:
        mapping = mapping and mapping[step]
    if not mapping or not mapping.is_map:
        return None
    document = mapping.document
    items = [_item(one, document.format, text=sign == "+") for one in fix.after.split(", ")]
    if name not in mapping:
        key = _double(name) if document.format == "json" else name
        added = addition(mapping, f"{key}: {items[0] if len(items) == 1 else listed(items)}")
    else:
        added = further(mapping, name, items) if sign == "+" else None
    if added is None:
        return None
    start, end, text = added
    says = f"Add {fix.after} to '{path}'." if sign == "+" else f"Set '{path}' to {fix.after}."
    return _with_risk(Edit(Place(document, start, end), text, fix.safe and safe, says))


def _item(item: str, form: str, *, text: bool) -> str:
    """A value as it is written, `text` being whether it is one whatever it looks like."""
    typed = not text and not isinstance(SCALARS[item], str)
    if form == "json":
        return item if typed else _double(item)
    plain = typed or isinstance(SCALARS[item], str)
    return item if plain and PLAIN.fullmatch(item) else _quoted(item)


def _comment_edit(fix: Fix) -> Edit | None:
    """The edit of a comment. One that is to say nothing goes, with its line if there is nothing else on it."""
    document, start, end = fix.place.document, fix.place.start, fix.place.end
    text = document.text
    if text[start:end] != fix.before:
        return None
    if not fix.after:
        line, column = document.position(start)
        start -= column - 1 - len(text[start - column + 1 : start].rstrip(" \t"))
        starts = document.line_starts()
        if start == starts[line - 1] and line < len(starts) and not text[end : starts[line]].strip():
            end = starts[line]
    says = f"Write '{fix.after}' instead." if fix.after else f"Remove '{fix.before}'."
    return Edit(Place(document, start, end), fix.after, fix.safe, says)


def _in_style(raw: str, token: _Token, after: str, form: str) -> str | None:
    """What is to be said, in the quotes of what stands there; None for a text of several lines, or with a tag or an anchor."""
    if "\n" in raw or "\r" in raw:
        return None
    if raw[0] == '"':
        return _double(after)
    if raw[0] == "'":
        return _quoted(after)
    if raw != token.said:
        return None
    alike = isinstance(SCALARS[after], str) == isinstance(token.means, str)
    if form == "json":
        return after if alike else _double(after)
    return after if alike and PLAIN.fullmatch(after) else _quoted(after)


def _quoted(text: str) -> str:
    """In the quotes that the text itself does not use."""
    return _double(text) if "'" in text else f"'{text}'"


def _double(text: str) -> str:
    """In double quotes, as JSON and YAML both read them."""
    from json import dumps

    return dumps(text, ensure_ascii=False)
