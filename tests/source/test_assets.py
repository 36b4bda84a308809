from __future__ import annotations

from apigw_lint.source.assets import originals
from apigw_lint.source.document import Document
from apigw_lint.source.read_error import ReadError


def test_copies_are_left_out_and_the_rest_keeps_its_order() -> None:
    texts = {
        "cdk.out/asset.1.yaml": "a",
        "cdk.out/asset.2.yaml": "b",
        "cdk.out/asset.3.yaml": "b",
        "src/api.yaml": "a",
        "src/z.yaml": "a",
    }
    found = [document.path for document, _ in originals(Document(path, text) for path, text in texts.items())]
    assert found == ["src/api.yaml", "src/z.yaml", "cdk.out/asset.2.yaml"]


def test_files_that_do_not_parse_are_files_too() -> None:
    error = ReadError("no", Document("api.yaml", "a"), 0)
    assert list(originals([Document("asset.1.yaml", "a"), error])) == [(error.place.document, error)]
