"""What GitHub code scanning and the SARIF text ask of a log and no schema checks, one sentence per breach."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Json = dict[str, Any]
URI = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+")
LEVELS = ("note", "warning", "error")


def breaches(raw: bytes, root: Path) -> list[str]:
    """`raw` is the log as it stands in its file, `root` the folder that its paths begin at."""
    if raw.startswith(b"\xef\xbb\xbf"):
        return ["the file begins with a byte order mark"]
    if len(gzip.compress(raw)) > 10_000_000:
        return ["more than 10 MB, compressed"]
    runs = json.loads(raw.decode("utf-8"))["runs"]
    if len(runs) != 1:
        return [f"{len(runs)} runs"]
    run = runs[0]
    return [*_run(run), *_rules(run["tool"]["driver"]["rules"]), *_results(run, root)]


def _run(run: Json) -> Iterator[str]:
    driver = run["tool"]["driver"]
    if run.get("columnKind") != "utf16CodeUnits":
        yield "columnKind is not utf16CodeUnits"
    if not run.get("invocations"):
        yield "no invocations"
    if not re.fullmatch(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?", driver.get("semanticVersion", "")):
        yield "semanticVersion is not SemVer"
    if len(run["results"]) > 25_000:
        yield "more than 25,000 results"
    if len(driver["rules"]) > 25_000:
        yield "more than 25,000 rules"
    for invocation in run.get("invocations", []):
        failed = [one for one in invocation.get("toolExecutionNotifications", []) if one.get("level") == "error"]
        if failed and invocation["executionSuccessful"]:
            yield "a notification of level error in a run that succeeded"


def _rules(rules: list[Json]) -> Iterator[str]:
    names = [rule["id"] for rule in rules]
    if names != sorted(set(names)):
        yield "rules are not sorted, or not unique"
    for rule in rules:
        yield from (f"{rule['id']}: {what}" for what in _rule(rule))


def _rule(rule: Json) -> Iterator[str]:
    for part in ("shortDescription", "fullDescription"):
        if not 0 < len(rule.get(part, {}).get("text", "").strip()) <= 1024:
            yield f"{part} has no text, or more than 1024 characters"
    if not rule.get("help", {}).get("text", "").strip() or not rule["help"].get("markdown", "").strip():
        yield "help has no text or no Markdown"
    if not re.fullmatch(r"[A-Z][A-Za-z]{0,254}", rule.get("name", "")):
        yield "the name is not in PascalCase"
    if not re.match(r"https?://", rule.get("helpUri", "")):
        yield "helpUri is not absolute"
    if rule.get("defaultConfiguration", {}).get("level") not in LEVELS:
        yield "no default level"
    yield from _properties(rule.get("properties", {}))


def _properties(properties: Json) -> Iterator[str]:
    tags = properties.get("tags", [])
    score = properties.get("security-severity")
    if len(tags) > 10 or len(set(tags)) != len(tags):
        yield "more than ten tags, or one twice"
    if any("cwe" in tag.lower() and not re.fullmatch(r"external/cwe/cwe-\d+", tag) for tag in tags):
        yield "a CWE tag of another form"
    if score is not None and not (
        isinstance(score, str) and re.fullmatch(r"\d+\.\d+", score) and 0 < float(score) <= 10
    ):
        yield "security-severity is no number in a string"
    if ("security" in tags) != (score is not None) or (score is None) != ("problem.severity" in properties):
        yield "neither clearly a security rule nor clearly none"
    if properties.get("precision") not in ("very-high", "high", "medium", "low"):
        yield "no precision"


def _results(run: Json, root: Path) -> Iterator[str]:
    results = run["results"]
    if len({"suppressions" in result for result in results}) > 1:
        yield "suppressions on some results only"
    order = [_order(result) for result in results]
    if order != sorted(order):
        yield "results are not sorted"
    alerts = [(result["ruleId"], _uri(result["locations"][0]), _line_hash(result)) for result in results]
    if len(set(alerts)) != len(alerts):
        yield "results that GitHub would take for one alert"
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in results:
        yield from (f"{result['ruleId']}: {what}" for what in _result(result, names, root))


def _result(result: Json, names: list[str], root: Path) -> Iterator[str]:
    if names[result["ruleIndex"]] != result["ruleId"]:
        yield "ruleIndex points to another rule"
    if not re.fullmatch(r"[0-9a-f]+:\d+(?:/[0-9a-f]{8})?", _line_hash(result)):
        yield "no primaryLocationLineHash"
    if len(result["locations"]) + len(result.get("relatedLocations", [])) > 100:
        yield "more than 100 locations"
    if any(len(one["locations"]) > 1_000 for flow in result.get("codeFlows", []) for one in flow["threadFlows"]):
        yield "more than 1,000 steps"
    message = result["message"]["text"]
    related = {one.get("id") for one in result.get("relatedLocations", [])}
    linked = {int(number) for number in re.findall(r"(?<!\\)\]\((\d+)\)", message)}
    if not linked <= related or (related and not linked):
        yield "the message and the related locations do not fit together"
    if message[-1] not in ".!?":
        yield "the message has no period"
    if _region(result["locations"][0])["endLine"] != _region(result["locations"][0])["startLine"]:
        yield "the primary region has several lines"
    for location in _locations(result):
        yield from _location(location, root)


def _location(location: Json, root: Path) -> Iterator[str]:
    uri = _uri(location)
    if not URI.fullmatch(uri) or uri.startswith(("/", "./", "../")) or "://" in uri:
        yield f"{uri} is no encoded path in the repository"
        return
    file = root / unquote(uri)
    if not file.is_file():
        yield f"{uri} is not there"
        return
    lines = re.split(r"\r\n|\r|\n", file.read_bytes().decode("utf-8-sig", "replace"))
    region = _region(location)
    first, last = region["startLine"], region["endLine"]
    if not 1 <= first <= last <= len(lines):
        yield f"{uri} has no line {last}"
        return
    units = lines[first - 1].encode("utf-16-le")
    start, end = region["startColumn"], region["endColumn"]
    if first == last and not 1 <= start <= end <= len(units) // 2 + 1:
        yield f"line {first} of {uri} has no column {end}"
    snippet = region.get("snippet", {}).get("text")
    written = units[2 * start - 2 : 2 * end - 2].decode("utf-16-le", "replace")
    if snippet is not None and first == last and written != snippet:
        yield f"the snippet is {snippet!r}, the region {written!r}"


def _locations(result: Json) -> Iterator[Json]:
    yield from result["locations"]
    yield from result.get("relatedLocations", [])
    for flow in result.get("codeFlows", []):
        for thread in flow["threadFlows"]:
            yield from (step["location"] for step in thread["locations"])


def _order(result: Json) -> tuple[str, int, int, str]:
    region = _region(result["locations"][0])
    return _uri(result["locations"][0]), region["startLine"], region["startColumn"], result["ruleId"]


def _uri(location: Json) -> str:
    return str(location["physicalLocation"]["artifactLocation"]["uri"])


def _region(location: Json) -> Json:
    return dict(location["physicalLocation"]["region"])


def _line_hash(result: Json) -> str:
    return str(result["partialFingerprints"]["primaryLocationLineHash"])
