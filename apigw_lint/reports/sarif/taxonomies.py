"""The rules of other judges behind findings, as taxonomies.

[SARIF 3.14.8, 3.27.8]: a result names its rule, and as many classes of other schemes as it belongs to. So a finding of an engine has a
rule of ours, with its page, and with it the engine's own rule in the engine's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.finding.message import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigw_lint.finding.finding import Finding, Source


class Taxonomies:
    """The engines that found something, sorted by name, with those of their rules by which they did."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        by_tool: dict[str, dict[str, Source]] = {}
        for finding in findings:
            if finding.source is not None:
                by_tool.setdefault(finding.source.tool, {})[finding.source.rule] = finding.source
        self._tools = {tool: sorted(by_tool[tool].items()) for tool in sorted(by_tool)}

    def components(self) -> list[dict[str, Any]]:
        """Each engine as a tool component."""
        return [
            {"name": tool, "version": rules[0][1].version, "taxa": [_taxon(source) for _, source in rules]}
            for tool, rules in self._tools.items()
        ]

    def supported(self) -> list[dict[str, Any]]:
        """References to the engines."""
        return [{"name": tool, "index": at} for at, tool in enumerate(self._tools)]

    def of(self, source: Source) -> dict[str, Any]:
        """A reference to an engine's rule."""
        ids = [rule for rule, _ in self._tools[source.tool]]
        component = {"name": source.tool, "index": list(self._tools).index(source.tool)}
        return {"id": source.rule, "index": ids.index(source.rule), "toolComponent": component}


def _taxon(source: Source) -> dict[str, Any]:
    taxon: dict[str, Any] = {"id": source.rule}
    if source.title:
        taxon["shortDescription"] = {"text": sentence(source.title)}
    if source.help:
        taxon["fullDescription"] = {"text": sentence(source.help)}
    if source.link.startswith("https://"):
        taxon["helpUri"] = source.link
    return taxon
