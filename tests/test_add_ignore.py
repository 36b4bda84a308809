"""Ignores written for what is found: in the style of each file, which otherwise stays byte for byte as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from apigw_lint.add_ignore import add_ignores
from apigw_lint.check import check
from apigw_lint.judge import judge
from apigw_lint.request import Request, WrongUse
from apigw_lint.rulebook.examples import examples
from apigw_lint.rulebook.shelf import pages

if TYPE_CHECKING:
    from pathlib import Path

    from apigw_lint.finding.finding import Finding

RULE = "edge-certificate-cross-region"
DOMAIN = """\
Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: shop.example.com
      CertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001
"""
ARN = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001"
MARK = b"\xef\xbb\xbf"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def request(**words: Any) -> Request:
    return Request(select=(RULE, "housekeeping"), **words)


def add(folder: Path, text: str | bytes, name: str = "template.yaml", reason: str = "moves in May") -> bytes:
    """The file after the ignores were written; nothing is found in it any more."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    said, code = check(request(add_ignore=reason))
    assert code == 0, said
    raw = file.read_bytes()
    assert raw != text
    judgement = judge(request(), folder)
    assert [(one.rule, one.message) for one in judgement.result.findings] == []
    assert judgement.result.suppressed
    return raw


def test_a_comment_at_the_end_of_the_line(folder: Path) -> None:
    assert add(folder, DOMAIN).decode() == DOMAIN.replace(ARN, f"{ARN}  # apigw-lint: ignore[{RULE}] moves in May")


def test_behind_another_comment(folder: Path) -> None:
    text = DOMAIN.replace(ARN, f"{ARN} # TODO")
    assert add(folder, text).decode() == text.replace("TODO", f"TODO  # apigw-lint: ignore[{RULE}] moves in May")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ignore[cors] no browsers", f"ignore[cors, {RULE}] no browsers"),
        ("ignore[ cors ]", f"ignore[ cors , {RULE}] moves in May"),
    ],
)
def test_into_an_ignore_that_stands_there(folder: Path, before: str, after: str) -> None:
    text = DOMAIN.replace(ARN, f"{ARN} # apigw-lint: {before}")
    assert add(folder, text).decode() == text.replace(before, after)


def test_line_ends_byte_order_mark_and_trailing_blanks_stay(folder: Path) -> None:
    text = MARK + DOMAIN.replace("\n", "  \r\n").encode()
    arn = ARN.encode()
    assert add(folder, text) == text.replace(arn + b"  ", arn + f"  # apigw-lint: ignore[{RULE}] moves in May".encode())


def test_utf_16_stays(folder: Path) -> None:
    raw = add(folder, b"\xff\xfe" + DOMAIN.encode("utf-16-le"))
    assert raw.decode("utf-16").startswith(DOMAIN.split(ARN, maxsplit=1)[0])
    assert b"\xff\xfe" not in raw[2:]


@pytest.mark.parametrize(
    "arn",
    [f">-\n        {ARN}", f'"{ARN[:20]}\\\n        {ARN[20:]}"', f"|-\n        {ARN}"],
    ids=["folded", "quoted", "literal"],
)
def test_a_text_of_several_lines_gets_no_comment_inside(folder: Path, arn: str) -> None:
    text = DOMAIN.replace(ARN, arn)
    before, after = yaml.safe_load(text), add(folder, text).decode()
    assert yaml.safe_load(after) == before
    assert after.count(RULE) == 1


def test_above_the_key_where_a_text_goes_on_in_the_next_line(folder: Path) -> None:
    text = DOMAIN.replace(ARN, f'"{ARN[:20]}\\\n        {ARN[20:]}"').replace("\n", "\r\n")
    line = f"      # apigw-lint: ignore-next-line[{RULE}] moves in May\r\n"
    assert add(folder, text).decode() == text.replace("      CertificateArn", f"{line}      CertificateArn")


def test_a_second_time_nothing_is_written(folder: Path) -> None:
    raw = add(folder, DOMAIN)
    check(request(add_ignore="again"))
    assert (folder / "template.yaml").read_bytes() == raw


def template(metadata: Any = None) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load(DOMAIN)
    if metadata is not None:
        tree["Resources"]["Domain"]["Metadata"] = metadata
    return tree


ENTRY = {"id": RULE, "reason": "moves in May"}


@pytest.mark.parametrize("layout", [{"indent": 2}, {"indent": "\t"}, {}, {"separators": (",", ":")}], ids=str)
@pytest.mark.parametrize(
    "metadata",
    [
        None,
        {},
        {"Owner": "shop"},
        {"apigw-lint": {}},
        {"apigw-lint": {"ignore": []}},
        {"apigw-lint": {"ignore": [{"id": "CKV_AWS_76"}]}},
    ],
    ids=str,
)
def test_metadata_of_the_resource_in_json(folder: Path, layout: dict[str, Any], metadata: Any) -> None:
    text = json.dumps(template(metadata), **layout)
    (folder / "template.json").write_text(text)
    check(Request(select=(RULE,), add_ignore="moves in May"))
    after = (folder / "template.json").read_text()
    ignores = (metadata or {}).get("apigw-lint", {}).get("ignore", [])
    wanted = {**(metadata or {}), "apigw-lint": {"ignore": [*ignores, ENTRY]}}
    assert json.loads(after) == template(wanted)
    at = next(at for at, (one, other) in enumerate(zip(text, after)) if one != other)  # noqa: B905
    assert after.endswith(text[at:].lstrip(" ")) and len(after) > len(text)
    assert judge(Request(select=(RULE,)), folder).result.findings == []


def test_json_is_laid_out_as_it_was(folder: Path) -> None:
    raw = add(folder, MARK + json.dumps(template(), indent=4).replace("\n", "\r\n").encode(), "template.json")
    wanted = json.dumps(template({"apigw-lint": {"ignore": [0]}}), indent=4)
    assert raw == MARK + wanted.replace("0\n", json.dumps(ENTRY) + "\n").replace("\n", "\r\n").encode()


def test_an_operation_of_openapi_in_json(folder: Path) -> None:
    operation = {"x-amazon-apigateway-integration": {"type": "mock", "timeoutInMillis": 10}, "responses": {}}
    document = {"openapi": "3.0.1", "info": {"title": "a", "version": "1"}, "paths": {"/a": {"get": operation}}}
    (folder / "api.json").write_text(json.dumps(document, indent=2) + "\n")
    before = judge(Request(), folder).result.findings
    assert before
    check(Request(add_ignore="a sample"))
    after = json.loads((folder / "api.json").read_text())
    assert {one["reason"] for one in after["paths"]["/a"]["get"]["x-apigw-lint-ignore"]} == {"a sample"}
    assert judge(Request(), folder).result.findings == []


def test_a_bare_policy_in_json_has_no_room_and_that_is_said(folder: Path) -> None:
    statement = {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"}
    text = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    (folder / "policy.json").write_text(text)
    wanted = Request(profile="strict", add_ignore="why", fail_on="note")
    assert judge(wanted, folder).result.findings
    said, code = check(wanted)
    assert code == 1 and "[[ignores]]" in said
    assert (folder / "policy.json").read_text() == text


@pytest.mark.parametrize("reason", ["", "  ", "a\x07b", "\ud800"])
def test_a_reason_that_cannot_stand_in_a_line_is_wrong_use(folder: Path, reason: str) -> None:
    (folder / "template.yaml").write_text(DOMAIN)
    with pytest.raises(WrongUse, match="--add-ignore"):
        check(request(add_ignore=reason))
    assert (folder / "template.yaml").read_text() == DOMAIN


def test_a_link_is_followed_and_the_mode_stays(folder: Path) -> None:
    real = folder / "real.txt"
    real.write_text(DOMAIN)
    real.chmod(0o640)
    (folder / "template.yaml").symlink_to(real)
    check(request(paths=("template.yaml",), add_ignore="why"))
    assert (folder / "template.yaml").is_symlink() and RULE in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640


def everything(folder: Path, form: str) -> dict[str, bytes]:
    """Every bad example of the pages, as a file of its own folder."""
    written = {}
    for page in pages().values():
        if page.theme == "housekeeping":
            continue
        for number, example in enumerate(one for one in examples(page.file) if one.faults):
            for name, text in example.texts.items():
                raw = _in_form(text, name, form)
                if raw is not None:
                    written[f"{page.name}/{number}/{name}"] = raw
    for path, raw in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    return written


def _in_form(text: str, name: str, form: str) -> bytes | None:
    if form == "as they are" or not name.endswith(".yaml"):
        return text.encode()
    if form == "with CRLF":
        return MARK + text.replace("\n", "\r\n").encode()
    try:
        tree = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    return None if "!" in text else json.dumps(tree, indent=3).encode()


@pytest.mark.parametrize("form", ["as they are", "with CRLF", "as JSON"])
def test_add_lint_again_and_the_findings_are_gone(folder: Path, form: str) -> None:
    before = everything(folder, form)
    wanted = Request(profile="strict", preview=True)
    first = judge(wanted, folder)
    left = add_ignores(first, "a sample").result
    again = judge(wanted, folder).result
    assert _lines(again.findings) == _lines(left.findings)
    added = [one for one in first.result.findings if one not in left.findings]
    assert len(added) > len(before) / 2
    for path, raw in before.items():
        after = (folder / path).read_bytes()
        assert after.startswith(MARK) == raw.startswith(MARK)
        assert b"\r\n" not in raw or b"\n" not in after.replace(b"\r\n", b"")


def _lines(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return sorted((one.place.document.path, one.rule, one.message) for one in findings)
