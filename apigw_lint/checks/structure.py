"""Resources as the specifications of their types want them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.structure import NAMES, choice, faults, owner, subject
from apigw_lint.model.hit import hit
from apigw_lint.model.sam import OF_THE_OTHER
from apigw_lint.registry.specifications import meant, specification
from apigw_lint.source.nearest import alike, closest

if TYPE_CHECKING:
    from apigw_lint.model.declaration import Declaration
    from apigw_lint.model.hit import Hits
    from apigw_lint.registry.judge import Fault

MANY = 8  # values up to which all are said
SURE = 0.85  # how alike two names are that differ by a slip
AUTHORIZERS = ("Auth", "Authorizers")
REFUSED = {"OpenIdConnectUrl"}.union(*OF_THE_OTHER.values())  # not dropped but refused, which sam-form-invalid says
LONG = 60  # letters of a value from which on it is cut


def type_unknown(declaration: Declaration) -> Hits:
    if specification(declaration.type) is None and (type_ := meant(declaration.type)):
        yield hit(declaration.at("type"), type=declaration.type, hint=f"; did you mean '{type_}'?", meant=type_)


def name_unknown(declaration: Declaration) -> Hits:
    for fault in faults(declaration, "name"):
        yield hit(fault.place, owner=owner(declaration, fault), **_name(fault))


def name_ignored(declaration: Declaration) -> Hits:
    for fault in faults(declaration, "dropped"):
        if (
            declaration.type == "AWS::Serverless::HttpApi"
            and fault.trail[:2] == AUTHORIZERS
            and fault.trail[-1] in REFUSED
        ):
            continue
        yield hit(fault.place, "dropped", owner=owner(declaration, fault), **_name(fault))
    for fault in faults(declaration, "read-only"):
        yield hit(fault.place, "read", name=fault.trail[-1], owner=owner(declaration, fault))


def required_missing(declaration: Declaration) -> Hits:
    for fault in faults(declaration, "missing"):
        yield hit(fault.place, name=fault.trail[-1], owner=owner(declaration, fault))


def type_invalid(declaration: Declaration) -> Hits:
    for fault in faults(declaration, "type"):
        wanted = choice(tuple(NAMES[one] for one in fault.facts["wanted"]))
        said: dict[str, Any] = {
            "subject": _capital(subject(fault)),
            "owner": owner(declaration, fault),
            "wanted": wanted,
        }
        if "value" in fault.facts:
            yield hit(fault.place, "value", value=_short(fault.facts["value"]), **said)
        else:
            yield hit(fault.place, "kind", found=NAMES[fault.facts["found"]], **said)


def value_unknown(declaration: Declaration) -> Hits:
    for fault in faults(declaration, "choice"):
        value, allowed = fault.facts["value"], fault.facts["allowed"]
        near = closest(value, allowed, 0.6)
        words = f"choose {choice(allowed)}." if len(allowed) <= MANY else "see its documentation for those there are."
        yield hit(
            fault.place,
            value=_short(value),
            subject=_capital(subject(fault)),
            owner=owner(declaration, fault),
            hint=f"did you mean '{near}'?" if near else words,
            meant=alike(value, allowed),
        )


def value_invalid(declaration: Declaration) -> Hits:
    for fault in faults(declaration, "pattern", "length", "range", "count", "repeated"):
        said: dict[str, Any] = {"subject": _capital(subject(fault)), "owner": owner(declaration, fault)}
        facts = fault.facts
        if fault.kind == "pattern":
            said |= {"value": _short(facts["value"]), "pattern": facts["pattern"]}
        elif fault.kind != "repeated":
            said |= {"limits": _limits(facts), "found": facts.get("count", facts.get("value"))}
        yield hit(fault.place, fault.kind, **said)


def _name(fault: Fault) -> dict[str, Any]:
    """A name that there is not, and what was probably meant: as a hint, and, where it is near enough, to be written in its stead."""
    name, known = fault.trail[-1], fault.facts["known"]
    near = closest(name, known, 0.6)
    return {
        "name": name,
        "hint": f"; did you mean '{near}'?" if near else ".",
        "meant": closest(name, known, SURE),
    }


def _limits(facts: dict[str, Any]) -> str:
    least, most = facts["least"], facts["most"]
    if most is None:
        return f"{least} or more"
    return f"{most} or less" if not least else str(least) if least == most else f"{least} to {most}"


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= LONG else f"{text[:LONG]}..."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
