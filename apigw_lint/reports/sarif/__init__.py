"""SARIF 2.1.0, as GitHub code scanning reads it.

[GH sarif-support-for-code-scanning]: one run, lines and columns of every region, paths relative to the root of the
repository. [GH results-exceed-limit]: an upload over 25,000 results or 10 MB is refused as a whole.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from apigw_lint import __version__
from apigw_lint.finding.run import Notice
from apigw_lint.finding.tally import number, worst_first
from apigw_lint.reports.sarif.descriptors import AWS, notice_descriptor, rule_descriptor
from apigw_lint.reports.sarif.invocation import invocation
from apigw_lint.reports.sarif.provenance import provenance
from apigw_lint.reports.sarif.results import results
from apigw_lint.reports.sarif.taxonomies import Taxonomies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apigw_lint.finding.finding import Finding
    from apigw_lint.finding.run import Run
    from apigw_lint.rulebook.rule import Rule

EXTENSION = ".sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
MOST_BYTES = 10_000_000  # of the file, compressed


def render(findings: Sequence[Finding], rules: Iterable[Rule], run: Run) -> str:
    """One log with one run. Over GitHub's limits the worst findings stay, and a notification says how many are left out."""
    rules = sorted(rules, key=lambda rule: rule.name)
    suppressed = [one.finding for one in run.suppressed] if run.show_suppressed else []
    ranked = worst_first([*findings, *suppressed], {rule.name: rule.security for rule in rules})
    kept = min(len(ranked), MOST_RESULTS)
    while True:
        text = _log(ranked[:kept], rules, _said(run, len(ranked) - kept))
        if kept == 0 or len(text) <= MOST_BYTES or len(zlib.compress(text.encode())) <= MOST_BYTES:
            return text
        kept //= 2


def _said(run: Run, left_out: int) -> Run:
    if not left_out:
        return run
    what = f"{number(left_out, 'result')} left out: code scanning takes {MOST_RESULTS:,} results and 10 MB at most. The worst are here"
    return run._replace(notices=(*run.notices, Notice("warning", "results-limited", what)))


def _log(findings: Sequence[Finding], rules: Sequence[Rule], run: Run) -> str:
    kinds = sorted({notice.kind for notice in run.notices})
    taxonomies = Taxonomies(findings)
    driver: dict[str, Any] = {
        "name": "apigw-lint",
        "fullName": f"apigw-lint {__version__}",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": AWS,
        "rules": [rule_descriptor(rule) for rule in rules],
        "notifications": [notice_descriptor(kind) for kind in kinds],
    }
    body: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "invocations": [invocation(run, kinds)],
        "results": results(findings, rules, run, taxonomies),
    }
    if components := taxonomies.components():
        driver["supportedTaxonomies"] = taxonomies.supported()
        body["taxonomies"] = components
    if known := provenance(run.root):
        body["versionControlProvenance"] = [known]
    if run.category:
        body["automationDetails"] = {"id": f"{run.category}/"}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [body]}) + "\n"
