"""What Fn::Base64, Fn::Cidr and Fn::ToJsonString make of values that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.value import UNKNOWN, Partial, join

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BLOCKS = 256  # as many as Fn::Cidr gives [CFN intrinsic-function-reference-cidr]


def base64(text: Any) -> Any:
    """The Base64 form of a text that is wholly known."""
    if not isinstance(text, str):
        return UNKNOWN
    from base64 import b64encode

    return b64encode(text.encode("utf-8", "surrogatepass")).decode("ascii")


def blocks(block: Any, count: Any, bits: Any) -> Any:
    """The first address blocks of a size that lie in another; `bits` are those of the host part."""
    if not (isinstance(block, str) and str(count).isdecimal() and str(bits).isdecimal()):
        return UNKNOWN
    from ipaddress import ip_network
    from itertools import islice

    try:
        network = ip_network(block, strict=False)
        parts = network.subnets(new_prefix=network.max_prefixlen - int(bits))
        return [str(one) for one in islice(parts, min(int(count), MOST_BLOCKS))]
    except ValueError:
        return UNKNOWN


def json_text(value: Any) -> Any:
    """A value as JSON text, with the pieces that are not known left open."""
    return join(list(_pieces(value)))


def _pieces(value: Any) -> Iterator[Any]:
    from json import dumps

    if value is UNKNOWN:
        yield UNKNOWN
    elif isinstance(value, Partial):
        yield '"'
        for piece in value.pieces:
            yield dumps(piece)[1:-1] if isinstance(piece, str) else piece
        yield '"'
    elif isinstance(value, dict):
        for number, (key, entry) in enumerate(value.items()):
            yield f"{',' if number else '{'}{dumps(key)}:"
            yield from _pieces(entry)
        yield "}" if value else "{}"
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield "," if number else "["
            yield from _pieces(item)
        yield "]" if value else "[]"
    else:
        yield dumps(value)
