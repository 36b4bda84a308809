"""Private APIs: which VPC endpoints reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.analysis import policy as analysis
from apigw_lint.model.hit import hit

if TYPE_CHECKING:
    from apigw_lint.analysis.policy_reading import Reading
    from apigw_lint.iam.answer import Answer
    from apigw_lint.model.api import Api
    from apigw_lint.model.hit import Hits
    from apigw_lint.model.policy import Statement


def policy_missing(api: Api) -> Hits:
    """A private API without a resource policy, which cannot be deployed [DG apigateway-resource-policies-create-attach]."""
    if api.origin in ("document", "outside") or api.written("clone_from") or not api.is_private:
        return
    intended = api.sam is not None and (api.sam.vpc_entries or api.sam.policy_dropped)  # of which rules of SAM speak
    if api.policy is None and api.settings_known and not intended:
        yield hit(api.at("endpoint_types", "parameter_endpoint_types"))


def vpc_unrestricted(statement: Statement) -> Hits:
    """The statement that lets anybody in through a VPC endpoint that the policy does not name."""
    reading = _private(statement)
    if reading is None:
        return
    answer = reading.once("anyone", lambda: _anyone(reading))
    if answer and answer.witness and answer.witness.statement == statement.index:
        yield hit(statement.place, witness=str(answer.witness))


def network_weak(statement: Statement) -> Hits:
    """The statement that lets somebody in through any VPC endpoint, limited by who it is or by a private address."""
    reading = _private(statement)
    if reading is None or reading.once("anyone", lambda: _anyone(reading)):
        return
    answer = reading.once("somebody", lambda: _somebody(reading))
    if answer and answer.witness and answer.witness.statement == statement.index:
        case = "address" if _everybody(reading) else "identity"
        yield hit(statement.place, case, witness=str(answer.witness))


def sourceip_ignored(statement: Statement) -> Hits:
    """A test of aws:SourceIp, which tells nothing of a caller behind a VPC endpoint."""
    reading = _private(statement)
    if reading is None:
        return
    for test in reading.statement(statement).tests:
        if test.key == "aws:sourceip":
            place = statement.key("Condition", test.operator_name, test.key_name)
            yield hit(place, statement.effect if statement.effect in ("Allow", "Deny") else "Allow", key=test.key_name)
            return


def _private(statement: Statement) -> Reading | None:
    reading = analysis.of_statement(statement)
    return reading if reading is not None and reading.endpoint_type == "PRIVATE" else None


def _everybody(reading: Reading) -> bool:
    """Whether an unnamed caller gets in, from some address, through any VPC endpoint."""
    return reading.once("stranger", lambda: bool(_through_any(reading, "anonymous", "stranger")))


def _anyone(reading: Reading) -> Answer:
    """Whether an arbitrary caller gets in from any VPC, whatever its private address."""
    return _through_any(reading, "anonymous", "stranger", everywhere=True)


def _through_any(reading: Reading, unsigned: str, signed: str, *, everywhere: bool = False) -> Answer:
    """Whether such callers get in through any VPC endpoint: unsigned ones, and on methods with IAM signed ones.

    Without a method that asks for a signature, a signed caller is anonymous to the policy as well.
    """
    access = reading.declared
    answer = access.private_open(unsigned, everywhere=everywhere)
    if answer or (reading.all_routes and not _iam_routes(reading)):
        return answer
    if not reading.all_routes:
        return access.private_open(signed, everywhere=everywhere)
    found = (access.private_open(signed, route, everywhere=everywhere) for route in _iam_routes(reading))
    return next((one for one in found if one), answer)


def _somebody(reading: Reading) -> Answer:
    """Whether a named caller, or one at some address, gets in from any VPC.

    That everybody who is named calls methods with IAM alone is a pattern of the guide, and no weakness.
    """
    answer = _through_any(reading, "anonymous", "signed")
    statements = [
        one for one in reading.all.policy.statements if one.effect == "Allow" and reading.is_invoke(one.index)
    ]
    named = all(analysis.named_principals(one) and not analysis.names_everybody(one) for one in statements)
    return answer._replace(verdict="no") if named and reading.is_of("AWS_IAM") else answer


def _iam_routes(reading: Reading) -> list[Any]:
    return [route for _, route in reading.routes if route.auth in ("AWS_IAM", None)]
