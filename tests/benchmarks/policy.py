"""What deciding a policy costs: `APIGW_LINT_CORPUS=... python tests/benchmarks/policy.py`.

Prints the median over the labelled policies of the corpus (reading the policy, and asking six questions and one about
every statement), and the same for shapes that could explode.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from apigw_lint.iam.access import Access
from apigw_lint.iam.environment import Environment

if TYPE_CHECKING:
    from collections.abc import Callable

API = "arn:aws:execute-api:us-east-1:123456789012:m1n2b3v4c5"
QUESTIONS = ("allows_any", "anonymous", "cross_account", "own_account", "public", "private_open")


def statement(effect: str, resource: Any, condition: Any = None, principal: Any = "*") -> dict[str, Any]:
    """One statement."""
    made = {"Effect": effect, "Principal": principal, "Action": "execute-api:Invoke", "Resource": resource}
    return {**made, "Condition": condition} if condition else made


def shapes() -> dict[str, tuple[str, list[dict[str, Any]], dict[str, Any]]]:
    """Policies that could explode: endpoint type, statements, and what is known about the API."""
    everything = statement("Allow", f"{API}/*")
    blocks = [f"{3 + at % 200}.{at}.{7 * at % 256}.0/24" for at in range(200)]
    roles = {"AWS": [f"arn:aws:iam::111122223333:role/r{at}" for at in range(40)]}
    names = {
        "aws:SourceVpce": [f"vpce-{at:08}" for at in range(20)],
        "aws:SourceVpc": [f"vpc-{at:08}" for at in range(20)],
    }
    patterns = [f"arn:aws:iam::*:role/team{at}-*" for at in range(10)]
    fences = [
        {"StringNotEquals": {"aws:SourceVpce": f"vpce-{at:08}"}, "NotIpAddress": {"aws:VpcSourceIp": f"10.{at}.0.0/16"}}
        for at in range(25)
    ]
    globs = [f"{API}/*/*/x{at}*" for at in range(30)]
    routes = {"stages": ["prod", "dev"], "routes": [("ANY", f"/x{at}/{{id}}") for at in range(50)]}
    pairs = [f"{API}/*/*/*{one}*{other}" for one in "abcdefghij" for other in "abcdefghij"]
    tail = [statement("Deny", one) for one in pairs]
    return {
        "200 ranges of addresses": (
            "REGIONAL",
            [everything, statement("Deny", f"{API}/*", {"NotIpAddress": {"aws:SourceIp": blocks}})],
            {},
        ),
        "60 paths": ("REGIONAL", [statement("Allow", [f"{API}/prod/GET/x{at}" for at in range(60)])], {}),
        "60 path globs": ("REGIONAL", [statement("Allow", [f"{API}/prod/GET/x{at}/*" for at in range(60)])], {}),
        "30 globs that overlap": ("REGIONAL", [statement("Allow", globs)], {}),
        "30 globs, 350 known operations": ("REGIONAL", [statement("Allow", globs)], routes),
        "60 accounts": (
            "REGIONAL",
            [statement("Allow", f"{API}/*", None, {"AWS": [f"{10**11 + at}" for at in range(60)]})],
            {},
        ),
        "40 roles, 2 lists of networks": (
            "PRIVATE",
            [statement("Allow", f"{API}/*", None, roles), statement("Deny", f"{API}/*", {"StringNotEquals": names})],
            {},
        ),
        "10 patterns of roles": (
            "REGIONAL",
            [statement("Allow", f"{API}/*", {"ArnLike": {"aws:PrincipalArn": patterns}})],
            {},
        ),
        "25 Denies in 3 dimensions": (
            "PRIVATE",
            [everything, *(statement("Deny", [f"{API}/prod/*/p{at}*"], fence) for at, fence in enumerate(fences))],
            {},
        ),
        "100 tangled globs": (
            "REGIONAL",
            [statement("Allow", [f"{API}/*{one}" for one in "abcdefghij"]), *tail],
            {},
        ),
    }


def judge(document: Any, environment: Environment, *, statements: bool) -> None:
    """Read a policy and ask what rules ask."""
    access = Access(document, environment)
    for question in QUESTIONS:
        getattr(access, question)()
    for one in access.policy.statements if statements else ():
        (access.deny_effective if one.may_be("Deny") else access.allow_live)(one.index)


def cost(work: Callable[[], None], repeat: int = 5) -> float:
    """The least time of several runs, in milliseconds."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def main() -> None:
    """Print the table."""
    corpus = os.environ.get("APIGW_LINT_CORPUS")
    if corpus:
        lines = (Path(corpus) / "policy-cases.jsonl").read_text(encoding="utf-8").splitlines()
        cases = {json.dumps(case["policy"]): case for case in map(json.loads, lines)}.values()
        costs = [
            cost(lambda case=case: judge(case["policy"], Environment(case["endpoint_type"]), statements=True))
            for case in cases
        ]
        worst = f"95 % below {statistics.quantiles(costs, n=20)[-1]:.2f} ms, worst {max(costs):.2f} ms"
        print(f"{len(costs)} labelled policies: median {statistics.median(costs):.2f} ms, {worst}")
    for name, (kind, written, known) in shapes().items():
        document = {"Version": "2012-10-17", "Statement": written}
        environment = Environment(kind, dualstack=True, **known)
        print(f"{name:32} {cost(lambda d=document, e=environment: judge(d, e, statements=False)):8.2f} ms")


if __name__ == "__main__":
    main()
