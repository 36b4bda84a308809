"""Which dialect a document is written in, and the stacks that it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.dialects import openapi, policy, sam
from apigw_lint.dialects.cloudformation import read as cloudformation
from apigw_lint.dialects.scenarios import MOST, Case, Space, explore
from apigw_lint.dialects.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from apigw_lint.dialects.scenarios import Scenario
    from apigw_lint.model.stack import Stack
    from apigw_lint.source.document import Document
    from apigw_lint.source.node import Node

REGION = "AWS::Region"


class Reading(NamedTuple):
    """A root of a document, read in each scenario, in each Region. `bounded`: there are more scenarios than were read."""

    cases: list[Case]
    bounded: bool
    spaces: list[Space]

    @classmethod
    def of(cls, stack: Stack) -> Reading:
        """What reads the same in every scenario."""
        return cls([Case(stack, {})], False, [])

    def possible(self, truths: Mapping[str, bool | str]) -> bool:
        """Whether conditions can have these truths together, in some Region."""
        asked = {name: truth for name, truth in truths.items() if isinstance(truth, bool)}
        region = truths.get(REGION)
        return any(space.possible(asked) for space in self.spaces if region in (None, space.region))


def stacks(
    document: Document, *, parameters: Mapping[str, str] | None = None, regions: Sequence[str] = (), most: int = MOST
) -> list[Reading]:
    """What a document becomes, by root; nothing for a file that is not ours.

    `parameters` are given for the run; `regions` are those that everything is deployed to, none when that is open.
    """
    found = []
    for root in document.roots:
        if cloudformation.recognises(root):
            found.append(_template(document, root, parameters, regions, most))
        else:
            region = regions[0] if len(regions) == 1 else None
            stack = openapi.read(document, root, region) or policy.read(document, root)
            if stack is not None:
                found.append(Reading.of(stack))
    return found


def _template(
    document: Document, root: Node, parameters: Mapping[str, str] | None, regions: Sequence[str], most: int
) -> Reading:
    reading = Reading([], False, [])
    for region in regions or (None,):
        scope = Scope(root, given=parameters or {}, region=region)
        space = Space(scope)

        def stack(scenario: Scenario, scope: Scope = scope) -> Stack:
            return sam.read(document, root, scope.in_scenario(scenario))

        explored = explore(space, stack, most)
        place = {REGION: region} if region and len(regions) > 1 else {}
        cases = [Case(case.stack, {**place, **case.truths}) for case in explored.cases]
        reading = Reading([*reading.cases, *cases], reading.bounded or explored.bounded, [*reading.spaces, space])
    return reading
