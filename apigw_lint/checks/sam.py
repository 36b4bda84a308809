"""SAM's own properties, where SAM or API Gateway takes them otherwise than they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigw_lint.analysis.every import every
from apigw_lint.model.api import HTTP, REST
from apigw_lint.model.hit import hit
from apigw_lint.model.value import UNKNOWN, certainly
from apigw_lint.source.nearest import closest

if TYPE_CHECKING:
    from apigw_lint.model.api import Api, Cors
    from apigw_lint.model.authorizer import Authorizer
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.sam import SamApi, SamEvent, SamGlobal, SamVpcEntry
    from apigw_lint.model.stack import Stack

QUOTED = ("origins", "methods", "headers", "max_age")
NAMES = {"origins": "AllowOrigin", "methods": "AllowMethods", "headers": "AllowHeaders", "max_age": "MaxAge"}

KEYS = ("AllowHeaders", "AllowMethods", "MaxAge", "AllowCredentials")
OWNERS = {
    "sam-rest": ("Cors", (*KEYS, "AllowOrigin")),
    "sam-http": ("CorsConfiguration", (*KEYS, "AllowOrigins", "ExposeHeaders")),
}

# Properties that these resources have and Globals has not [SAM globals].
OWN_ALONE = {
    "Api": frozenset(
        ("ApiKeySourceType", "DefinitionBody", "Description", "DisableExecuteApiEndpoint", "FailOnWarnings", "Mode", "Models",
         "Policy", "StageName", "Tags")
    ),
    "HttpApi": frozenset(("DefinitionBody", "DefinitionUri", "Description", "DisableExecuteApiEndpoint", "Name", "StageName")),
    "WebSocketApi": frozenset(("Auth", "Description", "Name", "Routes", "StageName")),
}  # fmt: skip


def cors_invalid(cors: Cors) -> Hits:
    """SAM copies these values into mapping expressions, where a static text has quotes of its own."""
    if cors.source in OWNERS:
        for key in cors.unknown_keys:
            near = closest(key, tuple(OWNERS[cors.source][1]))
            hint = f"; did you mean '{near}'?" if near else "."
            yield hit(cors.at(f"unknown_keys/{key}"), "unknown", key=key, of=OWNERS[cors.source][0], hint=hint)
    if cors.source != "sam-rest":
        return
    for field in QUOTED:
        values = getattr(cors, field)
        for value in values if isinstance(values, list) else [values]:
            if not isinstance(value, str):
                continue
            if not (len(value) > 1 and value[0] == value[-1] == "'"):
                yield hit(cors.at(field), "unquoted", key=NAMES[field], value=value)
            elif "'" in value[1:-1]:
                yield hit(cors.at(field), "quotes", key=NAMES[field], written=value, value=value.replace("'", ""))
    if cors.credentials is True and certainly(_any_origin, cors):
        yield hit(cors.at("credentials"), "credentials")


def _any_origin(cors: Cors) -> bool:
    origins = cors.origins
    return origins is None or (isinstance(origins, list) and "'*'" in origins)


def preflight_conflicting(sam: SamApi) -> Hits:
    """SAM puts the default authorizer, and the key, on the preflights that it makes, unless it is told not to."""
    api: Api = sam.api
    if api.kind != REST or not _makes_preflights(api):
        return
    if _guards(sam) and sam.authorizer_on_preflight is not False:
        yield hit(sam.at("default_authorizer"), "authorizer", authorizer=sam.default_authorizer)
    if sam.api_key_required is True and sam.api_key_on_preflight is not False:
        yield hit(sam.at("api_key_required"), "key")


def _guards(sam: SamApi) -> bool:
    """Whether there is a default authorizer: where there is none of the name, SAM refuses the API or leaves it open."""
    name, names = sam.default_authorizer, sam.authorizer_names
    return name is not None and (name == "AWS_IAM" or names is UNKNOWN or name in (names or []))


def _makes_preflights(api: Api) -> bool:
    return api.cors is not None and any(
        certainly(lambda route=route: route.verb == "OPTIONS" and route.origin == "sam") for route in api.routes
    )


def definition_conflicting(sam: SamApi) -> Hits:
    """What SAM refuses beside a definition that it does not read."""
    if not sam.definition_uri:
        return
    if sam.definition_body:
        yield hit(sam.at("definition_uri"), "both", related=((sam.at("definition_body"), "the other definition"),))
        return
    for name in sam.inline_only:
        yield hit(sam.at(f"inline_only/{name}"), "inline", property=name)
    if sam.merge_definitions is True:
        yield hit(sam.at("merge_definitions"), "inline", property="MergeDefinitions")


def name_conflicting(sam: SamApi) -> Hits:
    """A resource under the name of SAM's implicit API, which takes its place."""
    if sam.lost:
        more = f" and {len(sam.lost) - 3} more" if len(sam.lost) > 3 else ""
        lost = ", ".join(f"'{name}'" for name in sam.lost[:3]) + more
        yield hit(
            sam.at("lost"), name=sam.label, lost=lost, related=((sam.api.place, "the event that brings it about"),)
        )


def stage_duplicate(sam: SamApi) -> Hits:
    """The stage called `Stage` that SAM publishes beside the one that is asked for."""
    api: Api = sam.api
    if api.kind == REST and sam.open_api_version is None:
        yield hit(api.place, about=api, api=api.label)


def globals_unknown(one: SamGlobal) -> Hits:
    """A section or a property that SAM does not take in Globals."""
    meant = next(name for name in OWN_ALONE if name.lower() == one.section.lower())
    if one.name is None:
        if one.section != meant:
            yield hit(one.place, "section", section=one.section, meant=meant)
    elif one.section == meant and one.name in OWN_ALONE[meant]:
        yield hit(one.place, "property", name=one.name, section=meant)


def form_invalid(sam: SamApi) -> Hits:
    """A value in a form that SAM's transform does not take, or a property in an authorizer of another kind."""
    for name, wanted in sam.misshapen:
        yield hit(sam.at(f"misshapen/{name}"), "form", name=name, wanted=wanted)
    for name, decider in sam.misplaced:
        authorizer, _, key = name.rpartition(".")
        yield hit(sam.at(f"misplaced/{name}"), decider, name=key, authorizer=authorizer)


def domain_invalid(sam: SamApi) -> Hits:
    """Records for a domain without the zone that holds them."""
    if sam.zone_missing:
        yield hit(sam.at("zone_missing"))


def endpoint_invalid(sam: SamApi) -> Hits:
    """An EndpointConfiguration that SAM copies into the list of types as it is."""
    if sam.endpoint_shape in ("untyped-map", "list"):
        yield hit(sam.at("endpoint_shape"), sam.endpoint_shape)
    elif sam.endpoint_ids_twice:
        yield hit(sam.at("endpoint_shape"), "twice")


def authorizer_undefined(stack: Stack) -> Hits:
    """Authorizers that a SAM API or an event names and that the API does not declare."""
    yield from every(_of_default, [api.sam for api in stack.apis if api.sam is not None])
    yield from every(_of_event, stack.events)


def _of_default(sam: SamApi) -> Hits:
    """A default authorizer that the API does not declare. A REST API without any authorizer makes nothing of the name."""
    name, names, api = sam.default_authorizer, sam.authorizer_names, sam.api
    if not isinstance(name, str) or names is UNKNOWN:
        return
    if name == "NONE" and name not in (names or []) and (names or api.kind == HTTP):
        yield hit(sam.at("default_authorizer"), "default", api=api.label, about=sam)
    elif _undeclared(sam, name, names or []):
        yield hit(sam.at("default_authorizer"), _fault(name), name=name, api=api.label, about=sam)


def _of_event(event: SamEvent) -> Hits:
    """An event's authorizer that its API does not declare, or NONE where there is no default to do without."""
    name, api = event.authorizer_name, event.api
    if not isinstance(name, str) or api is None or api.sam is None:
        return
    names = api.sam.authorizer_names
    if name == "NONE" and names is not UNKNOWN and api.sam.default_authorizer is None:
        yield hit(event.at("authorizer_name"), "none", api=api.label, about=event)
    elif names is not UNKNOWN and _undeclared(api.sam, name, names or []):
        yield hit(event.at("authorizer_name"), _fault(name), name=name, api=api.label, about=event)


def _undeclared(sam: SamApi, name: str, names: list[str]) -> bool:
    """Whether a name is none of the API's, of its definition's, and of those that SAM knows [SAM src http_api_generator]."""
    api: Api = sam.api
    schemes = [scheme.label for scheme in api.security_schemes]
    iam = ["AWS_IAM"] if api.kind != HTTP or not certainly(lambda: not sam.iam_enabled) else []
    return name not in ("NONE", *iam, *names, *schemes) and api.settings_known


def _fault(name: str) -> str:
    return "iam" if name == "AWS_IAM" else "undeclared"


def permission_missing(authorizer: Authorizer) -> Hits:
    """A Lambda authorizer of a SAM HTTP API, which SAM gives no permission by itself."""
    api: Api = authorizer.api
    if authorizer.origin != "sam" or api.kind != HTTP or not authorizer.is_lambda or authorizer.function is None:
        return
    if authorizer.credentials is not None or authorizer.default_permissions is True:
        return
    for permission in authorizer.stack.permissions:
        if permission.function is None or permission.function is authorizer.function:
            return
    yield hit(authorizer.place, function=authorizer.function.label)


def policy_dropped(owner: SamApi | SamEvent) -> Hits:
    """A policy document where SAM takes lists of its own."""
    if owner.policy_dropped:
        yield hit(owner.at("policy_dropped"), name=owner.label)


def vpc_ignored(entry: SamVpcEntry) -> Hits:
    """An entry of a VPC list that SAM drops, or refuses."""
    if entry.intrinsic:
        yield hit(entry.place, "intrinsic")
        return
    # A parameter's default may be a placeholder, which the deployment fills.
    filled = (entry.at("value").via or "").startswith("default")
    if not filled and isinstance(entry.value, str) and not entry.value.startswith(("vpc-", "vpce-")):
        yield hit(entry.place, "dropped", value=entry.value)
