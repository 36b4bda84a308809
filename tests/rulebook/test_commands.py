"""What the command line says of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook import commands
from apigw_lint.rulebook.controls import family
from apigw_lint.rulebook.page import PageError
from apigw_lint.rulebook.selection import SelectionError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_list_has_a_line_for_each_rule() -> None:
    lines = commands.listing().splitlines()
    assert lines[0].split() == ["RULE", "SEVERITY", "PROFILE", "THEME", "WHAT", "IT", "FINDS"]
    assert next(line for line in lines if line.startswith("stage-tracing-disabled ")).split(maxsplit=4) == [
        "stage-tracing-disabled",
        "note",
        "strict",
        "stage",
        "Stage without X-Ray tracing",
    ]


def test_a_teams_own_rules_are_on_the_list(shelf: Callable[..., str], matter: str, tmp_path: Path) -> None:
    shelf({"house/team-tag-missing": matter})
    (tmp_path / "apigw-lint.toml").write_text('rules = ["rules"]', encoding="utf-8")
    assert "team-tag-missing" in commands.listing()
    assert "Slow calls cannot be followed." in commands.explain("team-tag-missing")


def test_the_matrix_of_controls() -> None:
    lines = [line.split() for line in commands.controls().splitlines()]
    assert ["securityhub", "APIGateway.9", "access-log-missing", "strict"] in lines
    assert [line[0] for line in lines[1:]] == sorted(line[0] for line in lines[1:])
    assert lines.index(["securityhub", "APIGateway.3", "stage-tracing-disabled", "strict"]) < lines.index(
        ["securityhub", "APIGateway.9", "access-log-missing", "strict"]
    )


def test_a_page_is_explained() -> None:
    text = commands.explain("access-log-missing")
    assert text.startswith(
        "access-log-missing: Stage without an access log\n\nseverity    warning, security score 2.0\n"
    )
    for part in ("CKV_AWS_76", "CWE-778", "REST, HTTP, WebSocket APIs", "## Fix", "https://docs.aws.amazon.com/"):
        assert part in text


@pytest.mark.parametrize(
    ("control", "rule"),
    [
        ("CKV_AWS_76", "access-log-missing"),
        ("aws-openapi-lint:authorizer_on_options", "cors-preflight-conflicting"),
        ("authorizer_on_options", "cors-preflight-conflicting"),
        ("conflicting_http_verbs", "integration-verb-invalid"),
        ("missing_amazon_integration", "method-integration-missing"),
        ("path_parameter_not_mapped", "uri-variable-undefined"),
        ("authorizer_referenced_but_missing", "authorizer-context-undefined"),
        ("options_no_cors_present", "cors-origin-missing"),
        ("options_cors_not_enough_verbs", "cors-method-missing"),
        ("options_cors_incosistent_headers", "cors-header-missing"),
        ("integration_base_uri", "integration-uri-invalid"),
        ("aws-openapi-version", "openapi-version-invalid"),
        ("aws-path-segments", "path-syntax-invalid"),
        ("aws-model-names", "model-name-invalid"),
        ("aws-allowed-parameters", "parameter-check-ignored"),
        ("aws-securitySchemes", "security-scheme-ignored"),
        ("aws-ignore-deprecated", "openapi-feature-ignored"),
        ("aws-model-field-additionalProperties", "model-property-unrestricted"),
        ("aws-model-fields-anyOf", "model-support-missing"),
        ("aws-model-discriminator", "model-keyword-ignored"),
        ("aws-example-tag", "model-schema-invalid"),
        ("aws-exclusive-minimum", "model-keyword-ignored"),
        ("aws-supported-formats", "model-support-missing"),
        ("aws-readOnly", "model-keyword-ignored"),
        ("aws-default", "model-support-missing"),
        ("spectral-aws:aws-proxy", "proxy-mapping-ignored"),
        ("jsonschema-draft4-validation", "model-schema-invalid"),
    ],
)
def test_another_tools_id_leads_to_the_page_that_answers_it(control: str, rule: str) -> None:
    assert rule in commands.explain(control)


def test_a_rule_that_is_none_is_refused() -> None:
    with pytest.raises(SelectionError, match=r"no rule `access-log-mising`; did you mean `access-log-missing`\?"):
        commands.explain("access-log-mising")


def test_a_new_page_passes_its_own_test() -> None:
    assert "house/stage-name-invalid.md" in commands.new("house/stage-name-weak", "own").replace("weak", "invalid")
    text, code = commands.test("own", lint_texts)
    assert (text, code) == ("ok      stage-name-weak (2 examples)\n\n1 page and 2 examples passed", 0)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("stage-name-weak", "THEME/NAME"),
        ("house/stage-name", "must end with its fault"),
        ("../house/stage-name-weak", "THEME/NAME"),
    ],
)
def test_a_new_page_needs_a_lawful_name(name: str, why: str) -> None:
    with pytest.raises(PageError, match=why):
        commands.new(name, "own")


def test_a_page_is_never_written_over() -> None:
    commands.new("house/stage-name-weak", "own")
    with pytest.raises(PageError, match="is there already"):
        commands.new("house/stage-name-weak", "own")


def test_a_page_may_not_take_the_name_of_a_built_in_one() -> None:
    commands.new("house/access-log-missing", "own")
    text, code = commands.test("own", lint_texts)
    assert "already the name of" in text
    assert code == 1


@pytest.mark.parametrize(
    ("control", "tool"),
    [
        ("APIGateway.9", "securityhub"),
        ("CT.APIGATEWAY.PR.4", "controltower"),
        ("CKV_AWS_76", "checkov"),
        ("CKV2_AWS_4", "checkov"),
        ("W69", "cfn_nag"),
        ("E3660", "cfn-lint"),
        ("APIG1", "cdk-nag"),
        ("AwsSolutions-APIG2", "cdk-nag"),
        ("80d45af4", "kics"),
        ("AWS-0001", "trivy"),
        ("AVD-AWS-0001", "trivy"),
        ("ES2000", "serverless-rules"),
        ("api-gw-execution-logging-enabled", "config"),
        ("acme:7", "acme"),
        ("whatever", None),
    ],
)
def test_the_tool_behind_an_id(control: str, tool: str | None) -> None:
    assert family(control) == tool
