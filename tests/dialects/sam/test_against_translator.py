"""SAM's own translator is the judge of what SAM means: both readings of a template must say the same."""

from __future__ import annotations

import csv
import logging
import os
from pathlib import Path

import pytest

from tests.dialects.sam.templates import ALL
from tests.dialects.sam.translated import differences, facts, native, plain, translate

# What the two are known to say differently of templates of the corpus, and why.
EXPLAINED = {
    "aws-samples+aws-serverless-shopping-cart/backend/shoppingcart-service.yaml": "a parameter's default names an SSM parameter",
    "aws-samples+serverless-patterns/apigw-resource-policy/template.yaml": "a list parameter counts as one text",
    "aws-samples+sessions-with-aws-sam/safe-deploy/template.yaml": "a parameter without a value replaces the whole of CORS",
}


@pytest.fixture(autouse=True)
def _quiet() -> None:
    logging.getLogger("samtranslator").setLevel(logging.CRITICAL)


@pytest.mark.parametrize("name", ALL)
def test_own_examples_read_as_translated(name: str) -> None:
    assert differences(facts(native(ALL[name])), facts(plain(translate(ALL[name])))) == []


@pytest.mark.skipif("APIGW_LINT_CORPUS" not in os.environ, reason="no corpus")
def test_real_templates_read_as_translated() -> None:
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
    assert {file: found for file, found in differing.items() if file not in EXPLAINED} == {}
