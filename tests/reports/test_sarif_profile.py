"""The list of what GitHub asks for notices what is not as it should be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.reports import load
from tests.reports.sarif_profile import breaches

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.reports.sample import Project

Log = dict[str, Any]


def driver(log: Log) -> Log:
    return log["runs"][0]["tool"]["driver"]


def result(log: Log, number: int = 0) -> Log:
    return log["runs"][0]["results"][number]


def region(log: Log) -> Log:
    return result(log)["locations"][0]["physicalLocation"]["region"]


FAULTS: dict[str, Callable[[Log], Any]] = {
    "columnKind": lambda log: log["runs"][0].pop("columnKind"),
    "SemVer": lambda log: driver(log).update(semanticVersion="1"),
    "not sorted, or not unique": lambda log: driver(log)["rules"].append(driver(log)["rules"][0]),
    "1024": lambda log: driver(log)["rules"][0]["fullDescription"].update(text="x" * 1025),
    "PascalCase": lambda log: driver(log)["rules"][0].update(name="a-b"),
    "CWE": lambda log: driver(log)["rules"][2]["properties"]["tags"].append("CWE-1"),
    "no number in a string": lambda log: driver(log)["rules"][2]["properties"].update({"security-severity": 8.0}),
    "neither clearly": lambda log: driver(log)["rules"][0]["properties"]["tags"].append("security"),
    "some results only": lambda log: result(log).update(suppressions=[]),
    "results are not sorted": lambda log: log["runs"][0]["results"].reverse(),
    "another rule": lambda log: result(log).update(ruleIndex=0),
    "fit together": lambda log: result(log)["message"].update(text="No link."),
    "several lines": lambda log: region(log).update(endLine=5),
    "no encoded path": lambda log: result(log)["locations"][0]["physicalLocation"]["artifactLocation"].update(
        uri="a b"
    ),
    "the snippet": lambda log: region(log).update(startColumn=region(log)["startColumn"] + 1),
    "no column": lambda log: region(log).update(endColumn=99),
    "100 locations": lambda log: result(log).update(relatedLocations=result(log)["locations"] * 100),
    "1,000 steps": lambda log: result(log).update(
        codeFlows=[{"threadFlows": [{"locations": [{"location": result(log)["locations"][0]}] * 1001}]}]
    ),
    "one alert": lambda log: log["runs"][0]["results"].append(result(log, -1)),
}


@pytest.mark.parametrize("sign", FAULTS)
def test_a_fault_is_noticed(project: Project, sign: str) -> None:
    log = json.loads(load("sarif").render(project.findings, project.rules, project.run))
    FAULTS[sign](log)
    found = breaches(json.dumps(log).encode(), project.root)
    assert any(sign in breach for breach in found), found
