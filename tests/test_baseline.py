"""Baselines and accepted findings, as a team uses them: in a folder, with git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIRST = """\
Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: shop.example.com
      CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001
"""
SECOND = """\
  Other:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: other.example.com
      CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001
"""
MENDED = FIRST.replace("eu-west-1", "us-east-1")


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apigw_lint", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def found(folder: Path, *words: str) -> list[tuple[str, int]]:
    """Rule and line of each finding."""
    done = run(folder, "check", "--select", "domain", "--select", "housekeeping", "--format", "json", *words)
    assert done.returncode in (0, 1), done.stderr
    return [(one["rule"], one["line"]) for one in json.loads(done.stdout)["findings"]]


def test_what_a_baseline_knows_is_not_reported_again_and_what_is_new_is(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    template.write_text(FIRST)
    assert run(tmp_path, "baseline", "create").returncode == 0
    assert found(tmp_path, "--baseline", "apigw-lint-baseline.json") == []
    template.write_text("# a line more\n" + FIRST + SECOND)
    assert found(tmp_path, "--baseline", "apigw-lint-baseline.json") == [("edge-certificate-cross-region", 12)]


def test_an_entry_whose_fault_is_mended_is_said_and_pruned(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    template.write_text(FIRST)
    run(tmp_path, "baseline", "create")
    template.write_text(MENDED)
    assert [rule for rule, _ in found(tmp_path, "--baseline", "apigw-lint-baseline.json")] == ["baseline-entry-stale"]
    assert run(tmp_path, "baseline", "prune").returncode == 0
    assert found(tmp_path, "--baseline", "apigw-lint-baseline.json") == []


def test_pruning_takes_in_nothing_new(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    template.write_text(FIRST)
    run(tmp_path, "baseline", "create")
    template.write_text(FIRST + SECOND)
    run(tmp_path, "baseline", "prune")
    assert found(tmp_path, "--baseline", "apigw-lint-baseline.json") == [("edge-certificate-cross-region", 11)]


def test_a_baseline_says_no_line_and_no_time_and_is_not_overwritten_by_create(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(FIRST)
    run(tmp_path, "baseline", "create")
    before = (tmp_path / "apigw-lint-baseline.json").read_text()
    assert set(json.loads(before)["findings"][0]) == {"path", "rule", "fingerprint"}
    assert run(tmp_path, "baseline", "create").returncode == 2
    (tmp_path / "template.yaml").write_text("\n\n" + FIRST)
    run(tmp_path, "baseline", "update")
    assert (tmp_path / "apigw-lint-baseline.json").read_text() == before


def test_a_baseline_that_cannot_be_used_is_2_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(FIRST)
    (tmp_path / "b.json").write_text('{"version": 1,\n"findings": [}')
    done = run(tmp_path, "check", "--baseline", "b.json")
    assert done.returncode == 2
    assert "b.json:2" in done.stderr


def test_only_what_is_new_since_a_commit(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    template.write_text(FIRST)
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "first"],
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    template.write_text(FIRST + SECOND)
    assert found(tmp_path, "--baseline-commit", "HEAD") == [("edge-certificate-cross-region", 11)]
    assert template.read_text() == FIRST + SECOND
    assert run(tmp_path, "check", "--baseline-commit", "nosuch").returncode == 2


def test_what_was_is_judged_by_the_settings_that_are(tmp_path: Path) -> None:
    template = tmp_path / "template.yaml"
    template.write_text(
        MENDED.replace("  Domain:", "  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties: {Name: a}\n  Domain:")
    )
    (tmp_path / "apigw-lint.toml").write_text('profile = "strict"\n')
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "first"],
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    told = run(tmp_path, "check", "--format", "json")
    assert json.loads(told.stdout)["findings"] != []
    done = run(tmp_path, "check", "--format", "json", "--baseline-commit", "HEAD")
    assert json.loads(done.stdout)["findings"] == []


def test_the_settings_accept_a_finding_by_file_and_pointer(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(FIRST + SECOND)
    (tmp_path / "apigw-lint.toml").write_text(
        '[[ignores]]\nfiles = ["template.yaml"]\npointer = "/Resources/Domain"\nreason = "moves next week"\n'
    )
    assert found(tmp_path) == [("edge-certificate-cross-region", 11)]


def exempting(folder: Path, lines: str, files: str = '["template.yaml"]') -> list[tuple[str, str, int]]:
    """File, rule and line of each finding of a run over the folder, whose settings accept what the lines say."""
    (folder / "apigw-lint.toml").write_text(f"# ours\nignore = []\n\n[[ignores]]\nfiles = {files}\n{lines}\n")
    done = run(folder, "check", "--format", "json")
    return [(one["path"], one["rule"], one["line"]) for one in json.loads(done.stdout)["findings"]]


def test_an_exemption_that_takes_nothing_away_is_said_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(MENDED)
    said = [("apigw-lint.toml", "ignore-target-unused", 4)]
    assert exempting(tmp_path, 'rules = ["edge-certificate-cross-region"]') == said
    assert exempting(tmp_path, 'pointer = "/Resources/Domain"') == said
    assert exempting(tmp_path, 'rules = ["edge-certificate-cross-region"]', '["other.yaml"]') == []


def test_an_exemption_is_used_where_each_of_its_names_takes_something(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(FIRST)
    assert exempting(tmp_path, 'rules = ["edge-certificate-cross-region"]') == []
    assert exempting(tmp_path, 'pointer = "/Resources/Domain"') == []
    two = 'rules = ["edge-certificate-cross-region", "stage-throttle-unbounded"]'
    assert exempting(tmp_path, two) == [("apigw-lint.toml", "ignore-target-unused", 4)]
    assert ("apigw-lint.toml", "ignore-name-unknown", 4) in exempting(tmp_path, 'rules = ["edge-certificat"]')


def test_an_exemption_is_not_unused_where_its_files_or_rules_are_not_all_judged(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "template.yaml").write_text(MENDED)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "template.yaml").write_text(FIRST)
    rules = 'rules = ["edge-certificate-cross-region"]'
    assert exempting(tmp_path, rules) == []
    file = "a/template.yaml"
    assert found(tmp_path, file) == []
    assert run(tmp_path, "check", file, "--select", "stage", "--format", "json").stdout.count("unused") == 0
    exempting(tmp_path, rules, '["a/template.yaml"]')
    assert found(tmp_path, file) == [("ignore-target-unused", 4)]
