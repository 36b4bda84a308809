"""From page to rule: what it visits, and the question that it puts."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from apigw_lint import model
from apigw_lint.checks.require import requirement
from apigw_lint.model.element import Element
from apigw_lint.rulebook.rule import NO_FIXES, Rule
from apigw_lint.source.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from apigw_lint.model.hit import Hits
    from apigw_lint.rulebook.page import Page

    Ask = Callable[[Any], Hits]

CHECKS = "apigw_lint.checks"


def rule(page: Page) -> Rule:
    """The rule that a page tells; raises PageError. Imports the check that the page names."""
    visits, ask = _question(page)
    messages: Mapping[str | None, str] = page.get("messages") or {None: page.get("message")}
    security = page.get("security")
    return Rule(
        name=page.name,
        theme=page.theme,
        severity=page.get("severity"),
        profile=page.get("profile"),
        confidence=page.get("confidence"),
        status=page.get("status"),
        since=page.get("since"),
        messages=messages,
        applies=tuple(page.get("applies")),
        security=None if security is None else float(security),
        cwe=tuple(page.get("cwe")),
        also=tuple(page.get("also")),
        references=tuple(page.get("references")),
        formerly=tuple(page.get("formerly")),
        visits=visits,
        ask=ask,
        page=page.file,
        by=page.by,
        fixes=_fixes(page) if "fix" in page or "unsafe" in page else NO_FIXES,
        yields=tuple(page.get("yields")),
    )


def _fixes(page: Page) -> Mapping[str | None, tuple[str, str, bool]]:
    """The fixes of a page by case; raises PageError for one that is none."""
    fixes: dict[str | None, tuple[str, str, bool]] = {}
    for key in ("fix", "unsafe"):
        said = page.get(key) or {}
        for case, text in said.items() if isinstance(said, dict) else [(None, said)]:
            before, arrow, after = text.partition(" -> ")
            for sign in (": ", " + ") if not arrow else ():
                if sign in text:
                    before, _, after = text.partition(sign)
                    before += sign.rstrip()
            if not after:
                why = "a fix is like `{found} -> TLS_1_2`, `Properties.TracingEnabled: true` or `DependsOn + {missed}`"
                raise page.error(key, f"{why}, not `{text}`")
            fixes[case] = before, after, key == "fix"
    return fixes


def element_class(name: str) -> type[Element] | None:
    """The class of the model with this name. All of the model is imported only when it is not there yet."""
    if name not in _classes:
        _classes.update((one.__name__, one) for one in _below(Element))
    if name not in _classes:
        import_model()
        _classes.update((one.__name__, one) for one in _below(Element))
    return _classes.get(name)


_classes: dict[str, type[Element]] = {}


def import_model() -> None:
    """Import every module of the model, so that every class of element is there."""
    for folder in model.__path__:
        for file in sorted(os.listdir(folder)):
            if file.endswith(".py") and file != "__init__.py":
                import_module(f"{model.__name__}.{file[:-3]}")


def element_classes() -> list[str]:
    """The names of all classes of the model."""
    import_model()
    return sorted({one.__name__ for one in _below(Element)})


def _below(kind: type[Element]) -> Iterator[type[Element]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _question(page: Page) -> tuple[tuple[type[Element], ...], Ask]:
    if "check" in page:
        return _check(page)
    if "by" in page:
        return (), lambda _: iter(())  # the house itself reports it
    name = page.get("each")
    visits = element_class(name)
    if visits is None:
        raise page.error("each", f"`{name}` is no element of the model{nearest(name, element_classes())}")
    return (visits,), requirement(page.get("where") or {}, page.get("require"))


def _check(page: Page) -> tuple[tuple[type[Element], ...], Ask]:
    """The function that a page names, and the classes that the annotation of its first parameter names: `Api`, `Route | Stage`."""
    module, _, function = page.get("check").rpartition(".")
    try:
        room = import_module(f"{CHECKS}.{module}" if module else CHECKS)
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith(CHECKS):
            raise
        raise page.error("check", f"there is no module of checks `{module}`") from None
    ask = getattr(room, function, None)
    if ask is None:
        raise page.error("check", f"`{module}` has no check `{function}`{nearest(function, vars(room))}")
    annotation = next(iter(getattr(ask, "__annotations__", {}).values()), "")
    names = annotation.split(" | ")
    visits = tuple(kind for name in names if (kind := element_class(name)) is not None)
    if len(visits) < len(names):
        raise page.error("check", f"the first parameter of `{module}.{function}` names no element of the model")
    return visits, ask
