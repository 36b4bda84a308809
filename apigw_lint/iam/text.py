"""A text of a policy: known, known in part, or with variables that each request fills in.

`*` and `?` are wildcards only where an operator or element says so; `Exact` pieces hold characters that never are
(`${*}` in a policy means a plain asterisk).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from apigw_lint.iam.automaton import ANY, NOT_COLON, REST, Automaton, Item, literal
from apigw_lint.model.value import UNKNOWN, Partial, Reference
from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apigw_lint.iam.truth import Truth


class Exact(str):
    """Characters that mean themselves, wildcards included."""

    __slots__ = ()


class Variable(NamedTuple):
    """A policy variable, `${aws:username}` or `${aws:username, 'nobody'}`."""

    key: str
    default: str | None = None


_VARIABLE = Pattern(r"\$\{([^}]*)\}")
_DEFAULTED = Pattern(r"\s*([^,\s]+)\s*(?:,\s*'([^']*)')?\s*")


class Text:
    """Pieces in a row; a piece is a str, a Variable, a Reference or UNKNOWN.

    Two texts with an UNKNOWN in them are the same only when they are one object: nothing else says that they are equal.
    """

    __slots__ = ("_automata", "known", "literal", "pieces", "varying", "wild")

    def __init__(self, pieces: tuple[Any, ...]) -> None:
        self.pieces = pieces
        self.known = all(isinstance(piece, str) for piece in pieces)
        self.varying = any(isinstance(piece, Variable) for piece in pieces)
        self.literal: str | None = "".join(pieces) if self.known else None
        self.wild = any(
            isinstance(piece, str) and not isinstance(piece, Exact) and ("*" in piece or "?" in piece)
            for piece in pieces
        )
        self._automata: dict[bool, Automaton] = {}

    @classmethod
    def of(cls, value: Any) -> Text:
        """The text that a scalar of a document stands for; what is no scalar is unknown."""
        if isinstance(value, str):
            return cls((value,))
        if isinstance(value, bool):
            return cls(("true" if value else "false",))
        if isinstance(value, (int, float)):
            return cls((str(value),))
        if isinstance(value, Partial):
            return cls(value.pieces)
        return cls((value if isinstance(value, Reference) else UNKNOWN,))

    def filled(self, names: Mapping[Reference, str]) -> Text:
        """This text with the references that have a name replaced by it."""
        if self.known or not any(isinstance(piece, Reference) and piece in names for piece in self.pieces):
            return self
        return Text(_merged([names.get(p, p) if isinstance(p, Reference) else p for p in self.pieces]))

    def with_variables(self) -> Text:
        """This text with `${...}` read as policy variables."""
        if not any(isinstance(piece, str) and "${" in piece for piece in self.pieces):
            return self
        pieces: list[Any] = []
        for piece in self.pieces:
            pieces.extend(_variables(piece) if isinstance(piece, str) else (piece,))
        return Text(tuple(pieces))

    def resolved(self, context: Mapping[str, str | None]) -> Text | None:
        """This text with its variables filled from a request (lower-case keys); None when one has no value."""
        pieces: list[Any] = []
        for piece in self.pieces:
            if not isinstance(piece, Variable):
                pieces.append(piece)
                continue
            value = context.get(piece.key.lower(), piece.default)
            if value is None:
                return None
            pieces.append(Exact(value) if isinstance(value, str) else UNKNOWN)
        return Text(tuple(pieces))

    def same(self, other: Text | None) -> bool:
        """Whether both texts are certainly equal, whatever their unknown pieces are."""
        if other is None or self.varying:
            return False
        unknown = any(piece is UNKNOWN for piece in (*self.pieces, *other.pieces))
        return self is other or (not unknown and self.pieces == other.pieces)

    @property
    def constant(self) -> bool:
        """Whether the text holds no wildcard, whatever its unknown pieces are."""
        return not self.wild and all(isinstance(p, str) or (isinstance(p, Reference) and p.plain) for p in self.pieces)

    def row(self, *, arn: bool = False) -> list[Item]:
        """The text as a pattern; unknown pieces and variables may be anything.

        With `arn`, the six segments of an ARN are matched each by itself: a wildcard does not reach over a colon.
        """
        row: list[Item] = []
        colons = 0 if arn else 5
        for piece in self.pieces:
            if isinstance(piece, Exact):
                row += literal(piece)
                continue
            for char in piece if isinstance(piece, str) else "*":
                colons += char == ":"
                chars = ANY if colons >= 5 or not isinstance(piece, str) else NOT_COLON
                item = Item(chars, loop=char == "*") if char in "*?" else Item(char)
                if not (item.loop and row and row[-1].loop):
                    row.append(item)
                elif chars == ANY:
                    row[-1] = REST
        return row

    def equals(self, value: str) -> Truth:
        """Whether the text is this value, wildcards meaning themselves."""
        if self.known:
            return self.literal == value
        return self.exactly().like(value)

    def exactly(self) -> Text:
        """This text with its wildcards meaning themselves."""
        return Text(tuple(Exact(piece) if isinstance(piece, str) else piece for piece in self.pieces))

    def like(self, value: str, *, arn: bool = False) -> Truth:
        """Whether the text as a pattern matches this value."""
        if self.literal is not None and not self.wild:
            return self.literal == value
        if arn not in self._automata:
            self._automata[arn] = Automaton([self.row(arn=arn)])
        if not self._automata[arn].matches(value):
            return False
        return True if self.known else None

    def lower(self) -> Text:
        """This text with its known pieces in lower case."""
        return Text(tuple(_lower(piece) if isinstance(piece, str) else piece for piece in self.pieces))

    def __str__(self) -> str:
        return "".join(_shown(piece) for piece in self.pieces)

    def __repr__(self) -> str:
        return f"Text({self})"


def _merged(pieces: list[Any]) -> tuple[Any, ...]:
    flat: list[Any] = []
    for piece in pieces:
        if isinstance(piece, str) and flat and isinstance(flat[-1], str):
            flat[-1] += piece
        else:
            flat.append(piece)
    return tuple(flat)


def _variables(piece: str) -> list[Any]:
    found: list[Any] = []
    at = 0
    for match in _VARIABLE.finditer(piece):
        found.append(piece[at : match.start()])
        at = match.end()
        name = match[1].strip()
        parts = _DEFAULTED.fullmatch(name)
        if name in ("*", "?", "$"):
            found.append(Exact(name))
        else:
            found.append(Variable(parts[1], parts[2]) if parts else Variable(name))
    found.append(piece[at:])
    return [part for part in found if part != ""]


def _lower(piece: str) -> str:
    return Exact(piece.lower()) if isinstance(piece, Exact) else piece.lower()


def _shown(piece: Any) -> str:
    if isinstance(piece, Variable):
        return f"${{{piece.key}}}"
    return "${...}" if piece is UNKNOWN else str(piece)
