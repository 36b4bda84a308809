"""Resource policies: given as a property or an extension, as a mapping or as JSON text, or as a document of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects.scope import Scope
from apigw_lint.dialects.view import View, put
from apigw_lint.model.policy import Policy, Statement
from apigw_lint.model.stack import Stack
from apigw_lint.model.value import UNKNOWN, Partial, join
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node
    from apigw_lint.source.place import Place

SERVICE = "execute-api:"
ABOUT = ("Action", "NotAction", "Resource", "NotResource")
PRINCIPALS = ("Principal", "NotPrincipal")
HOLE = Pattern("\ue000(\\d+)\ue001")  # private-use characters, which no policy holds


def recognises(root: Node) -> bool:
    """A policy that says who may invoke an API: an identity policy names no principal, and is attached to somebody else."""
    statements = _listed(root["Statement"])
    named = any(name in one for one in statements for name in PRINCIPALS)
    return named and any(_speaks_of_apis(one[name]) for one in statements for name in ABOUT)


def read(document: Document, root: Node) -> Stack | None:
    """The stack of a document that is a resource policy and nothing else; None for any other document."""
    if not recognises(root):
        return None
    view = View(Scope(root, template=False), root)
    stack = Stack(root.place, document.path, dialect="policy")
    built = build(view, attached_to="file", origin="file")
    if built is None:
        return None
    built.within(stack)
    stack.policies.append(built)
    return stack


def build(view: View, attached_to: str, origin: str) -> Policy | None:
    """The policy that a value holds; None when it is not known, or is nothing that could be one."""
    text = None if view.is_map or view.opaque else view.value()
    document = parsed(text) if isinstance(text, (str, Partial)) else view.plain() if view.is_map else None
    if not isinstance(document, dict):
        return None
    found = Policy(view.key_place, "", attached_to=attached_to, origin=origin, document=document)
    version = document.get("Version")
    if isinstance(version, (str, Partial)):
        found.version = version  # type: ignore[assignment]
        found.places["version"] = view.place
    if view.is_map:
        put(found, "version", view["Version"])
        _statements(found, view["Statement"])
    else:
        _flat_statements(found, view.place)
    return found


def parsed(text: Any) -> Any:
    """The data of a policy written as JSON text, in which pieces may be unknown; None when it is no JSON."""
    from json import loads

    pieces = text.pieces if isinstance(text, Partial) else (text,)
    whole = "".join(piece if isinstance(piece, str) else f"\ue000{index}\ue001" for index, piece in enumerate(pieces))
    try:
        return _filled(loads(whole), pieces)
    except (ValueError, RecursionError):
        return None


def _filled(data: Any, pieces: tuple[Any, ...]) -> Any:
    """Data with the unknown pieces of its texts put back."""
    if isinstance(data, dict):
        return {str(_filled(key, ())): _filled(value, pieces) for key, value in data.items()}
    if isinstance(data, list):
        return [_filled(item, pieces) for item in data]
    if not isinstance(data, str) or not pieces or "\ue000" not in data:
        return data
    split = HOLE.split(data)
    return join([part if index % 2 == 0 else pieces[int(part)] for index, part in enumerate(split)])


def _listed(node: Node) -> list[Node]:
    return node.elements() if node.is_list else [node] if node.is_map else []


def _speaks_of_apis(node: Node) -> bool:
    texts = [one.text for one in (node, *node.elements())]
    return any(text is not None and SERVICE in text for text in texts)


def _statements(policy: Policy, view: View) -> None:
    """The statements of a policy, each with the places of its parts. An unread one keeps its number and has no element."""
    for index, one in enumerate(view.elements() if view.is_list else [view]):
        if not one.is_map:
            continue
        data = one.plain()
        statement = Statement((one["Effect"] or one["Sid"] or one).place, label(data), index=index, data=data)
        put(statement, "effect", one["Effect"])
        statement.value_places = dict(place for name, part in one.items() for place in _places((name,), part))
        statement.key_places = dict(place for name, part in one.items() for place in _keys((name,), part))
        statement.within(policy)
        policy.statements.append(statement)


def _places(key: tuple[Any, ...], view: View) -> Iterable[tuple[tuple[Any, ...], Place]]:
    """Where a part stands, and the parts in it. A single value is the first of a list of one as well."""
    yield key, view.place
    if view.is_map:
        for name, inner in view.items():
            yield from _places((*key, name), inner)
    elif view.is_list:
        for index, item in enumerate(view.elements()):
            yield (*key, index), item.place
    elif len(key) > 1 or key[0] in ABOUT:
        yield (*key, 0), view.place


def _keys(key: tuple[Any, ...], view: View) -> Iterable[tuple[tuple[Any, ...], Place]]:
    """Where the key of a part stands, and those of the parts in it."""
    yield key, view.key_place
    if view.is_map:
        for name, inner in view.items():
            yield from _keys((*key, name), inner)


def _flat_statements(policy: Policy, place: Place) -> None:
    """The statements of a policy that is one text: all of them stand there."""
    given = policy.document.get("Statement")
    for index, data in enumerate(given if isinstance(given, list) else [given]):
        if isinstance(data, dict):
            statement = Statement(place, label(data), index=index, data=data, value_places={})
            if "Effect" in data:
                effect = data["Effect"]
                statement.effect = effect if isinstance(effect, (str, Partial)) else UNKNOWN  # type: ignore[assignment]
                statement.places["effect"] = place
            statement.within(policy)
            policy.statements.append(statement)


def label(data: Any) -> str:
    """A statement's name in stable keys: its Sid, else a digest of what it says, whatever the order of its keys."""
    sid = data.get("Sid") if isinstance(data, dict) else None
    if isinstance(sid, str) and sid:
        return sid
    from hashlib import sha256
    from json import dumps

    return sha256(dumps(data, sort_keys=True, default=str).encode()).hexdigest()[:8]
