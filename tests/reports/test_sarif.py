"""The SARIF log, as GitHub and other readers use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from apigw_lint.finding.finding import RelatedPlace
from apigw_lint.finding.run import Notice, Run, Suppressed
from apigw_lint.reports import load, sarif
from apigw_lint.reports.sarif.provenance import provenance
from apigw_lint.source.document import Document
from apigw_lint.source.place import Place
from tests.reports.sample import at, found, make_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.rulebook.rule import Rule
    from tests.reports.sample import Project

RUN = Run("/nowhere", 1, 1, True, ())


def log(findings: Sequence[Finding], rules: Sequence[Rule], run: Run = RUN) -> dict[str, Any]:
    """The one run of the log."""
    (written,) = json.loads(load("sarif").render(findings, rules, run))["runs"]
    return dict(written)


def test_columns_count_in_utf16(project: Project) -> None:
    (result,) = log([project.findings[4]], project.rules)["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {
        "uri": "dir%20with%20space/template%20%C3%A9.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    assert location["region"] == {
        "startLine": 5, "startColumn": 18, "endLine": 5, "endColumn": 29, "snippet": {"text": '"🚀🚀 live"'},
    }  # fmt: skip
    assert location["contextRegion"]["startLine"] == 3
    assert location["contextRegion"]["snippet"]["text"].startswith("    Type: AWS::Serverless::Api\n")


def test_a_rule_says_everything_about_itself(project: Project) -> None:
    rules = log([], project.rules)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule.name for rule in project.rules)
    timeout, style, public = rules
    assert timeout["name"] == "IntegrationTimeoutExcessive"
    assert timeout["shortDescription"] == {"text": "Integration timeout excessive."}
    assert timeout["fullDescription"] == {"text": "The client is cut off, see the quota. Nothing tells it why."}
    assert timeout["help"]["markdown"].startswith("# Integration timeout excessive\n\nThe client is **cut off**")
    assert timeout["help"]["markdown"].endswith("Or ask for more.\n")
    assert "**" not in timeout["help"]["text"] and "```" not in timeout["help"]["text"]
    assert timeout["helpUri"].startswith("https://docs.aws.amazon.com/")
    assert timeout["defaultConfiguration"] == {"level": "error"}
    assert timeout["deprecatedIds"] == ["timeout-excessive"]
    assert timeout["properties"] == {"tags": ["integration"], "precision": "high", "problem.severity": "error"}
    assert style["properties"] == {"tags": ["integration"], "precision": "medium", "problem.severity": "recommendation"}
    assert public["properties"] == {
        "tags": ["policy", "security", "external/cwe/cwe-284"], "precision": "high", "security-severity": "8.0",
    }  # fmt: skip


def test_a_page_that_says_little_still_makes_a_valid_rule(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing", references=("CWE-1",))
    Path(rule.page).write_text("---\nseverity: note\n---\n", encoding="utf-8")
    (written,) = log([], [rule])["tool"]["driver"]["rules"]
    assert written["fullDescription"]["text"] == written["help"]["markdown"] == "Stage tag missing."
    assert written["helpUri"].startswith("https://")


def test_long_descriptions_are_cut(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    Path(rule.page).write_text("# Title\n\n" + "word " * 1000, encoding="utf-8")
    (written,) = log([], [rule])["tool"]["driver"]["rules"]
    assert len(written["fullDescription"]["text"]) <= 1024


def test_a_message_has_text_and_id_and_arguments(tmp_path: Path) -> None:
    messages = {"late": "'{name}' takes {rate:,} ms.", "early": "'{name}' is early"}
    rule = make_rule(tmp_path, "stage-tag-missing", messages=messages)
    place = Place(Document("t.yaml", "a: 1\n"), 3, 4)
    finding = found(rule, place, template=messages["late"], arguments=("x", "1,000"), message="'x' takes 1,000 ms.")
    run = log([finding], [rule])
    assert run["results"][0]["message"] == {"text": "'x' takes 1,000 ms.", "id": "late", "arguments": ["x", "1,000"]}
    assert run["tool"]["driver"]["rules"][0]["messageStrings"] == {
        "late": {"text": "'{0}' takes '{1}' ms."},
        "early": {"text": "'{0}' is early."},
    }


def test_related_places_are_linked_and_make_a_flow_across_files(project: Project) -> None:
    results = log(project.findings, project.rules)["results"]
    timeout = next(one for one in results if one["ruleId"] == project.timeout.name)
    assert (
        timeout["message"]["text"] == "'/pets/{id}' is '45,000 ms long'. See [included \\[here\\]](1) and [the API](2)."
    )
    assert [(one["id"], one["message"]["text"]) for one in timeout["relatedLocations"]] == [
        (1, "Included [here]."),
        (2, "The API."),
    ]
    steps = [step["location"] for step in timeout["codeFlows"][0]["threadFlows"][0]["locations"]]
    assert [step["physicalLocation"]["region"]["startLine"] for step in steps] == [6, 2, 6]
    assert steps[2]["message"]["text"] == "'/pets/{id}' is '45,000 ms long'."
    in_one_file = next(one for one in results if "PUT" in one["message"]["text"])
    assert in_one_file["message"]["text"].endswith("See [this one too](1).")
    assert "codeFlows" not in in_one_file


def test_what_looks_like_a_link_is_none_and_braces_stay(project: Project) -> None:
    texts = [one["message"]["text"] for one in log(project.findings, project.rules)["results"]]
    assert "'GET' is '\\[a\\](1) \\ of {0}'." in texts


def test_many_related_places_are_bounded(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    place = Place(Document("t.yaml", "a: 1\n"), 3, 4)
    (result,) = log([found(rule, place, related=tuple(RelatedPlace(place, f"stage {n}") for n in range(200)))], [rule])[
        "results"
    ]
    assert len(result["relatedLocations"]) == 99
    assert result["message"]["text"].endswith("[stage 9](10) and 190 more.")


def test_conditions_are_said(project: Project) -> None:
    (result,) = log([project.findings[4]], project.rules)["results"]
    assert result["message"]["text"] == "'Api' is 'wrong'. This holds when IsProd is false."


def test_findings_in_one_minified_line_are_two_alerts(project: Project) -> None:
    results = [one for one in log(project.findings, project.rules)["results"] if "policy.json" in str(one["locations"])]
    first, second = (one["partialFingerprints"]["primaryLocationLineHash"] for one in results)
    assert second.startswith(f"{first}/")
    assert {len(one["partialFingerprints"]["apigwLint/v1"]) for one in results} == {64}


def test_a_huge_line_is_not_carried_along(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    document = Document("t.json", '{"a": "' + "x" * 100_000 + '", "b": "' + "y" * 3_000 + '"}')
    findings = [found(rule, at(document, '"b"')), found(rule, at(document, '"' + "y" * 3_000 + '"'))]
    text = load("sarif").render(findings, [rule], RUN)
    assert len(text) < 20_000
    assert '\\"b\\"' in text


def test_a_run_tells_of_itself(project: Project) -> None:
    run = log([], project.rules, project.run)
    invocation = run["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)
    (skipped,) = invocation["toolExecutionNotifications"]
    (setting,) = invocation["toolConfigurationNotifications"]
    assert (skipped["level"], setting["level"]) == ("note", "warning")
    assert skipped["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "dir%20with%20space/x.yaml"
    descriptors = run["tool"]["driver"]["notifications"]
    assert [descriptors[one["descriptor"]["index"]]["id"] for one in (skipped, setting)] == ["file-skipped", "setting"]
    assert "automationDetails" not in run
    assert "versionControlProvenance" not in run


def test_a_failed_run_is_no_clean_run() -> None:
    notices = (Notice("error", "internal-error", "rule 'x' failed"),)
    failed = log([], [], Run("/", 1, 2, False, notices))["invocations"][0]
    assert failed["executionSuccessful"] is False
    assert [one["level"] for one in failed["toolExecutionNotifications"]] == ["error"]
    finished = log([], [], Run("/", 1, 2, True, notices))["invocations"][0]
    assert [one["level"] for one in finished["toolExecutionNotifications"]] == ["warning"]


def test_a_category_on_request() -> None:
    assert log([], [], RUN._replace(category="pets"))["automationDetails"] == {"id": "pets/"}


def test_suppressed_findings_on_request_are_marked_on_all_results(project: Project) -> None:
    kept, gone = project.findings[0], project.findings[1]
    comment = Place(gone.place.document, 0, 7)
    run = project.run._replace(suppressed=(Suppressed(gone, "ignore", "why", comment),))
    assert len(log([kept], project.rules, run)["results"]) == 1
    first, second = log([kept], project.rules, run._replace(show_suppressed=True))["results"]
    assert first["suppressions"] == []
    (why,) = second["suppressions"]
    assert (why["kind"], why["status"], why["justification"]) == ("inSource", "accepted", "why")
    assert why["location"]["physicalLocation"]["region"]["startLine"] == 1
    baseline = run._replace(show_suppressed=True, suppressed=(Suppressed(gone, "baseline"),))
    assert log([kept], project.rules, baseline)["results"][1]["suppressions"] == [
        {"kind": "external", "status": "accepted"}
    ]


def test_over_the_limit_the_worst_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    mild, bad = (
        make_rule(tmp_path, "stage-tag-missing", "note"),
        make_rule(tmp_path, "stage-cache-plaintext", security=8.0),
    )
    document = Document("t.yaml", "a: 1\nb: 2\nc: 3\n")
    findings = [
        found(mild, Place(document, 0, 1)),
        found(mild, Place(document, 5, 6)),
        found(bad, Place(document, 10, 11)),
    ]
    run = log(findings, [mild, bad])
    assert [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in run["results"]] == [1, 3]
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("1 result left out")


def test_over_ten_megabytes_the_worst_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_BYTES", 3_000)
    rule = make_rule(tmp_path, "stage-tag-missing")
    document = Document("t.yaml", "".join(f"key{n}: value {n * 7919}\n" for n in range(100)))
    findings = [found(rule, at(document, f"key{n}:"), f"key{n}") for n in range(100)]
    results = log(findings, [rule])["results"]
    assert 0 < len(results) < 100


def test_files_outside_the_repository_have_their_own_address(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "stage-tag-missing")
    places = [Place(Document(path, "a: 1\n"), 0, 1) for path in ("../other/ü.yaml", "/etc/a.yaml")]
    results = log([found(rule, place) for place in places], [rule], RUN._replace(root="/home/me/repo"))["results"]
    uris = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in results]
    assert uris == [{"uri": "file:///etc/a.yaml"}, {"uri": "file:///home/me/other/%C3%BC.yaml"}]


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.reports.sample import Project; from apigw_lint.reports import load\n"
        "root, pages = Path(sys.argv[1]) / 'root', Path(sys.argv[1]) / 'pages'\n"
        "root.mkdir(exist_ok=True); pages.mkdir(exist_ok=True)\n"
        "project = Project(root, pages)\n"
        "run = project.run._replace(root=sys.argv[2])\n"
        "findings = project.findings[::-1] if sys.argv[2] == '/b' else project.findings\n"
        "sys.stdout.write(load('sarif').render(findings, project.rules, run))"
    )
    repository = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, tmp_path, root],
            check=True, capture_output=True, cwd=repository, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed, root in (("0", "/a"), ("1", "/b"), ("77", "/c"))
    }  # fmt: skip
    assert len(outputs) == 1
    assert outputs.pop().isascii()


def git(root: Path, url: str, head: str = "ref: refs/heads/main") -> None:
    (root / ".git").mkdir()
    (root / ".git/HEAD").write_text(head + "\n")
    (root / ".git/packed-refs").write_text(f"# pack-refs with: peeled\n{'b' * 40} refs/heads/main\n")
    (root / ".git/config").write_text(
        f'[core]\n\tbare = false\n[remote "other"]\n\turl = https://x/y\n[remote "origin"]\n\tfetch = +refs\n\turl = {url}\n'
    )


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("https://name:secret@example.com/o/r.git", "https://example.com/o/r.git"),
        ("git@example.com:o/r.git", "ssh://example.com/o/r.git"),
        ("ssh://git@example.com:22/o/r", "ssh://example.com:22/o/r"),
    ],
)
def test_the_commit_is_named_and_no_password(tmp_path: Path, url: str, uri: str) -> None:
    git(tmp_path, url)
    assert provenance(str(tmp_path)) == {
        "repositoryUri": uri, "revisionId": "b" * 40, "branch": "main", "mappedTo": {"uriBaseId": "%SRCROOT%"},
    }  # fmt: skip


def test_a_detached_head_has_no_branch(tmp_path: Path) -> None:
    git(tmp_path, "https://example.com/o/r", "c" * 40)
    known = provenance(str(tmp_path))
    assert known is not None and known["revisionId"] == "c" * 40 and "branch" not in known


@pytest.mark.parametrize("url", ["/srv/git/r.git", "file:///srv/r", "C:\\git\\r", ""])
def test_a_repository_without_an_address_for_others_is_not_named(tmp_path: Path, url: str) -> None:
    git(tmp_path, url)
    assert provenance(str(tmp_path)) is None
