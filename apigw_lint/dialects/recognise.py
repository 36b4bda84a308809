"""Which dialect a document is written in, and the stacks that it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.dialects import openapi, policy, sam
from apigw_lint.dialects.cloudformation import read as cloudformation
from apigw_lint.dialects.include import Includes, Taken
from apigw_lint.dialects.loops import whole
from apigw_lint.dialects.scenarios import MOST, Case, Space, explore
from apigw_lint.dialects.scope import Scope
from apigw_lint.model.definition import DuplicateKey, MissingFile, UnreadableFile
from apigw_lint.source.templated import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from apigw_lint.dialects.scenarios import Scenario
    from apigw_lint.model.stack import Stack
    from apigw_lint.source.document import Document
    from apigw_lint.source.files import Files
    from apigw_lint.source.node import Node

REGION = "AWS::Region"
READINGS = 40_000  # resources to be read for one template, in all of its scenarios together
FEWEST = 8  # scenarios of even the largest template
NESTING = ("AWS::CloudFormation::Stack", "AWS::Serverless::Application")


class Reading(NamedTuple):
    """A root of a document, read in each scenario, in each Region. `bounded`: there are more scenarios than were read.

    `taken` is what it takes from other files of the project.
    """

    cases: list[Case]
    bounded: bool = False
    spaces: tuple[Space, ...] = ()
    taken: Taken = Taken()

    @classmethod
    def of(cls, stack: Stack) -> Reading:
        """What reads the same in every scenario."""
        return cls([Case(stack, {})])

    def possible(self, truths: Mapping[str, bool | str]) -> bool:
        """Whether conditions can have these truths together, in some Region."""
        asked = {name: truth for name, truth in truths.items() if isinstance(truth, bool)}
        region = truths.get(REGION)
        return any(space.possible(asked) for space in self.spaces if region in (None, space.region))


class Run(NamedTuple):
    """What holds for every document of a run.

    `parameters` are given values; `regions` are those that everything is deployed to, none when that is open; `files` opens what
    documents name; `usual` has the values that a document's own settings put in the place of defaults; `most` bounds the
    scenarios of a template.
    """

    parameters: Mapping[str, str] = {}
    regions: Sequence[str] = ()
    files: Files | None = None
    usual: Callable[[Document], Mapping[str, str]] = lambda _: {}
    most: int = MOST


NOTHING_SAID = Run()


def is_template(document: Document) -> bool:
    """Whether a document holds a CloudFormation or SAM template."""
    return any(cloudformation.recognises(root) for root in document.roots)


def stacks(document: Document, run: Run = NOTHING_SAID) -> list[Reading]:
    """What a document becomes, by root; nothing for a file that is not ours."""
    found = []
    for root in document.roots:
        if cloudformation.recognises(root):
            found.append(_template(document, root, run))
        else:
            found += _alone(document, root, run)
    for one in found[:1]:
        for case in one.cases:
            _repeated((document, *one.taken.documents.values()), case.stack)
    return found


def _alone(document: Document, root: Node, run: Run) -> list[Reading]:
    """A document that is no template."""
    taken = Taken()
    includes = Includes(run.files, taken) if run.files else None
    region = run.regions[0] if len(run.regions) == 1 else None
    stack = openapi.read(document, root, region, includes) or policy.read(document, root)
    return [Reading.of(stack)._replace(taken=taken)] if stack else []


def _template(document: Document, root: Node, run: Run) -> Reading:
    """A template in each Region and scenario."""
    cases: list[Case] = []
    spaces: list[Space] = []
    taken = Taken()
    bounded = False
    usual = run.usual(document)
    for region in run.regions or (None,):
        scope = Scope(root, given=run.parameters, usual=usual, region=region)
        spaces.append(Space(whole(scope)))

        def read(scenario: Scenario, scope: Scope = scope) -> list[Stack]:
            includes = Includes(run.files, taken) if run.files else None
            found = _stacks(document, scope.in_scenario(scenario, includes))
            if includes is not None:
                _hand_over(includes, found[0])
            return found

        explored = explore(spaces[-1], read, min(run.most, max(FEWEST, READINGS // (len(scope.resources) + 1))))
        bounded = bounded or explored.bounded
        place = {REGION: region} if region and len(run.regions) > 1 else {}
        cases += [case._replace(truths={**place, **_in_order(case.truths, spaces[-1])}) for case in explored.cases]
    return Reading(cases, bounded, tuple(spaces), taken)


def _stacks(document: Document, scope: Scope) -> list[Stack]:
    """The stack of a template in one scenario, and those nested in it."""
    scope = whole(scope)
    if scope.includes is not None and any(node["Type"].text in NESTING for node in scope.resources.values()):
        from apigw_lint.dialects.nested import Nested

        scope.nested = Nested(scope, _nested)
    stack = sam.read(document, scope.root, scope)
    return [stack, *(scope.nested.stacks() if scope.nested else ())]


def _nested(document: Document, scope: Scope) -> tuple[Stack, Scope]:
    scope = whole(scope)
    return sam.read(document, scope.root, scope), scope


def _in_order(truths: Mapping[str, bool], space: Space) -> dict[str, bool]:
    """The truths of conditions in the order in which the template defines them."""
    return {name: truths[name] for name in space.conditions.names if name in truths} if truths else {}


def _repeated(documents: Sequence[Document], stack: Stack) -> None:
    """Tell the stack of keys that a document gives twice."""
    for document in documents:
        for key, place, first in document.duplicates:
            repeated = DuplicateKey(place, key, key=key)
            repeated.places["first"] = first
            repeated.within(stack)
            stack.duplicates.append(repeated)


def _hand_over(includes: Includes, stack: Stack) -> None:
    """Tell the stack of files that are not there, or cannot be read."""
    for one in includes.missing.values():
        missing = MissingFile(one.place, one.target, target=one.target, property=one.property)
        missing.within(stack)
        stack.missing_files.append(missing)
    for error in includes.unreadable.values():
        if engine(error):
            continue  # a template of another engine, which cannot be read before it is rendered
        unreadable = UnreadableFile(error.place, error.place.document.path, reason=error.reason)
        unreadable.within(stack)
        stack.unreadable.append(unreadable)
