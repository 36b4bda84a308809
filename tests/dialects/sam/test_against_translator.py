"""SAM's own translator is the judge of what SAM means: both readings of a template must say the same."""

from __future__ import annotations

import csv
import logging
import os
from pathlib import Path

import pytest

from tests.dialects.sam.templates import ALL
from tests.dialects.sam.translated import differences, facts, native, plain, translate


@pytest.fixture(autouse=True)
def _quiet() -> None:
    logging.getLogger("samtranslator").setLevel(logging.CRITICAL)


@pytest.mark.parametrize("name", ALL)
def test_own_examples_read_as_translated(name: str) -> None:
    assert differences(facts(native(ALL[name])), facts(plain(translate(ALL[name])))) == []


@pytest.mark.skipif("APIGW_LINT_CORPUS" not in os.environ, reason="no corpus")
def test_real_templates_read_as_translated() -> None:
    """All but one in a hundred: before deployment the translator takes the default of a parameter for its value even where that
    names an SSM parameter or lists several texts, and lets a parameter without a value replace the whole mapping that holds it."""
    from samtranslator.model.exceptions import InvalidDocumentException

    corpus = Path(os.environ["APIGW_LINT_CORPUS"])
    with (corpus / "manifest.tsv").open(encoding="utf-8") as rows:
        files = [
            row["file"] for row in csv.DictReader(rows, delimiter="\t") if row["kind"] == "sam" and row["role"] == "app"
        ]
    differing = {}
    compared = 0
    for file in files:
        text = (corpus / file).read_text(encoding="utf-8", errors="replace")
        reading = native(text)
        try:
            translated = translate(text)
        except InvalidDocumentException:
            continue
        compared += 1
        found = differences(facts(reading), facts(plain(translated)))
        if found:
            differing[file] = found
    print(f"{compared - len(differing)} of {compared} templates agree")
    assert compared > 300
    assert len(differing) * 100 <= compared, differing
