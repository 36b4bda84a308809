"""A definition as a whole: where it comes from, its version, its size, and what it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis.schema import size
from apigw_lint.model.api import HTTP, REST, WEBSOCKET, Api
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.model.definition import BodyVariable, Definition, DocumentReference, Feature, Intrinsic
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.integration import Template

READ = Pattern(r"2(\.0)?|3(\.0(\.\d+)?)?")  # [DG api-gateway-import-api]
OPEN_API_3 = Pattern(r"3(\.0(\.\d+)?)?")
SAM_FORM = Pattern(r"[23]\.\d(\.\d)?")  # as SAM's translator checks it
MEGABYTE, KILOBYTE = 1024 * 1024, 1024
LARGEST_DEFINITION = 6 * MEGABYTE  # [DG limits]
LARGEST_TEMPLATE = 300 * KILOBYTE
LARGEST_MODELS = 400 * KILOBYTE
BUILT_IN = (
    "/schemas/Empty",
    "/schemas/Error",
    "/definitions/Empty",
    "/definitions/Error",
)  # every REST API has these models
MODEL_URL = "https://apigateway."  # the address of a model, which a schema may refer to


def version_invalid(api: Api) -> Hits:
    """A version of OpenAPI that is not imported."""
    found = api.definition
    if found is not None:
        yield from _version(found, api)
    if api.sam is not None and isinstance(api.sam.open_api_version, str):
        version: str = api.sam.open_api_version
        at = api.sam.at("open_api_version")
        if not SAM_FORM.fullmatch(version):
            yield hit(at, "sam", about=api, version=version)
        elif not READ.fullmatch(version):
            yield hit(at, "later", about=api, version=version)


def _version(found: Definition, api: Api) -> Hits:
    version: Any = found.version
    at = found.at("version")
    if found.both_version_keys:
        yield hit(at, "both", about=found)
    elif found.version_key is None:
        if api.settings_known:
            yield hit(at, "absent", about=found)
    elif isinstance(version, str) and not READ.fullmatch(version):
        yield hit(at, "early" if version.startswith("1") else "later", about=found, version=version)
    elif (
        isinstance(version, str) and api.kind is not UNKNOWN and api.kind == HTTP and not OPEN_API_3.fullmatch(version)
    ):
        yield hit(at, "http", about=found, version=version)


def source_invalid(api: Api) -> Hits:
    """An API of a template that is defined twice, or not at all."""
    if api.sam is not None or api.origin in ("document", "outside", "sam", "implicit"):
        return
    given = api.body or api.body_location
    is_websocket = api.kind is not UNKNOWN and api.kind == WEBSOCKET
    if is_websocket and given:
        yield hit(api.at("body", "body_location"), "websocket")
    elif api.body and api.body_location:
        yield hit(api.at("body_location"), "both", related=((api.at("body"), "the inline definition"),))
    elif not given and not api.written("clone_from"):
        if api.kind is not UNKNOWN and api.kind == REST:
            if not api.written("name"):
                yield hit(api.place, "rest")
        elif not (api.written("name") and api.written("protocol")):
            yield hit(api.place, "v2")


def method_missing(api: Api) -> Hits:
    """An API that is deployed, and has not one method."""
    if api.origin in ("document", "outside") or api.exported or not api.routes_known or not api.stack.complete:
        return
    websocket = api.kind == WEBSOCKET
    stages = api.stages if not websocket or api.origin == "sam" else []
    users = [*stages, *api.deployments]
    if users and not api.routes and not any(resource.unknown_fields for resource in api.resources):
        what = "routes" if websocket else "methods"
        yield hit(api.place, related=((users[0].place, "is deployed here"),), api=api.label, what=what)


def target_undefined(reference: DocumentReference) -> Hits:
    """A reference that leads nowhere in its own document."""
    if reference.is_local and not reference.exists and not reference.target.endswith(BUILT_IN):
        meant = reference.suggestion
        yield hit(reference.place, "meant" if meant else "plain", target=reference.target, meant=meant)


def file_invalid(reference: DocumentReference) -> Hits:
    """A reference to another file, where nobody follows it. Projects are known to bundle what they include by a transform."""
    definition: Any = reference.owner
    as_it_is = definition.inline or definition.handed_over == "file"
    if not reference.is_local and as_it_is and not reference.target.startswith(MODEL_URL):
        yield hit(reference.place, target=reference.target)


def feature_ignored(feature: Feature) -> Hits:
    api = feature.api
    if api.settings_known and api.routes_known:
        yield hit(feature.place, feature=feature.name, count=feature.count)


def intrinsic_invalid(definition: Definition) -> Hits:
    """Functions of CloudFormation that nobody calls, or in a form that an included file cannot have; one hit for each form."""
    for short in (True, False):
        found = [one for one in definition.intrinsics if one.short == short and _same_file(one, definition)]
        if found and (short or definition.handed_over == "file"):
            included = definition.handed_over != "file"
            case = "short" if included else "file"
            yield hit(found[0].place, case, witness=found[0].name, count=len(found))
            if case == "file":
                return


def _same_file(one: Intrinsic, definition: Definition) -> bool:
    """What SAM adds to an included definition stands in the template."""
    return one.place.document is definition.place.document


def variable_undefined(variable: BodyVariable) -> Hits:
    """A variable that only `Fn::Sub` would replace. In a mapping template `${x}` may be Velocity's own."""
    if not variable.in_template_text or "." in variable.name or ":" in variable.name:
        yield hit(variable.place, name=variable.name)


def _definition_excessive(api: Api) -> Hits:
    """A document, or the models of an API together, above what is imported; what is unknown counts as nothing."""
    found = api.definition
    if found is not None and api.kind is not UNKNOWN and api.kind == REST and found.size > LARGEST_DEFINITION:
        yield hit(found.place, "document", about=found, size=f"{found.size / MEGABYTE:.1f}")
    models = sum(size(model.schema) for model in api.models) if api.kind is UNKNOWN or api.kind != HTTP else 0
    if models > LARGEST_MODELS:
        largest = max(api.models, key=lambda model: size(model.schema))
        yield hit(largest.place, "models", about=largest, size=models // KILOBYTE)


def _template_excessive(template: Template) -> Hits:
    """A mapping template above what is taken."""
    length = size(template.text)
    if length > LARGEST_TEMPLATE:
        yield hit(template.place, "template", size=length // KILOBYTE)


def size_excessive(element: Api | Template) -> Hits:
    """Definitions, models and mapping templates that are too large."""
    if isinstance(element, Api):
        yield from _definition_excessive(element)
    else:
        yield from _template_excessive(element)
