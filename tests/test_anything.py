"""Whatever is done to a document, a run ends with findings and never with a fault of its own."""

from __future__ import annotations

import random
import re

import pytest

from apigw_lint.lint import lint_texts
from apigw_lint.rulebook.examples import examples
from apigw_lint.rulebook.selection import Selection
from apigw_lint.rulebook.shelf import pages
from apigw_lint.settings import Settings

PAGES = pages()
RULES = Selection(PAGES, Settings(profile="strict", preview=True)).rules
DOCUMENTS = [example.texts for page in PAGES.values() for example in examples(page.file)]
ODD = (
    "null", "[]", "{}", "[[]]", "{a: {b: c}}", "0", "-1", "1e999", ".nan", "''", "'*'", "true", "!Ref Nobody", "!Sub '${A}${B.C}'", "!If [x, 1, 2]",
    "!GetAtt A", "!Join ['', [a, !Ref B]]", "{Ref: AWS::NoValue}", "{'Fn::If': [c]}", "{$ref: '#/nowhere'}", "é😀" * 40, "[1, null, {x: []}]",
)  # fmt: skip


def mutated(text: str, chance: random.Random) -> str:
    """A text with a few lines lost, doubled, moved in or out, or given another value."""
    lines = text.splitlines()
    for _ in range(chance.randint(1, 4)):
        if not lines:
            break
        at = chance.randrange(len(lines))
        kind = chance.randrange(6)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[at])
        elif kind == 2:
            lines[at] = f"  {lines[at]}"
        elif kind == 3:
            lines[at] = lines[at].removeprefix("  ")
        else:
            lines[at] = re.sub(r"(:\s+|-\s+)(?!.*:\s)[^#]*$", lambda match: match[1] + chance.choice(ODD), lines[at])
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(40))
def test_a_mutated_document_is_judged(seed: int) -> None:
    chance = random.Random(seed)
    for texts in chance.sample(DOCUMENTS, min(60, len(DOCUMENTS))):
        lint_texts({path: mutated(text, chance) for path, text in texts.items()}, RULES)


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_everywhere_are_judged(odd: str) -> None:
    for texts in DOCUMENTS[ODD.index(odd) :: len(ODD)]:
        for path, text in texts.items():
            lines = text.splitlines()
            for at in range(1, len(lines), max(1, len(lines) // 8)):
                changed = re.sub(r"(:\s+|-\s+)(?!.*:\s)[^#]*$", lambda match: match[1] + odd, lines[at])
                lint_texts({path: "\n".join([*lines[:at], changed, *lines[at + 1 :]])}, RULES)
