"""Judge every document of a corpus of real files: nothing may fail, and what is not ours stays silent.

    python smoke.py CORPUS [--findings FILE]

A corpus is a folder with a `manifest.tsv` (columns file, kind and role). Run it where apigw-lint is installed.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from pathlib import Path

from apigw_lint.lint import lint_files
from apigw_lint.rulebook.selection import Selection
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings import Settings

SILENT = ("cfn-other", "serverless-framework")
# An OpenAPI document may be silent or not: it is API Gateway's when it says so.
PARSED = ("sam", "cfn", "cdk", "openapi-aws", "policy")


def main(corpus: Path, into: Path | None) -> int:
    settings = Settings(profile="strict", preview=True)
    selection = Selection(pages(), settings)
    with (corpus / "manifest.tsv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t") if (corpus / row["file"]).is_file()]
    started = time.process_time()
    hits: Counter[str] = Counter()
    faults: list[str] = []
    lines: list[str] = []
    for row in rows:
        result = lint_files([(corpus / row["file"], row["file"])], selection, settings)
        faults += [f"{row['file']}: {notice.message}" for notice in result.notices if notice.level == "error"]
        if row["kind"] in SILENT and result.findings:
            faults.append(f"{row['file']}: {row['kind']}, but {result.findings[0].rule} speaks")
        hits.update(finding.rule for finding in result.findings)
        lines += [
            f"{row['role']}\t{row['kind']}\t{one.rule}\t{one.severity}\t{row['file']}:{one.place.span.line}:{one.place.span.column}\t{one.message}"
            for one in result.findings
        ]
    if into:
        into.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} documents, {sum(hits.values())} findings of {len(hits)} rules, {time.process_time() - started:.1f} s of CPU")
    print("\n".join(faults[:40]) or "no fault")
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[3]) if len(sys.argv) > 3 else None))
