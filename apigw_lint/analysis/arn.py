"""Amazon Resource Names, as far as they are known: arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE."""

from __future__ import annotations

from typing import Any, NamedTuple


class Arn(NamedTuple):
    """The parts of an ARN; each is a text, perhaps a Partial one."""

    partition: Any
    service: Any
    region: Any
    account: Any
    resource: Any


def parse(value: Any) -> Arn | None:
    """The parts of an ARN; None for a text that is certainly none. Raises Undetermined when the parts cannot be told apart."""
    if value is None or not value.startswith("arn:"):
        return None
    parts = value.split(":", 5)
    return Arn(*parts[1:]) if len(parts) == 6 else None
