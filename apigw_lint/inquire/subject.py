"""The policies of a file, each with its API."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.analysis import policy as analysis
from apigw_lint.analysis.policy_reading import Reading
from apigw_lint.dialects.recognise import Run, stacks
from apigw_lint.model.api import REST
from apigw_lint.model.value import UNKNOWN
from apigw_lint.request import WrongUse
from apigw_lint.source.discover import discover, project_root
from apigw_lint.source.files import Files
from apigw_lint.source.read import read
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apigw_lint.model.api import Api
    from apigw_lint.model.policy import Policy
    from apigw_lint.model.stack import Stack
    from apigw_lint.source.document import Document


class Subject(NamedTuple):
    """A policy to be asked, in one scenario of its template: the conditions of `truths` hold or do not.

    `api` is None for a policy in a file of its own. Without `reading` the API has no policy, or `unread` one.
    """

    reading: Reading | None
    api: Api | None
    truths: Mapping[str, bool | str]
    unread: bool = False


def subjects(path: str, endpoint_type: str | None) -> list[Subject]:
    """The policies of a file, and its REST APIs without one. `endpoint_type` is that of all of them, None for what the file
    says. Raises WrongUse for a file that cannot be read or has neither."""
    document = _document(path)
    files = Files()
    files.enter(document)
    found = [
        subject
        for reading in stacks(document, Run(files=files))
        for case in reading.cases
        for subject in _of_stack(case.stack, case.truths, endpoint_type)
    ]
    if not found:
        raise WrongUse(f"{path} holds no resource policy, and no REST API that could have one")
    return found


def _document(path: str) -> Document:
    listing = discover((path,), project_root(Path.cwd()))
    if listing.problems or len(listing.files) != 1:
        raise WrongUse(listing.problems[0] if listing.problems else f"{path} is not one file")
    file, name = listing.files[0]
    try:
        return read(file.read_bytes(), name, file)
    except OSError as error:
        raise WrongUse(f"cannot read {path}: {error.strerror}") from None
    except ReadError as error:
        raise WrongUse(f"cannot read {path}: {error.reason} (line {error.place.span.line})") from None


def _of_stack(stack: Stack, truths: Mapping[str, bool | str], endpoint_type: str | None) -> Iterator[Subject]:
    for policy in stack.policies:
        yield Subject(_reading(policy, endpoint_type), None, truths)
    for api in stack.apis:
        if api.kind is UNKNOWN or api.kind != REST:
            continue
        if api.policy is UNKNOWN or api.policy is None:
            yield Subject(None, api, truths, unread=api.policy is UNKNOWN)
        else:
            yield Subject(_reading(api.policy, endpoint_type), api, truths)


def _reading(policy: Policy, endpoint_type: str | None) -> Reading | None:
    return Reading(policy, endpoint_type) if endpoint_type else analysis.reading(policy)
