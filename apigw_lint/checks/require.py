"""The check behind every page without code: EACH element, WHERE this holds, REQUIREs that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from apigw_lint.model.element import Element
from apigw_lint.model.hit import Hits, hit
from apigw_lint.model.value import UNKNOWN, Partial, Undetermined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from apigw_lint.source.place import Place

    Wanted = Mapping[str, Any]


def requirement(where: Wanted, require: Wanted) -> Callable[[Element], Hits]:
    """The question that puts `require` to an element for which `where` holds; both map dotted paths to what is wanted.

    What is wanted is a value to be equal to, or a map of matchers that must all be satisfied. A field that is not written
    satisfies `present: false`, `not_in` and equality with null, and nothing else. A list satisfies a matcher when each of its items does.
    """

    def ask(element: Element) -> Hits:
        if not _all_hold(element, where):
            return
        undetermined = False
        for path, wanted in require.items():
            try:
                value, at = follow(element, path)
                offender = _offender(value, wanted)
            except Undetermined:
                undetermined = True
                continue
            if offender is not FINE:
                yield hit(at, field=path, found=_shown(offender), wanted=in_words(wanted))
        if undetermined:
            raise Undetermined

    return ask


def follow(element: Element, path: str) -> tuple[Any, Place]:
    """The value at the end of a dotted path, and the nearest place on the way there that is written.

    Raises Undetermined when only the deployed stack knows the way.
    """
    value: Any = element
    at = element.place
    for name in path.split("."):
        if value is None:
            break
        if isinstance(value, Element):
            at = value.at(name)
        value = getattr(value, name)
    if isinstance(value, Element) and at is element.place:
        at = value.place
    return value, at


def in_words(wanted: Any) -> str:
    """What is wanted, for a message: "at most 29000", "one of REGIONAL, PRIVATE"."""
    if not isinstance(wanted, dict):
        return _shown(wanted)
    return " and ".join(WORDS[name](argument) for name, argument in wanted.items())


def _all_hold(element: Element, where: Wanted) -> bool:
    """Whether every condition holds. One that is known not to hold decides, whatever cannot be known about the others."""
    undetermined = False
    for path, wanted in where.items():
        try:
            if _offender(follow(element, path)[0], wanted) is not FINE:
                return False
        except Undetermined:
            undetermined = True
    if undetermined:
        raise Undetermined
    return True


FINE: Any = object()


def _offender(value: Any, wanted: Any) -> Any:
    """The value, or the first item of a list, that is not as wanted; FINE when there is none."""
    if not isinstance(wanted, dict):
        return FINE if value == wanted else value
    for name, argument in wanted.items():
        one_by_one = name != "present" and isinstance(value, list)
        for item in value if one_by_one else (value,):
            if not MATCHERS[name](item, argument):
                return item
    return FINE


def _present(value: Any, wanted: bool) -> bool:
    """An unknown value is written, so it is present; a list without items is not."""
    return (value is not None and not (isinstance(value, list) and not value)) == wanted


def _one_of(value: Any, wanted: Iterable[Any]) -> bool:
    """True and false are no numbers here, as they are in Python."""
    return any(value == one for one in wanted if value is UNKNOWN or isinstance(value, bool) == isinstance(one, bool))


def _matches(value: Any, pattern: str) -> bool:
    if value is UNKNOWN or isinstance(value, Partial):
        raise Undetermined
    return value is not None and re.search(pattern, str(value)) is not None


def _at_least(value: Any, least: float) -> bool:
    return value is not None and _number(value) >= least


def _at_most(value: Any, most: float) -> bool:
    return value is not None and _number(value) <= most


def _number(value: Any) -> float:
    """A value that is no number at all is another rule's business."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise Undetermined
    return value


MATCHERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "present": _present,
    "in": _one_of,
    "not_in": lambda value, wanted: not _one_of(value, wanted),
    "matches": _matches,
    "at_least": _at_least,
    "at_most": _at_most,
}
WORDS: Mapping[str, Callable[[Any], str]] = {
    "present": lambda wanted: "present" if wanted else "absent",
    "in": lambda wanted: f"one of {', '.join(map(_shown, wanted))}",
    "not_in": lambda wanted: f"none of {', '.join(map(_shown, wanted))}",
    "matches": lambda wanted: f"text that matches {wanted}",
    "at_least": lambda wanted: f"at least {wanted}",
    "at_most": lambda wanted: f"at most {wanted}",
}


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "nothing"
    return value.label or type(value).__name__ if isinstance(value, Element) else str(value)
