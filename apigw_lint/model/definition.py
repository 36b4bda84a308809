"""An OpenAPI document as a document: what of it API Gateway reads, and what it drops."""

from __future__ import annotations

from apigw_lint.model.element import Element

KINDS = {dict: "map", list: "list", str: "text", bool: "boolean", int: "number", float: "number"}
PLAIN = ("text", "number", "boolean")
"""What a value can be, by the type of what is read, and what of it is a single value."""


class Definition(Element):
    """The OpenAPI document behind an API. `version_key` is "swagger" or "openapi", `version` its text.

    `size` counts the characters of its compact JSON form. `inline`: it stands in a template. `handed_over`: a template hands
    the file over as it is (DefinitionUri, S3 body), "include" when a transform loads it, "" when it is inline or nobody does.
    """

    version_key: str | None = None
    version: str | None = None
    both_version_keys: bool = False
    size: int = 0
    inline: bool = False
    handed_over: str = ""
    has_paths: bool = True
    extensions: list[Extension] = []
    references: list[DocumentReference] = []
    features: list[Feature] = []
    intrinsics: list[Intrinsic] = []
    variables: list[BodyVariable] = []
    malformed: list[Malformed] = []


class Extension(Element):
    """A key beginning `x-amazon-apigateway-`, or nearly so. `level` is where it stands: root, info, path, operation, scheme,
    parameter, response, schema, server, tag, components or other."""

    name: str = ""
    level: str = ""
    misfits: list[Misfit] = []


class Misfit(Element):
    """A value or a key in an extension that the schema of the extension does not allow.

    `extension` is its name without the prefix, `key` the keys that lead to the place, joined by dots, "" for the value itself.
    `fault` is shape, word or range of a value, field for a key that is none, missing for one that must be there. `wanted` are
    the shapes, words, limits or keys that would do, `meant` the one that is near.
    """

    extension: str = ""
    key: str = ""
    fault: str = ""
    value: str = ""
    wanted: list[str] = []
    meant: str | None = None


class Malformed(Element):
    """A part of a definition that is not built as OpenAPI builds it.

    `fault` is shape, word or missing, `key` that of the part, or of the list that it is an `entry` of. `found` is the shape or the
    word that is there, `wanted` are those that would do, or the keys that are missing; `meant` is the one that is near.
    """

    fault: str = ""
    key: str = ""
    entry: bool = False
    found: str = ""
    wanted: list[str] = []
    meant: str | None = None


class DocumentReference(Element):
    """A `$ref`. `exists` is False when it points to nothing in this document or file."""

    target: str = ""
    is_local: bool = True
    exists: bool = True
    suggestion: str | None = None


class Feature(Element):
    """An OpenAPI feature that does not survive the import: callbacks, links, cookie parameters ... with the number of its uses."""

    name: str = ""
    count: int = 1


class Intrinsic(Element):
    """A CloudFormation function in a document. `short`: the YAML tag form (`!Sub`)."""

    name: str = ""
    short: bool = False


class BodyVariable(Element):
    """`${X}` in a text of an inline body outside `Fn::Sub`, where X names something of the template."""

    name: str = ""
    in_template_text: bool = False


class DuplicateKey(Element):
    """A key that a mapping gives twice. `places["first"]` is where it stands before."""

    key: str = ""


class UnreadableFile(Element):
    """A file that speaks of API Gateway and does not parse. `reason` is the parser's, in plain words."""

    reason: str = ""


class MissingFile(Element):
    """A local path given as definition, include or body that names no file."""

    target: str = ""
    property: str = ""
