"""Compares decisions with the npm package @cloud-copilot/iam-simulate: a development tool, run as a separate process.

npm install --prefix /tmp/simulate @cloud-copilot/iam-simulate@0.1.173
IAM_SIMULATE=/tmp/simulate python -m tests.iam.differential [POLICIES] [REQUESTS OF EACH] [SEED]
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apigw_lint.iam.access import Access
from apigw_lint.iam.caller import Caller
from apigw_lint.iam.environment import Environment
from apigw_lint.iam.request import Request

from .policy_samples import API, policy, request

if TYPE_CHECKING:
    from apigw_lint.iam.answer import Answer

NOW = 1_767_225_600
OUTCOMES = {
    "Allowed": "Allow",
    "AllowedForAccount": "Allow",
    "ExplicitlyDenied": "Deny",
    "DeniedForAccount": "Deny",
    "ImplicitlyDenied": "Neither",
}
OWN = API.split(":")[4]


def package() -> Path | None:
    """The entry of the package, if it and Node are there."""
    root = os.environ.get("IAM_SIMULATE")
    entry = Path(root or ".") / "node_modules/@cloud-copilot/iam-simulate/dist/esm/index.js"
    return entry if root and entry.exists() and shutil.which("node") else None


def explained(document: dict[str, Any], asked: dict[str, Any]) -> str | None:
    """The known mistake of the package that this disagreement may be."""
    if asked["arn"].endswith("/"):
        return "the root path is not taken"
    text = json.dumps(document)
    six = any(":" in str(asked["context"].get(key, "")) for key in ("aws:SourceIp", "aws:VpcSourceIp"))
    if '"198.51.100.66"' in text and six:
        return "a bare IPv4 address under NotIpAddress and an IPv6 caller"
    return "a /0 block" if '/0"' in text else None


def answers(access: Access) -> dict[str, Answer]:
    """The questions whose answers sampled requests can refute."""
    names = ("allows_any", "anonymous", "own_account", "cross_account", "public", "private_open")
    return {name: getattr(access, name)() for name in names}


def concerns(name: str, asked: dict[str, Any]) -> bool:
    """Whether an allowed request refutes a no to this question."""
    who = asked["principal"]
    own = who != "anonymous" and who.split(":")[4] == OWN
    if name == "private_open":
        return (
            asked["context"].get("aws:SourceVpce") == "vpce-0attacker"
            and asked["context"]["aws:SourceVpc"] == "vpc-0attacker"
        )
    return {"allows_any": True, "anonymous": who == "anonymous", "own_account": own}.get(
        name, name == "cross_account" and who != "anonymous" and not own
    )


def compare(policies: int, each: int, seed: int) -> Counter[str]:
    """Counts of agreement and disagreement over random policies and requests."""
    dice = random.Random(seed)
    jobs, kept = [], []
    for number in range(policies):
        private = number % 2 == 0
        document = policy(dice, private=private)
        access = Access(document, Environment("PRIVATE" if private else "REGIONAL", dualstack=True, now=NOW))
        found = answers(access)
        asked = [request(dice, private=private) for _ in range(each)]
        shown = [answer.witness for answer in found.values() if answer and answer.witness]
        asked += [{"principal": str(one.caller), "arn": one.arn, "context": one.keys} for one in shown]
        jobs.append(json.dumps({"policy": document, "requests": asked}))
        kept.append((document, access, found, asked))
    command = ["node", str(Path(__file__).with_suffix(".mjs")), str(package())]
    output = subprocess.run(command, input="\n".join(jobs) + "\n", capture_output=True, text=True, check=True).stdout
    counts: Counter[str] = Counter(policies=policies)
    for line, (document, access, found, asked) in zip(output.splitlines(), kept, strict=True):
        for at, (result, one) in enumerate(zip(json.loads(line), asked, strict=True)):
            theirs = OUTCOMES.get(result, result)
            mine = access.decide(Request(Caller.of(one["principal"]), one["arn"], one["context"])).outcome
            counts["requests"] += 1
            if theirs != mine:
                reason = explained(document, one)
                counts[f"explained: {reason}" if reason else "UNEXPLAINED"] += 1
                if not reason:
                    print("UNEXPLAINED", mine, theirs, json.dumps(one), json.dumps(document))
            elif at >= each:
                counts["witnesses confirmed" if theirs == "Allow" else "WITNESS REFUTED"] += 1
            elif theirs == "Allow":
                refuted = [name for name, answer in found.items() if answer.verdict == "no" and concerns(name, one)]
                counts["NO REFUTED" if refuted else "allowed samples consistent"] += 1
                if refuted:
                    print("NO REFUTED", refuted, json.dumps(one), json.dumps(document))
    return counts


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:]] + [2000, 25, 1][len(sys.argv) - 1 :]
    if package() is None:
        sys.exit("set IAM_SIMULATE to the folder where @cloud-copilot/iam-simulate is installed")
    for what, count in sorted(compare(*sizes).items()):
        print(f"{count:8} {what}")
