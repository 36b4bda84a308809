"""Labelled questions: a policy, what is known about the API, a question, and the answer."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

from apigw_lint.iam.access import Access
from apigw_lint.iam.environment import Environment, identify
from apigw_lint.iam.grammar import read
from apigw_lint.model.value import UNKNOWN, Partial, Reference, join

if TYPE_CHECKING:
    from apigw_lint.iam.answer import Answer

NOW = 1_767_225_600  # 2026-01-01
ACCOUNT = "123456789012"


def value(written: Any) -> Any:
    """A value with `{"Ref": name}` as a reference, `{"Plain": name}` as the id of a resource, `{"Join": [...]}` as a
    text in pieces, and `{"Unknown": true}` and other functions as UNKNOWN."""
    if isinstance(written, list):
        return [value(one) for one in written]
    if not isinstance(written, dict):
        return written
    if len(written) == 1:
        name, content = next(iter(written.items()))
        if name in ("Ref", "Plain"):
            return Partial((Reference(content, plain=name == "Plain"),))
        if name == "Join":
            return join(value(piece) for piece in content)
        if name == "Unknown" or name.startswith("Fn::"):
            return UNKNOWN
    return {key: value(one) for key, one in written.items()}


def access(case: dict[str, Any]) -> Access:
    """The policy of a case with its API. Unless something names the account of the API, it is 123456789012."""
    document, identity = value(case["policy"]), dict(case.get("env") or {})
    api = case.get("api") or {}
    routes = [tuple(route) for route in api["methods"]] if "methods" in api else None
    known = {"dualstack": case.get("dualstack", False), "stages": api.get("stages"), "routes": routes, "now": NOW}
    first = Environment(case["endpoint_type"], identity=identity, **known)
    if not identify(first, [read(document)]).account_known and "account" not in identity:
        identity["account"] = ACCOUNT
    others = {name: value(case[name]) for name in ("endpoint_policy", "domain_policy") if name in case}
    return Access(document, Environment(case["endpoint_type"], identity=identity, **known), **others)


def ask(policy: Access, question: str, args: dict[str, Any]) -> Answer:
    """The question of a case."""
    if question == "not_from_ip":
        return policy.not_from_ip(*args["cidr"])
    if question in ("statement_live", "allow_live", "deny_effective"):
        return getattr(policy, question)(args["i"])
    if question in ("method_reachable", "method_undenied"):
        return getattr(policy, question)(args["method"], args["path"], args.get("who"))
    return getattr(policy, question)(**args)


def shown(answer: Answer) -> dict[str, str]:
    """A witness as labels speak of it."""
    witness = answer.witness
    assert witness
    keys = {key.lower(): text for key, text in witness.keys.items()}
    parts = {"method": witness.method, "path": witness.path, "stage": witness.stage, "principal": str(witness.caller)}
    return {**keys, **parts, "statement": str(witness.statement)}


def fits(answer: Answer, hints: dict[str, str]) -> bool:
    """Whether the witness is as the label hints, patterns parted by a bar."""
    found = shown(answer)
    return all(any(fnmatch(found.get(key, ""), one) for one in hint.split("|")) for key, hint in hints.items())
