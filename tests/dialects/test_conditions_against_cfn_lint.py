"""Which conditions can hold together, compared with what cfn-lint's solver says."""

from __future__ import annotations

import csv
import os
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from apigw_lint.dialects.conditions import Conditions
from apigw_lint.dialects.scope import Scope
from apigw_lint.source.read import read
from apigw_lint.source.read_error import ReadError

if TYPE_CHECKING:
    from apigw_lint.source.node import Node

CORPUS = os.environ.get("APIGW_LINT_CORPUS")
MOST = 7  # conditions of a template: cfn-lint stops after 2^7 combinations

Combinations = set[frozenset[tuple[str, bool]]]


def ours(root: Node) -> tuple[list[str], Combinations]:
    conditions = Conditions(Scope(root))
    names = [name for name, formula in conditions.names.items() if formula][:MOST]
    rows = (dict(zip(names, row, strict=True)) for row in product([True, False], repeat=len(names)))
    return names, {frozenset(row.items()) for row in rows if conditions.possible(row)}


def theirs(file: Path, names: list[str]) -> Combinations:
    """Empty when cfn-lint does not read the conditions of the template."""
    import cfnlint.decode  # type: ignore[import-untyped]
    from cfnlint.template import Template  # type: ignore[import-untyped]

    data, _ = cfnlint.decode.decode(str(file))
    if not data:
        return set()
    found = Template(str(file), data).conditions.build_scenarios({name: {True, False} for name in names})
    return {frozenset(row.items()) for row in found}


TEMPLATES = {
    "classes": """
        Parameters: {Stage: {Type: String, AllowedValues: [dev, test, prod]}, Domain: {Type: String, Default: ""}}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsTest: !Equals [!Ref Stage, test]
          HasDomain: !Not [!Equals [!Ref Domain, ""]]
          Either: !Or [!Condition IsProd, !And [!Condition IsTest, !Condition HasDomain]]
    """,
    "exhausted": """
        Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsDev: !Equals [dev, !Ref Stage]
          IsOther: !Equals [!Ref Stage, other]
    """,
    "regions": """
        Conditions:
          Virginia: !Equals [!Ref AWS::Region, us-east-1]
          Ireland: !Equals [!Ref AWS::Region, eu-west-1]
          Neither: !Not [!Or [!Condition Virginia, !Condition Ireland]]
    """,
    "rules": """
        Parameters: {Stage: {Type: String}, Domain: {Type: String}}
        Rules:
          ProdHasDomain:
            RuleCondition: !Equals [!Ref Stage, prod]
            Assertions: [{Assert: !Not [!Equals [!Ref Domain, ""]]}]
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          HasDomain: !Not [!Equals [!Ref Domain, ""]]
    """,
    "unread": """
        Parameters: {Stage: {Type: String}}
        Conditions:
          Joined: !Equals [!Join ["-", [!Ref Stage, x]], a-x]
          Imported: !Equals [!ImportValue Shared, "1"]
          ImportedToo: !Equals [!ImportValue Shared, "1"]
    """,
}


@pytest.mark.parametrize("text", TEMPLATES.values(), ids=TEMPLATES)
def test_both_find_the_same_combinations(text: str, tmp_path: Path) -> None:
    file = tmp_path / "template.yaml"
    file.write_text(f"{text}\n        Resources: {{Topic: {{Type: AWS::SNS::Topic}}}}\n")
    names, found = ours(read(file.read_bytes(), "template.yaml").roots[0])
    assert found == theirs(file, names)


@pytest.mark.skipif(not CORPUS, reason="APIGW_LINT_CORPUS is not set")
def test_both_find_the_same_combinations_in_templates_of_people() -> None:
    """Ours may be fewer: cfn-lint takes what a mapping holds for unknown, and finds nothing where a condition is none."""
    assert CORPUS
    compared = 0
    manifest = Path(CORPUS, "manifest.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(manifest, delimiter="\t"):
        file = Path(CORPUS, row["file"])
        if row["kind"] not in ("sam", "cfn", "cdk", "cfn-other") or b"Conditions" not in file.read_bytes():
            continue
        try:
            root = read(file.read_bytes(), row["file"]).roots[0]
        except (ReadError, IndexError):
            continue
        names, found = ours(root)
        other = theirs(file, names) if names else set()
        if other:
            compared += 1
            looked_up = (
                "FindInMap" in root["Conditions"].document.text[root["Conditions"].start : root["Conditions"].end]
            )
            assert found <= other if looked_up else found == other, row["file"]
    assert compared > 200
