"""The answers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.finding.printable import printable
from apigw_lint.inquire.answers import NEEDS, NETWORKS, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 42
OUTCOMES = {"Allow": "allowed by", "Deny": "denied by", "Neither": "not allowed: no statement of the policy applies"}


def overview(told: Iterable[dict[str, Any]], path: str) -> str:
    """All answers about some policies."""
    return _joined(_overview(one, path) for one in told)


def _joined(blocks: Iterable[Iterable[str]]) -> str:
    """Blocks of lines as one text, with an empty line between two blocks."""
    return "\n\n".join("\n".join(printable(line) for line in block) for block in blocks)


def _overview(one: dict[str, Any], path: str) -> Iterator[str]:
    yield from _title(one, path)
    answers = one.get("answers", ())
    for heading, wanted in (("Who can call", False), ("From where", True)):
        chosen = [answer for answer in answers if (answer["question"] in NETWORKS) == wanted]
        if chosen:
            yield ""
            yield heading
        for answer in chosen:
            yield from _line(QUESTIONS[answer["question"]].format_map(answer), answer)
    if one["methods"]:
        yield ""
        yield "Method by method"
    for method in one["methods"]:
        yield from _method(method)
    if one["api"] and not one["methodsKnown"]:
        yield "  (a part of the API that is not read may have more)"


def _title(one: dict[str, Any], path: str) -> Iterator[str]:
    of = f"API {one['api']}" if one["api"] else "policy of an API that the file does not hold"
    kind = one["endpointType"] or "endpoint type not known: tell it with --endpoint-type"
    policy = one["policy"]
    place = f"{policy['file']}:{policy['line']}" if policy and policy["read"] else path
    yield f"{place}: {of} ({kind}){_scenario(one)}"
    if policy is None:
        private = one["endpointType"] == "PRIVATE"
        yield "  has no resource policy" + (", so nobody can call it" if private else "")
    elif not policy["read"]:
        yield "  has a resource policy that is not known before it is deployed"


def _scenario(one: dict[str, Any]) -> str:
    said = one["scenario"].items()
    regions = [f"in {truth}" for _, truth in said if isinstance(truth, str)]
    conditions = [f"{name} is {str(truth).lower()}" for name, truth in said if not isinstance(truth, str)]
    return ", ".join(["", *regions, *([f"when {' and '.join(conditions)}"] if conditions else [])])


def _line(label: str, answer: dict[str, Any]) -> Iterator[str]:
    reason = f" ({answer['reason']})" if "reason" in answer else ""
    yield f"  {label:<{WIDTH}}  {answer['verdict']}{reason}"
    if "witness" in answer:
        yield f"      {answer['witness']['text']}{_by(answer)}"


def _by(answer: dict[str, Any]) -> str:
    statement = answer.get("statement")
    return f" [{statement['name']}, line {statement['line']}]" if statement else ""


def _method(method: dict[str, Any]) -> Iterator[str]:
    auth = method["authorization"]
    needs = NEEDS.get(auth, f"{auth} authorization") if auth else "authorization that is not known"
    if method.get("apiKey"):
        needs = "an API key" if auth == "NONE" else f"{needs} and an API key"
    label = f"{method['method']} needs {needs}"
    if "verdict" not in method:
        yield f"  {label}"
        return
    yield from _line(label, method)
    if method["openedByPolicy"] == "yes" and auth in ("CUSTOM", "AWS_IAM"):
        whose = "the authorizer says" if auth == "CUSTOM" else "the policies of a caller of the same account say"
        yield f"      the policy alone lets this call through where {whose} nothing"


def decisions(told: Iterable[dict[str, Any]]) -> str:
    """What becomes of one request."""
    return _joined(map(_decision, told))


def _decision(one: dict[str, Any]) -> Iterator[str]:
    request = one["request"]
    whose = f" of API {one['api']}" if one["api"] else ""
    keys = "".join(f", {key} {value}" for key, value in request.get("keys", {}).items())
    yield f"{request['method']} {request['path']} (stage {request['stage']}){whose}, caller {request['caller']}{keys}{_scenario(one)}"
    if one["unsigned"]:
        yield f"  the method has the authorization {one['authorization']}, so its caller is anonymous to the policy"
    if "statement" not in one:
        yield "  no resource policy" if one["policy"] else "  a resource policy that is not known before it is deployed"
        return
    statement = one["statement"]
    where = f" {statement['name']} ({statement['file']}:{statement['line']})" if statement else ""
    outcome = one["outcome"]
    if outcome is None:
        yield f"  cannot be told: it hangs on something that is not known{', at' if where else ''}{where}"
        return
    yield f"  {OUTCOMES[outcome]}{where if outcome != 'Neither' else ''}"
    yield f"  the call {one['then']}{f' (authorization {auth})' if (auth := one['authorization']) else ''}"
