"""A template judged by the specifications of its types: what is said of which line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.dialects.recognise import stacks
from apigw_lint.registry.judge import judge
from apigw_lint.registry.specifications import specification
from apigw_lint.source.read import parse

if TYPE_CHECKING:
    from apigw_lint.registry.judge import Fault


def faults(text: str, path: str = "template.yaml") -> list[tuple[str, Fault]]:
    """The faults of every resource in every scenario, each with its logical id, once."""
    found: dict[tuple[str, str, object, object], tuple[str, Fault]] = {}
    for reading in stacks(parse(text, path)):
        for case in reading.cases:
            for stack in case.stacks:
                for declaration in stack.declarations:
                    form = specification(declaration.type)
                    for fault in judge(declaration.properties, form) if form else []:
                        found[declaration.label, fault.kind, fault.place, fault.trail] = declaration.label, fault
    return list(found.values())


def said(text: str) -> set[str]:
    """The faults in short: "name Integration.Typ 7"."""
    return {
        f"{fault.kind} {'.'.join(fault.trail)} {fault.place.document.position(fault.place.start)[0]}"
        for _, fault in faults(text)
    }
