"""One page of the rulebook: the card at its head, checked as it is read, and the body for those who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apigw_lint.rulebook.matter import Matter, MatterError
from apigw_lint.rulebook.names import objection
from apigw_lint.source.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("rest", "http", "websocket")
CHOICES = {
    "severity": ("error", "warning", "note"),
    "profile": ("default", "strict"),
    "confidence": ("high", "medium"),
    "status": ("stable", "preview", "deprecated"),
}
TEXTS = ("since", "message", "each", "check", "by")
MAPS = ("messages", "where", "require")
FIXES = ("fix", "unsafe")
LISTS = ("applies", "also", "references", "formerly", "cwe", "yields")
KEYS = frozenset((*CHOICES, *TEXTS, *MAPS, *FIXES, *LISTS, "security"))
DEFAULTS: dict[str, Any] = {
    "profile": "default",
    "confidence": "high",
    "status": "stable",
    "since": "",
    "applies": KINDS,
    **dict.fromkeys(("also", "references", "formerly", "cwe", "yields"), ()),
}


class PageError(Exception):
    """A page that holds no usable rule. Its text is `file:line: why`."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file = file
        self.line = line
        self.why = why


class Page:
    """A page: `name` from its file, `theme` from its folder, and the front matter, of which each key is read when asked for."""

    __slots__ = ("_matter", "_values", "file", "name", "theme")

    def __init__(self, file: str, name: str, theme: str, head: str) -> None:
        """`head` is the page's text, at least as far as its front matter goes. Raises PageError."""
        self.file = file
        self.name = name
        self.theme = theme
        self._values: dict[str, Any] = {}
        if why := objection(name):
            raise PageError(file, 1, why)
        self._matter: Matter | None = self._read(head)
        self._shape(self._matter)

    @classmethod
    def known(cls, file: str, name: str, theme: str, values: dict[str, Any]) -> Page:
        """The page whose `values` were read before."""
        page = cls.__new__(cls)
        page.file, page.name, page.theme = file, name, theme
        page._values = values
        page._matter = None
        return page

    @property
    def values(self) -> dict[str, Any]:
        """All that the front matter says, by key; raises PageError at the first that is not fit."""
        return {key: self.get(key) for key in self}

    def get(self, key: str) -> Any:
        """What the front matter says under a key, or the key's default; raises PageError when it is not fit."""
        if key in self._values:
            return self._values[key]
        if self._matter is None or key not in self._matter:
            return DEFAULTS.get(key)
        try:
            value = self._matter.get(key)
        except MatterError as error:
            raise PageError(self.file, error.line + 1, str(error)) from None
        if why := _unfit(key, value):
            raise self.error(key, why)
        self._values[key] = value
        return value

    @property
    def by(self) -> str:
        """The part of the house, or the engine, that reports the rule by itself; empty when a question is put."""
        return self.get("by") or ""

    def __contains__(self, key: str) -> bool:
        return key in (self._values if self._matter is None else self._matter)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values if self._matter is None else self._matter)

    def error(self, key: str, why: str) -> PageError:
        """An error that stands where `key` does."""
        matter = self._read(text_of(self.file)) if self._matter is None else self._matter
        return PageError(self.file, matter.line(key) + 1, why)

    def _read(self, head: str) -> Matter:
        end = head.find("\n---\n", 3)
        if not head.startswith("---\n") or end < 0:
            raise PageError(self.file, 1, "a page begins with front matter between two lines of `---`")
        try:
            return Matter(head[4:end])
        except MatterError as error:
            raise PageError(self.file, error.line + 1, str(error)) from None

    def _shape(self, matter: Matter) -> None:
        """The keys that a page has, and those that go together."""
        for key in matter:
            if key not in KEYS:
                raise self.error(key, f"`{key}` is no key of a page{nearest(key, KEYS)}")
        if "severity" not in matter:
            raise PageError(self.file, 1, "`severity` is missing")
        if ("message" in matter) == ("messages" in matter):
            raise PageError(self.file, 1, "a page has either `message` or `messages`")
        if ("require" in matter) + ("check" in matter) + ("by" in matter) != 1:
            raise PageError(self.file, 1, "a page asks its question with either `each` and `require`, or `check`")
        if ("each" in matter) != ("require" in matter) or ("where" in matter and "each" not in matter):
            raise PageError(self.file, 1, "`each`, `where` and `require` go together; `where` may be left out")


def text_of(file: str) -> str:
    """The whole text of a page, with LF at the ends of its lines; raises PageError."""
    try:
        with open(file, encoding="utf-8-sig") as stream:
            return stream.read()
    except OSError as error:
        raise PageError(file, 1, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise PageError(file, 1, "is not UTF-8") from None


def _unfit(key: str, value: Any) -> str | None:
    """What is wrong with the value of a key; None when it is fit."""
    if key in CHOICES:
        if value in CHOICES[key]:
            return None
        hint = nearest(value, CHOICES[key]) if isinstance(value, str) else ""
        return f"`{key}` is one of {', '.join(CHOICES[key])}, not `{value}`{hint}"
    if key in TEXTS:
        return None if isinstance(value, str) and value else f"`{key}` is a text"
    if key in MAPS:
        return None if isinstance(value, dict) and value else f"`{key}` is a map"
    if key in FIXES:
        fit = all(isinstance(text, str) for text in (value.values() if isinstance(value, dict) else (value,)))
        return None if value and fit else f"`{key}` is a text, or a map of texts by case"
    if key == "security":
        fit = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 10
        return None if fit else "`security` is a number from 0 to 10"
    return _unfit_list(key, value)


def _unfit_list(key: str, value: Any) -> str | None:
    kind = int if key == "cwe" else str
    if not isinstance(value, list) or not value or not all(type(item) is kind for item in value):
        return f"`{key}` is a list of {'numbers' if kind is int else 'texts'}"
    if key == "applies" and (strange := [item for item in value if item not in KINDS]):
        return f"`applies` lists {', '.join(KINDS)}, not `{strange[0]}`"
    return None
