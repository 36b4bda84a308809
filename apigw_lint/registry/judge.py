"""A template's values, judged by the form of their specification: what is certainly against it, and where that is written.

The reading is CloudFormation's, which takes "true" for a boolean, "5" for a number and a number for a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.model.value import UNKNOWN, Partial, Undetermined
from apigw_lint.registry.form import LOCAL
from apigw_lint.registry.scalar import fits, kind_of, matches, number, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigw_lint.model.declaration import Tree
    from apigw_lint.registry.form import Form
    from apigw_lint.source.place import Place

ITEM = ""  # a step into a list
DEEPEST = 64
ANY_TEXT = {"type": ["string"]}
"""A form that takes every single value, so that none need be worked out."""
INSIDE = frozenset(("properties", "patternProperties", "additionalProperties", "required", "dropping", "cases"))
"""Words that say something of what is in a mapping."""
COMBINED = frozenset(("allOf", "anyOf", "oneOf"))
LIMITS = frozenset(("enum", "pattern", "minLength", "maxLength", "minimum", "maximum"))
"""Words that say something of a single value, beside its type."""


class Fault(NamedTuple):
    """Something that is against a specification.

    `kind`: "name" (a property that there is not), "dropped" (one that SAM drops), "read-only", "missing" (a property), "type",
    "choice" (none of the values that there are), "pattern", "length", "range", "count", "repeated". `trail` are the names of the
    properties that lead there, "" for an item of a list. `facts` are those of the kind.
    """

    kind: str
    place: Place
    trail: tuple[str, ...]
    facts: dict[str, Any]


def judge(properties: Tree, form: Form) -> list[Fault]:
    """What is against the form of a resource type in the properties of a resource."""
    judge_of_type = _Judge(form.get("definitions", {}), form.get("nullable", False))
    judge_of_type.value(properties, form, ())
    faults = judge_of_type.faults
    own = {one.removeprefix("/properties/") for one in form.get("readOnlyProperties", ())}
    for name, tree in properties.items() if own else ():
        if name in own:
            faults = [one for one in faults if one.trail[:1] != (name,)]
            faults.append(Fault("read-only", tree.key_place, (name,), {}))
    return faults


class _Judge:
    def __init__(self, definitions: dict[str, Form], nullable: bool) -> None:
        self.definitions = definitions
        self.nullable = nullable
        self.faults: list[Fault] = []

    def value(self, tree: Tree, form: Form, trail: tuple[str, ...]) -> None:
        """Judge a value, and all that is in it."""
        if "$ref" in form:
            form = self._meant(form)
        if not form or tree.opaque or len(trail) > DEEPEST:
            return
        if tree.is_null:
            self._null(tree, form, trail)
            return
        if not COMBINED.isdisjoint(form):
            self._combined(tree, form, trail)
        if tree.is_map:
            if self._is("object", form, tree, trail):
                self._mapping(tree, form, trail)
        elif tree.is_list:
            if self._is("array", form, tree, trail):
                self._list(tree, form, trail)
        elif form != ANY_TEXT:
            self._scalar(tree, form, trail)

    def _combined(self, tree: Tree, form: Form, trail: tuple[str, ...]) -> None:
        for one in form.get("allOf", ()):
            self.value(tree, one, trail)
        for word in ("anyOf", "oneOf"):
            if word in form:
                self._choice(tree, form[word], trail)

    def _meant(self, form: Form) -> Form:
        """The form that references lead to; none for one that leads nowhere."""
        for _ in range(DEEPEST):
            reference = form.get("$ref")
            if reference is None:
                return form
            form = self.definitions.get(reference.removeprefix(LOCAL), {})
        return {}

    def _null(self, tree: Tree, form: Form, trail: tuple[str, ...]) -> None:
        if not self.nullable:
            self._say("type", tree.key_place, trail, found="null", wanted=self._types(form))

    def _types(self, form: Form) -> tuple[str, ...]:
        """The types of values that a form takes, or that one of several forms does."""
        choices = [self._meant(one) for word in ("anyOf", "oneOf") for one in form.get(word, ())]
        return tuple(form.get("type") or dict.fromkeys(kind for one in choices for kind in one.get("type", ())))

    def _is(self, kind: str, form: Form, tree: Tree, trail: tuple[str, ...]) -> bool:
        """Whether a form takes a mapping or list; says so when it does not."""
        wanted = form.get("type")
        if wanted is None or kind in wanted:
            return True
        self._say(
            "type", tree.key_place if trail and trail[-1] != ITEM else tree.place, trail, found=kind, wanted=wanted
        )
        return False

    def _say(self, kind: str, place: Place, trail: tuple[str, ...], **facts: Any) -> None:
        self.faults.append(Fault(kind, place, trail, facts))

    def _mapping(self, tree: Tree, form: Form, trail: tuple[str, ...]) -> None:
        if INSIDE.isdisjoint(form):
            return  # any mapping will do
        if "cases" in form:
            self._case(tree, form["cases"], trail)
        properties = form.get("properties", {})
        patterns = form.get("patternProperties", {})
        others = form.get("additionalProperties")
        there = set()
        strangers: list[str] = []
        for name, entry in tree.items():
            if not (self.nullable and entry.is_null):
                there.add(name)
            if name in properties:
                self.value(entry, properties[name], (*trail, name))
                continue
            matching = [one for pattern, one in patterns.items() if matches(pattern, name) is not False]
            for one in matching:
                self.value(entry, one, (*trail, name))
            if isinstance(others, dict) and not matching:
                self.value(entry, others, (*trail, name))
            elif not matching and (others is False or "dropping" in form):
                strangers.append(name)
                kind = "name" if others is False else "dropped"
                self._say(kind, entry.key_place, (*trail, name), known=tuple(properties))
        if tree.known:
            self._required(tree, form, trail, there, strangers)

    def _case(self, tree: Tree, cases: Form, trail: tuple[str, ...]) -> None:
        """The form for what a mapping calls itself. A name that there is not is said where it is nearly one that is judged."""
        called = dict(tree.items()).get("Type")
        kind = called.text() if called else None
        if called is None or not isinstance(kind, str):
            return
        if kind in cases:
            self.value(tree, cases[kind], trail)
            return
        from apigw_lint.source.nearest import closest

        if cases.get(closest(kind, cases) or ""):
            self._say("choice", called.place, (*trail, "Type"), value=kind, allowed=tuple(cases))

    def _required(self, tree: Tree, form: Form, trail: tuple[str, ...], there: set[str], strangers: list[str]) -> None:
        """Properties that must be there, unless one that there is not is probably meant for it."""
        missing = [name for name in form.get("required", ()) if name not in there]
        if missing and strangers:
            from apigw_lint.source.nearest import closest

            meant = {closest(name, form.get("properties", {}), 0.6) for name in strangers}
            missing = [name for name in missing if name not in meant]
        for name in missing:
            self._say("missing", tree.key_place, (*trail, name))

    def _list(self, tree: Tree, form: Form, trail: tuple[str, ...]) -> None:
        elements = tree.elements()
        least, most = form.get("minItems", 0), form.get("maxItems")
        if (len(elements) < least or (most is not None and len(elements) > most)) and not _may_grow(elements):
            self._say("count", tree.key_place, trail, count=len(elements), least=least, most=most)
        items = form.get("items")
        if items:
            for element in elements:
                self.value(element, items, (*trail, ITEM))
        if form.get("uniqueItems"):
            for element in _repeated(elements):
                self._say("repeated", element.place, trail)

    def _scalar(self, tree: Tree, form: Form, trail: tuple[str, ...]) -> None:
        value = tree.value()
        if value is None or value is UNKNOWN or isinstance(value, (list, dict)):
            return  # a null that a function gives is not written, and the function's own fault
        if isinstance(value, Partial):
            self._partial(value, tree, form, trail)
            return
        wanted = form.get("type")
        if wanted is not None and not any(fits(value, one) for one in wanted):
            self._say("type", tree.place, trail, found=kind_of(value), wanted=wanted, value=tree.text())
            return
        if not LIMITS.isdisjoint(form):
            self._limits(value, tree.text(), tree, form, trail)

    def _partial(self, value: Partial, tree: Tree, form: Form, trail: tuple[str, ...]) -> None:
        """A text of which some pieces are known: what no way to fill the others could mend."""
        allowed = form.get("enum")
        if allowed and not form.get("inAnyCase") and not any(value.may_be(str(one)) for one in allowed):
            self._say("choice", tree.place, trail, value=str(value), allowed=tuple(map(str, allowed)))
        most = form.get("maxLength")
        if most is not None and sum(map(len, value.known)) > most:
            self._say("length", tree.place, trail, least=0, most=most, count=sum(map(len, value.known)))

    def _limits(self, value: Any, text: Any, tree: Tree, form: Form, trail: tuple[str, ...]) -> None:
        """What a specification says of a single value, beside its type."""
        allowed = form.get("enum")
        if allowed and isinstance(text, str):
            words = tuple(map(written, allowed))
            if text not in words and not (form.get("inAnyCase") and text.upper() in words):
                self._say("choice", tree.place, trail, value=text, allowed=words)
                return
        pattern = form.get("pattern")
        least, most = form.get("minLength", 0), form.get("maxLength")
        if isinstance(value, str) and (len(value) < least or (most is not None and len(value) > most)):
            self._say("length", tree.place, trail, least=least, most=most, count=len(value))
        elif pattern is not None and isinstance(text, str) and matches(pattern, text) is False:
            self._say("pattern", tree.place, trail, value=text, pattern=pattern)
        low, high = form.get("minimum"), form.get("maximum")
        if low is None and high is None:
            return
        size = number(value)
        if size is not None and ((low is not None and size < low) or (high is not None and size > high)):
            self._say("range", tree.place, trail, value=text, least=low, most=high)

    def _choice(self, tree: Tree, forms: list[Form], trail: tuple[str, ...]) -> None:
        """One of several forms must do. When none does, the one that is meant is spoken of, if that can be told."""
        failed: list[list[Fault]] = []
        for form in forms:
            kept, self.faults = self.faults, []
            self.value(tree, form, trail)
            found, self.faults = self.faults, kept
            if not found:
                return
            failed.append(found)
        if all(_misses(found[0], trail) and found[0].kind == "type" for found in failed):
            wanted = dict.fromkeys(kind for found in failed for kind in found[0].facts["wanted"])
            first = failed[0][0]
            self.faults.append(first._replace(facts={**first.facts, "wanted": list(wanted)}))
        else:
            near = [found for found in failed if not any(_misses(one, trail) for one in found)]
            fewest = min(near or failed, key=len)
            self.faults += fewest


def _misses(fault: Fault, trail: tuple[str, ...]) -> bool:
    """Whether a fault says that quite another form is meant: another type, or another word for what it is."""
    if fault.kind == "type":
        return fault.trail == trail
    return fault.kind == "choice" and fault.trail == (*trail, "Type")


def _may_grow(elements: list[Any]) -> bool:
    """Whether one of the items may stand for several, or for none."""
    return any(element.opaque for element in elements)


def _repeated(elements: list[Any]) -> Iterator[Any]:
    """Items that certainly stand in the list before."""
    seen: list[Any] = []
    for element in elements:
        value = element.plain()
        try:
            if any(value == one and type(value) is type(one) for one in seen):
                yield element
        except Undetermined:
            continue
        seen.append(value)
