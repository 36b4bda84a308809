"""openapi-spec-validator, the engine itself: what it says of API definitions. Runs in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.validators.openapi.definitions import definitions
from apigw_lint.validators.openapi.idioms import Sample

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from apigw_lint.source.document import Document

DISTRIBUTION = "openapi-spec-validator"
MARKERS = (b"openapi", b"swagger")  # a file without either is no definition, nor has it one inside


def depends(raw: bytes, file: str | None) -> list[bytes]:
    """What, beside a file's own bytes, the answer depends on: the engine's own judge, since references out of a file are not followed."""
    from importlib.metadata import version

    return [version("jsonschema").encode(), version("openapi-schema-validator").encode()]


class Engine:
    """openapi-spec-validator, which chooses its rules by the version that a definition states."""

    def __init__(self, regions: Sequence[str] = ()) -> None:
        """Regions mean nothing to it."""

    def judge(self, document: Document) -> list[dict[str, Any]]:
        """Its findings in the definitions of a document, in the order of their places in it."""
        found: dict[tuple[str, ...], dict[str, Any]] = {}
        for steps, root in definitions(document):
            sample = Sample(root)
            for told in _errors(sample) if sample.version else ():
                told["path"] = [*steps, *told["path"]]
                found.setdefault((told["text"], *told["path"]), told)
        return list(found.values())


def _errors(sample: Sample) -> Iterator[dict[str, Any]]:
    """What it finds, as plain data, with the path in the definition as its author wrote it.

    An error has no id of its own: the keyword of OpenAPI's schema that is broken stands for it. The engine's second half expects
    what its first half accepts.
    """
    from openapi_spec_validator.shortcuts import get_validator_cls

    from apigw_lint.validators.openapi.errors import located, tightest, words

    validator = get_validator_cls(sample.data)(sample.data)  # type: ignore[call-arg, arg-type, unused-ignore]
    errors = [tightest(error) for error in validator.schema_validator.iter_errors(sample.data)]  # type: ignore[attr-defined, unused-ignore]
    if not errors:
        errors = list(validator.root_validator(validator.schema_path))  # type: ignore[attr-defined, unused-ignore]
    for error in errors:
        path = located(error, sample.data)
        if not sample.is_open(path, error):
            keyword = error.validator if isinstance(error.validator, str) else type(error).__name__
            text = sample.said(words(error), path)
            yield {"id": keyword, "severity": "warning", "text": text, "path": sample.original(path)}
