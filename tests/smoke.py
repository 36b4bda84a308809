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
    by_path = {row["file"]: row for row in rows}
    for project in sorted({row["file"].partition("/")[0] for row in rows}):
        files = [(corpus / path, path) for path in by_path if path.startswith(f"{project}/")]
        result = lint_files(files, selection, settings)
        faults += [f"{notice.path}: {notice.message}" for notice in result.notices if notice.level == "error"]
        for one in result.findings:
            span, row = one.place.span, by_path.get(one.place.document.path, {"role": "?", "kind": "?"})
            if row["kind"] in SILENT:
                faults.append(f"{span.file}: {row['kind']}, but {one.rule} speaks")
            hits[one.rule] += 1
            place = f"{span.file}:{span.line}:{span.column}"
            lines.append("\t".join((row["role"], row["kind"], one.rule, one.severity, place, one.message)))
    if into:
        into.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"{len(rows)} documents, {sum(hits.values())} findings of {len(hits)} rules, {time.process_time() - started:.1f} s of CPU"
    )
    print("\n".join(faults[:40]) or "no fault")
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[3]) if len(sys.argv) > 3 else None))
