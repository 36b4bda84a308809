"""What SARIF says of a rule, whatever was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.finding.message import numbered, sentence
from apigw_lint.rulebook.words import words
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from apigw_lint.rulebook.rule import Rule

LONGEST = 1024  # characters of a description; longer ones make GitHub refuse the file
MOST_TAGS = 10
AWS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/welcome.html"
PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}


BARE = Pattern(r"(?<!['{])\{(\d+)\}(?!['}])")


def rule_descriptor(rule: Rule) -> dict[str, Any]:
    """A rule with its whole page as help."""
    said = words(rule.page)
    title = said.title or rule.name.replace("-", " ").capitalize()
    descriptor: dict[str, Any] = {
        "id": rule.name,
        "name": pascal_case(rule.name),
        "shortDescription": {"text": _cut(sentence(title))},
        "fullDescription": {"text": _cut(said.why or sentence(title))},
        "help": {"text": said.plain.strip() or sentence(title), "markdown": said.markdown or sentence(title)},
        "helpUri": next((link for link in rule.references if link.startswith(("https://", "http://"))), AWS),
        "defaultConfiguration": {"level": rule.severity},
        "messageStrings": {
            message_id(case): {"text": sentence(_quoted(numbered(text)[0]))} for case, text in rule.messages.items()
        },
        "properties": _properties(rule),
    }
    if rule.formerly:
        descriptor["deprecatedIds"] = list(rule.formerly)
    return descriptor


def notice_descriptor(kind: str) -> dict[str, Any]:
    """A kind of remark that the run makes of itself."""
    text = {"text": sentence(kind.replace("-", " ").capitalize())}
    name = f"{pascal_case(kind)}Notice"  # a name that only differs from the id in its capitals is refused
    return {"id": kind, "name": name, "shortDescription": text, "fullDescription": text, "help": text, "helpUri": AWS}


def message_id(case: str | None) -> str:
    return case or "default"


def pascal_case(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _properties(rule: Rule) -> dict[str, Any]:
    """[GH sarif-support]: a score or the tag "security" makes an alert a security alert; any other rule has a problem severity."""
    tags = [rule.theme]
    properties: dict[str, Any] = {"precision": rule.confidence}
    if rule.security:
        tags += ["security", *(f"external/cwe/cwe-{number}" for number in rule.cwe)]
        properties["security-severity"] = f"{rule.security:.1f}"
    else:
        properties["problem.severity"] = PROBLEM[rule.severity]
    return {"tags": list(dict.fromkeys(tags))[:MOST_TAGS], **properties}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3].rstrip()}..."


def _quoted(text: str) -> str:
    """A message string with each placeholder in quotes: viewers tell by them what is filled in (SARIF2015)."""
    return BARE.sub(r"'{\1}'", text)
