"""The structure of a definition: what stands where API Gateway looks for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.shape import IN_WORDS
from apigw_lint.model.hit import hit

if TYPE_CHECKING:
    from apigw_lint.model.definition import Malformed
    from apigw_lint.model.hit import Hits


def structure_invalid(part: Malformed) -> Hits:
    """A part of another shape, a parameter without a part that it needs, or in a place that there is not."""
    if part.fault == "shape":
        case = "list" if part.wanted == ["list"] and part.found == "map" else "shape"
        subject = f"An entry of '{part.key}'" if part.entry else f"'{part.key}'"
        yield hit(part.place, case, subject=subject, found=IN_WORDS[part.found], wanted=IN_WORDS[part.wanted[0]])
    elif part.fault == "missing":
        yield hit(part.place, "missing", missing=" and ".join(f"'{key}'" for key in part.wanted))
    else:
        facts: dict[str, Any] = {"value": part.found, "wanted": part.wanted, "meant": part.meant}
        yield hit(part.place, "word", hint=f"; did you mean '{part.meant}'?" if part.meant else ".", **facts)
