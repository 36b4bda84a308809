"""Sentences with holes."""

from __future__ import annotations

import pytest

from apigw_lint.finding.message import fill, numbered, sentence


def test_what_fills_a_template_is_kept_in_its_order() -> None:
    names = {"name": "Prod", "rate": 12345}
    assert fill("Stage '{name}' takes '{rate:,}' of {{all}}, '{name}'.", names) == (
        "Stage 'Prod' takes '12,345' of {all}, 'Prod'.",
        ("Prod", "12,345", "Prod"),
    )


def test_text_from_a_document_is_no_template() -> None:
    assert fill("'{path}' is open.", {"path": "/pets/{id}/{0}"}) == ("'/pets/{id}/{0}' is open.", ("/pets/{id}/{0}",))


def test_a_name_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{gone}", {})


def test_holes_are_numbered() -> None:
    assert numbered("'{name}' of {{x}} {rate:,}") == ("'{0}' of {{x}} {1}", 2)


@pytest.mark.parametrize(("text", "ended"), [("a", "a."), ("a. ", "a."), ("a?", "a?"), ("it's 'a'", "it's 'a'.")])
def test_sentence(text: str, ended: str) -> None:
    assert sentence(text) == ended
