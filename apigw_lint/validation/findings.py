"""What an engine says, as findings: at their place in our document, by a page of ours, with the engine's own rule behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.ask import finding
from apigw_lint.finding.finding import Source
from apigw_lint.model.hit import hit
from apigw_lint.source.place import Place
from apigw_lint.source.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigw_lint.finding.finding import Finding
    from apigw_lint.rulebook.rule import Rule
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node
    from apigw_lint.validation.engine import Engine

PREFIX = "AWS::ApiGateway"  # both services
TYPES = frozenset(
    (
        "AWS::Serverless::Api",
        "AWS::Serverless::HttpApi",
        "AWS::Serverless::WebSocketApi",
        "AWS::Lambda::Permission",
        "AWS::CertificateManager::Certificate",
        "AWS::WAFv2::WebACLAssociation",
        "AWS::WAFRegional::WebACLAssociation",
    )
)
LONGEST = 200  # characters of a message
EVENTS = ("Api", "HttpApi")
GLOBALS = ("Api", "HttpApi", "WebSocketApi")


def findings(document: Document, engine: Engine, rules: Iterable[Rule], *, whole: bool) -> Iterator[Finding]:
    """The findings of an engine in a document; unless `whole`, only those about API Gateway. `rules` has a page for each severity."""
    pages = {rule.severity: rule for rule in rules}
    for said in engine.said(document.path):
        if said.get("failed"):
            engine.failures.setdefault(document.path, said["text"])
            continue
        rule = pages.get(said["severity"])
        place = _place(document, said)
        if rule is None or not (whole or _is_ours(pointer(place), said["path"], document)):
            continue
        facts = {"id": said["id"], "text": _short(said["text"])}
        path = "/".join(step for step in said["path"] if not step.isdecimal())
        found = finding(rule, hit(place, **facts), facts, f"{document.path}/{path}")
        source = Source(engine.title, engine.version, said["id"], *(said.get(key, "") for key in Source._fields[3:]))
        yield found._replace(source=source, facts=(("id", said["id"]),))  # its words may tell of lines and list indexes


def _short(text: str) -> str:
    """The message on one line, without its period; what quotes whole parts of the document is cut in its middle, since its end tells."""
    line = " ".join(text.split()).rstrip(". ")
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2].rstrip()} … {line[-LONGEST // 2 :].lstrip()}"


def _place(document: Document, said: dict[str, Any]) -> Place:
    """Where it is written: by lines and columns where the engine gives them, else the tightest value or key on the path."""
    if "span" in said:
        line, column, end_line, end_column = said["span"]
        starts = document.line_starts()
        if 0 < line <= end_line <= len(starts) and (line, column) != (end_line, end_column):
            size = len(document.text)
            return Place(
                document,
                min(starts[line - 1] + column - 1, size),
                min(starts[end_line - 1] + end_column - 1, size),
            )
    return _at(document, said["path"])


def _at(document: Document, path: list[str]) -> Place:
    """The key at the end of a path, or its value when that is short; as far along the path as the document goes."""
    node = document.root
    place = node.place if node else Place(document, 0, 0)
    if node is not None and not path:
        return _start(node)
    for step in path:
        if node is None:
            break
        below = _below(node, step)
        if below is None:
            break
        place = node.key_place(step) if node.is_map and not below.is_scalar else below.place
        node = below
    return place


def _below(node: Node, step: str) -> Node | None:
    if step in node:
        return node[step]
    elements = node.elements()
    return elements[int(step)] if step.isdecimal() and int(step) < len(elements) else None


def _start(root: Node) -> Place:
    """What a document begins with: its version, or its first key."""
    first = next((key for key in ("openapi", "swagger") if key in root), next(iter(root.keys), ""))
    return root.key_place(first)


def _is_ours(at: str, path: list[str], document: Document) -> bool:
    """Whether a place is about API Gateway: in a definition, in a resource of its own or one that serves it, or the whole template."""
    steps = at.split("/")[1:] or path
    root = next((one for one in document.roots if "Resources" in one), None)
    if root is None or not steps:
        return True
    if steps[0] == "Globals":
        return steps[1:2] == [] or steps[1] in GLOBALS
    if steps[0] != "Resources" or len(steps) < 2:
        return False
    resource = root["Resources"][steps[1]]
    kind = resource["Type"].text or ""
    if kind.startswith(PREFIX) or kind in TYPES:
        return True
    if "Events" in steps[2:4] and len(steps) > 4:
        return resource["Properties"]["Events"][steps[4]]["Type"].text in EVENTS
    return False
