"""The long look at a page: everything that the short one at start-up takes on trust."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, Any

from apigw_lint.checks.require import MATCHERS
from apigw_lint.model.element import Element
from apigw_lint.rulebook.question import element_class, import_model, rule
from apigw_lint.source.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from apigw_lint.rulebook.page import Page
    from apigw_lint.rulebook.rule import Rule

DECLARED_FACTS = frozenset(("field", "found", "wanted"))


def audit(page: Page) -> Rule:
    """The rule of a page of which everything has been looked at; raises PageError at the first thing that is not fit."""
    page.values  # noqa: B018 - all of them are read
    import_model()
    found = rule(page)
    for key in ("where", "require"):
        for path, wanted in (page.get(key) or {}).items():
            if why := misled(found.visits[0], path):
                raise page.error(key, why)
            if why := _misfit(path, wanted):
                raise page.error(key, why)
    for case, template in found.messages.items():
        if why := _unfillable(template, found.visits, DECLARED_FACTS if "require" in page else None):
            raise page.error("messages" if case else "message", why)
    for case, (before, after, safe) in found.fixes.items():
        key = "fix" if safe else "unsafe"
        if case not in found.messages:
            raise page.error(key, f"there is no case `{case}`{nearest(str(case), map(str, found.messages))}")
        if why := _unfillable(before + after, found.visits, DECLARED_FACTS if "require" in page else None):
            raise page.error(key, why)
    return found


def misled(kind: type[Element], path: str) -> str | None:
    """Where a dotted path from a class of element goes astray; None when it leads to a field."""
    names = path.split(".")
    here: type[Element] | None = kind
    for number, name in enumerate(names):
        if here is None:
            return f"`{path}` goes on after `{'.'.join(names[:number])}`, which holds no element"
        fields = declared(here)
        if name not in fields:
            return f"{here.__name__} has no field `{name}`{nearest(name, fields)}"
        annotation = fields[name]
        many = annotation.startswith(("list", "tuple", "dict"))
        here = None if many else next(filter(None, map(element_class, re.findall(r"[A-Z]\w+", annotation))), None)
    return None


def declared(kind: type[Element]) -> dict[str, str]:
    """The fields and properties of a class of element, with the text of their annotations."""
    fields: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if base is not Element and issubclass(base, Element):
            fields.update(base.__annotations__)
            properties = {name: value for name, value in vars(base).items() if isinstance(value, property)}
            fields.update(
                {name: str(value.fget.__annotations__.get("return", "")) for name, value in properties.items()}
            )
    return {"label": "str", "owner": "Element", **fields}


def placeholders(template: str) -> list[str]:
    """The names in the braces of a template, dots included; raises ValueError when the braces do not pair."""
    return [name for _, name, _, _ in Formatter().parse(template) if name is not None]


def _unfillable(template: Any, visits: tuple[type[Element], ...], facts: frozenset[str] | None) -> str | None:
    """Why a message cannot be filled. `facts` are those a check yields; None when only running it would tell."""
    if not isinstance(template, str):
        return "a message is a text"
    try:
        names = placeholders(template)
    except ValueError as error:
        return f"the braces of a message do not pair: {error}"
    subjects = {one.__name__.lower(): one for one in visits}
    for name in names:
        head, _, path = name.partition(".")
        if head in subjects and path:
            if why := misled(subjects[head], path):
                return why
        elif facts is not None and name not in facts:
            of = " or ".join(f"`{one}`" for one in subjects)
            return f"nothing fills `{{{name}}}`; there are {', '.join(sorted(facts))} and the fields of {of}"
    return None


def _misfit(path: str, wanted: Any) -> str | None:
    """What is wrong with the matchers of a condition."""
    for name, argument in wanted.items() if isinstance(wanted, dict) else ():
        if name not in MATCHERS:
            return f"`{path}: {name}` is no matcher{nearest(name, MATCHERS)}"
        if why := ARGUMENTS[name](argument):
            return f"`{path}: {name}` takes {why}"
    return f"`{path}` wants nothing" if wanted == {} else None


def _pattern(argument: Any) -> str:
    try:
        re.compile(argument)
    except (re.error, TypeError):
        return "a regular expression"
    return ""


def _values(argument: Any) -> str:
    return "" if isinstance(argument, list) and argument else "a list of values"


def _number(argument: Any) -> str:
    return "" if isinstance(argument, (int, float)) and not isinstance(argument, bool) else "a number"


ARGUMENTS: Mapping[str, Callable[[Any], str]] = {
    "present": lambda argument: "" if isinstance(argument, bool) else "true or false",
    "in": _values,
    "not_in": _values,
    "matches": _pattern,
    "at_least": _number,
    "at_most": _number,
}
