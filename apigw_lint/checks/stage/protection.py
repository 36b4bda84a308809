"""What stands between a stage and the internet, and between API Gateway and its backends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import arn
from apigw_lint.analysis.plan import is_named
from apigw_lint.model.hit import hit
from apigw_lint.model.integration import Integration
from apigw_lint.model.value import Partial, Reference, Undetermined, certainly

if TYPE_CHECKING:
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.stage import Stage, WebAclAssociation


def certificate_missing(stage: Stage) -> Hits:
    """A stage whose HTTP backends on the internet cannot tell that it is API Gateway who calls."""
    if stage.client_certificate is not None or stage.origin == "sam-extra" or not stage.settings_known or not stage.api:
        return
    for route in stage.api.routes:
        call: Any = route.integration
        if isinstance(call, Integration) and certainly(lambda call=call: call.on_internet):
            yield hit(stage.place, related=((call.at("uri"), "the backend"),), stage=stage.title)
            return


def firewall_missing(stage: Stage) -> Hits:
    """A public stage without a web ACL."""
    outside = stage.api is None or stage.api.origin == "outside"
    if stage.origin == "sam-extra" or outside or stage.web_acls or not stage.stack.complete:
        return
    if stage.api and not stage.api.is_private:
        yield hit(stage.place, stage=stage.title)


def firewall_invalid(association: WebAclAssociation) -> Hits:
    """A web ACL that cannot be put on what its resource ARN names."""
    target: Any = association.resource_arn
    if _is_stage(target, association):
        yield hit(association.at("resource_arn"), "name", target=target.reference.target)
        return
    parts = arn.parse(target)
    if parts is None or parts.service != "apigateway":
        return
    at = association.at("resource_arn")
    steps = _steps(parts.resource)
    if steps[:2] == ["", "apis"]:
        yield hit(at, "http", target=target)
    elif isinstance(parts.account, str) and parts.account:
        yield hit(at, "account", target=target)
    elif len(steps) != 5 or (steps[1], steps[3]) != ("restapis", "stages") or not all(steps[1:]):
        if _is_settled(parts.resource):
            yield hit(at, "form", target=target)
    elif unknown := _unknown_stage(parts.resource, steps, association):
        yield hit(at, "stage", stage=unknown)
    if association.acl_scope is not None and association.acl_scope == "CLOUDFRONT":
        yield hit(association.at("acl_scope"), "scope")


def _is_stage(target: Any, association: WebAclAssociation) -> bool:
    """Whether the target is a bare reference to a stage, which is its name."""
    reference = target.reference if isinstance(target, Partial) else None
    if reference is None or reference.attribute is not None:
        return False
    return any(stage.label == reference.target for stage in association.stack.stages if stage.origin == "resource")


def _steps(resource: Any) -> list[str]:
    """The parts of `/restapis/API/stages/STAGE`, a reference counting as one part."""
    if isinstance(resource, Partial) and not all(isinstance(piece, (str, Reference)) for piece in resource.pieces):
        raise Undetermined
    return str(resource).split("/")


def _is_settled(resource: Any) -> bool:
    """Whether no reference in it could hold a slash."""
    pieces = resource.pieces if isinstance(resource, Partial) else ()
    return all(isinstance(piece, str) or (isinstance(piece, Reference) and piece.plain) for piece in pieces)


def _unknown_stage(resource: Any, steps: list[str], association: WebAclAssociation) -> str:
    """The stage that is named and that its API, which is in the model, does not have."""
    api = next((one for one in association.stack.apis if steps[2] == f"${{{one.label}}}"), None)
    named = steps[4]
    if api is None or api.exported or not api.stages or "$" in named.replace("$default", ""):
        return ""
    if isinstance(resource, Partial) and any(certainly(is_named, named, stage) for stage in api.stages):
        return ""
    return named if all(isinstance(stage.name, str) and stage.name != named for stage in api.stages) else ""
