"""What the root of a definition says about the API as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.dialects import policy
from apigw_lint.dialects.openapi import words
from apigw_lint.dialects.view import ABSENT, fill, put
from apigw_lint.model.api import HTTP, REST, Cors, DocumentationPart, GatewayResponse, RequestValidator
from apigw_lint.model.value import UNKNOWN

if TYPE_CHECKING:
    from apigw_lint.dialects.openapi.reading import Reading
    from apigw_lint.dialects.view import View
    from apigw_lint.model.api import Api
    from apigw_lint.model.element import Element

FIELDS = {
    "security_policy": words.SECURITY_POLICY,
    "access_mode": words.ENDPOINT_ACCESS_MODE,
    "binary_media_types": words.BINARY_MEDIA_TYPES,
    "minimum_compression_size": words.MINIMUM_COMPRESSION_SIZE,
    "api_key_source": words.API_KEY_SOURCE,
    "default_validator": words.REQUEST_VALIDATOR,
}
ENDPOINT = {
    "default_endpoint_disabled": "disableExecuteApiEndpoint",
    "vpc_endpoint_ids": "vpcEndpointIds",
    "ip_address_type": "ipAddressType",
}
CORS = {
    "origins": "allowOrigins",
    "methods": "allowMethods",
    "headers": "allowHeaders",
    "expose": "exposeHeaders",
    "credentials": "allowCredentials",
    "max_age": "maxAge",
}


def read_settings(reading: Reading) -> None:
    """Read everything at the root that is not paths, models or security."""
    api, root = reading.api, reading.root
    _add(api, root["info"], name="title")
    _add(api, root, **FIELDS)
    _only_lists(api, root, {"binary_media_types": words.BINARY_MEDIA_TYPES})
    _endpoint(reading)
    _policy(api, root[words.POLICY])
    _cors(api, root[words.CORS])
    _validators(reading, root[words.REQUEST_VALIDATORS])
    _gateway_responses(api, root[words.GATEWAY_RESPONSES])
    _documentation(api, root[words.DOCUMENTATION])
    if not root.known:
        unread(api)


def unread(api: Api) -> None:
    """Something unread may set whatever is not set: its fields are unknown."""
    api.settings_known = False
    for field in (*FIELDS, *ENDPOINT, "policy", "cors"):
        if not api.written(field):
            setattr(api, field, UNKNOWN)


def _add(api: Api, view: View, **names: str) -> None:
    """Fill the fields that the API's own resource leaves open."""
    fill(api, view, **{field: name for field, name in names.items() if not api.written(field)})


def _only_lists(element: Element, view: View, names: dict[str, str]) -> None:
    """Texts where a list must be: CloudFormation takes them, the import of a definition does not, and what becomes of them is
    unknown."""
    for field, name in names.items():
        one = view[name]
        if one and not one.is_list and isinstance(one.node.data, (str, int, float)) and not one.node.tag:
            setattr(element, field, UNKNOWN)


def _endpoint(reading: Reading) -> None:
    """The endpoint configuration: at the root in OpenAPI 2.0, on a server in 3.0. In the other place it may be read or not."""
    api, root = reading.api, reading.root
    at_root = root[words.ENDPOINT_CONFIGURATION]
    servers = (one[words.ENDPOINT_CONFIGURATION] for one in root["servers"].elements())
    on_server = next((one for one in servers if one), ABSENT)
    read, misplaced = (at_root, on_server) if reading.old else (on_server, at_root)
    names = {field: name for field, name in ENDPOINT.items() if field != "ip_address_type" or HTTP in kinds(api)}
    if read.is_map and read.known:
        _add(api, read, **names)
        _only_lists(api, read, {"vpc_endpoint_ids": ENDPOINT["vpc_endpoint_ids"]})
    for field, name in names.items():
        if not api.written(field) and (not read.known or name in misplaced):
            setattr(api, field, UNKNOWN)


def _policy(api: Api, view: View) -> None:
    """The resource policy. Where the API's resource has one as well, which of them counts is not documented."""
    if not view or view.node.data is None:
        return
    given = api.written("policy")
    built = policy.build(view, attached_to="api", origin="extension")
    api.policy = UNKNOWN if given or built is None else built
    api.places.setdefault("policy", view.key_place)
    if built is not None:
        built.within(api)


def _cors(api: Api, view: View) -> None:
    if not view or view.node.data is None or api.written("cors"):
        return
    api.places["cors"] = view.key_place
    if not view.is_map or not view.known:
        api.cors = UNKNOWN
        return
    found = Cors(view.key_place, source="document")
    fill(found, view, **CORS)
    _only_lists(found, view, {field: CORS[field] for field in CORS if field not in ("credentials", "max_age")})
    found.within(api)
    api.cors = found


def _validators(reading: Reading, view: View) -> None:
    api = reading.api
    for name, one in view.items():
        found = RequestValidator(one.key_place, name, name=name)
        fill(found, one, validates_body="validateRequestBody", validates_parameters="validateRequestParameters")
        if not one.known or not one.is_map:
            found.validates_body = found.validates_parameters = UNKNOWN
        found.within(api)
        api.validators.append(found)
        reading.validators[name] = found
    if not view.known or not reading.root.known or not is_map_or_absent(view):
        reading.open.add("validators")
        api.settings_known = False


def _gateway_responses(api: Api, view: View) -> None:
    for kind, one in view.items():
        found = GatewayResponse(one.key_place, kind, type=kind)
        found.places["type"] = one.key_place
        put(found, "status", one["statusCode"])
        given = one["responseParameters"]
        if given.is_map and given.known:
            found.parameters = {key: value.text() for key, value in given.items()}
            found.places["parameters"] = given.key_place
            found.places.update({f"parameters/{key}": value.place for key, value in given.items()})
        elif given or not one.known or not is_map_or_absent(one):
            found.parameters = UNKNOWN
        found.within(api)
        api.gateway_responses.append(found)
    if not view.known or not is_map_or_absent(view):
        api.settings_known = False


def _documentation(api: Api, view: View) -> None:
    for part in view["documentationParts"].elements():
        location = part["location"]
        names = [location[key].text() for key in ("type", "path", "method", "statusCode", "name")]
        found = DocumentationPart(part.place, " ".join(name for name in names if isinstance(name, str)))
        put(found, "type", location["type"])
        found.within(api)
        api.documentation_parts.append(found)


def is_map_or_absent(view: View) -> bool:
    """Whether a value has the form that a mapping of names needs: absent and null count as empty."""
    return bool(not view or view.is_map or view.node.data is None)


def kinds(api: Api) -> tuple[Any, ...]:
    """The kinds that an API with a definition may have."""
    return (REST, HTTP) if api.kind is UNKNOWN else (api.kind,)
