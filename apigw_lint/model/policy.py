"""A policy document with its places: what is decided about it is decided in `iam`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.model.element import Element

if TYPE_CHECKING:
    from apigw_lint.source.place import Place


class Policy(Element):
    """A policy. `document` is plain data in which unread values are UNKNOWN or Partial, the form that `iam` decides.

    `attached_to` is "api", "vpc-endpoint", "domain" or "file" (a stand-alone policy). `origin` is "property", "extension",
    "sam" (ResourcePolicy shorthand) or "file". `statements` are in the order of the document.
    """

    attached_to: str = "api"
    origin: str = "property"
    document: Any = None
    version: str | None = None
    statements: list[Statement] = []
    reading: Any = None  # what `analysis.policy` has made of it


class Statement(Element):
    """One statement. `label` is its Sid, or a digest of what it says. `index` is its number in the document.

    `value_places` are by part: ("Effect",), ("Action", 0), ("Principal", "AWS", 0), ("Condition", operator, key, 0);
    `key_places` are those of the keys.
    """

    index: int = 0
    effect: str | None = None
    data: Any = None
    value_places: dict[tuple[Any, ...], Place] = {}
    key_places: dict[tuple[Any, ...], Place] = {}

    @property
    def name(self) -> str:
        """What messages call it: by its Sid, else by its number, counted from one."""
        sid = self.data.get("Sid") if isinstance(self.data, dict) else None
        return f"statement '{sid}'" if isinstance(sid, str) and sid else f"statement {self.index + 1}"

    @property
    def title(self) -> str:
        """The same at the beginning of a sentence."""
        return f"S{self.name[1:]}"

    def key(self, *key: Any) -> Place:
        """Where the key of a part is written, or the nearest part around it that is."""
        return self.key_places[key] if key in self.key_places else self.part(*key)

    def part(self, *key: Any) -> Place:
        """Where a part of the statement is written, or the nearest part around it that is."""
        while key:
            if key in self.value_places:
                return self.value_places[key]
            key = key[:-1]
        return self.place
