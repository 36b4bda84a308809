"""Values that only the deployed stack knows, whole or in part.

A field of the model is a value, None (not written) or UNKNOWN (written, but not readable here). A text of which some
pieces are known is a Partial. Asking either of them something they cannot answer raises Undetermined, which one place
catches: the question is then dropped for that element. So a check is plain Python, and `not unknown` cannot be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable


class Undetermined(Exception):
    """A check asked about a value that only the deployed stack knows."""


def certainly(question: Callable[..., Any], *about: Any) -> bool:
    """Whether a question can be answered, and with yes: for a check that looks over several elements."""
    try:
        return bool(question(*about))
    except Undetermined:
        return False


class _Unknown:
    """Asking it anything raises, so no check can mistake it for an answer. Test for it with `is UNKNOWN`."""

    def _ask(self, *_: object) -> NoReturn:
        raise Undetermined

    __bool__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = _ask
    __contains__ = __iter__ = __len__ = __getitem__ = __int__ = __float__ = __round__ = __neg__ = _ask
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __mod__ = _ask

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Undetermined

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Any = _Unknown()


class Reference:
    """A piece of text whose owner is known though its text is not: `Ref Api`, `GetAtt Api.RootResourceId`.

    `plain` says that the text holds no wildcard and is not empty (the id of a resource); a parameter or an import may be
    anything. `atom` says that it holds no separator either (a region, an account id).
    """

    __slots__ = ("atom", "attribute", "plain", "target")

    def __init__(self, target: str, attribute: str | None = None, *, plain: bool = False, atom: bool = False) -> None:
        self.target = target
        self.attribute = attribute
        self.plain = plain
        self.atom = atom

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and (self.target, self.attribute) == (other.target, other.attribute)

    def __hash__(self) -> int:
        return hash((self.target, self.attribute))

    def __str__(self) -> str:
        return f"${{{self.target}.{self.attribute}}}" if self.attribute else f"${{{self.target}}}"

    def __repr__(self) -> str:
        return f"Reference({self})"


Piece: TypeAlias = "str | Reference | _Unknown"


class Partial:  # noqa: PLW1641 - its hash raises, which no set may hide
    """A text of which only some pieces are known. Made by `join`, never empty, never all known."""

    __slots__ = ("pieces",)

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces

    @property
    def reference(self) -> Reference | None:
        """The owner of the whole text, when it is one reference and nothing else."""
        only = self.pieces[0]
        return only if len(self.pieces) == 1 and isinstance(only, Reference) else None

    @property
    def head(self) -> str:
        """The known text at the beginning, perhaps empty."""
        return self.pieces[0] if isinstance(self.pieces[0], str) else ""

    @property
    def tail(self) -> str:
        """The known text at the end, perhaps empty."""
        return self.pieces[-1] if isinstance(self.pieces[-1], str) else ""

    @property
    def known(self) -> tuple[str, ...]:
        """The known pieces, in order: a lower bound of the text."""
        return tuple(piece for piece in self.pieces if isinstance(piece, str))

    def startswith(self, prefix: str | tuple[str, ...]) -> bool:
        prefixes = (prefix,) if isinstance(prefix, str) else prefix
        if self.head.startswith(prefixes):
            return True
        if any(one.startswith(self.head) for one in prefixes):
            raise Undetermined
        return False

    def endswith(self, suffix: str | tuple[str, ...]) -> bool:
        suffixes = (suffix,) if isinstance(suffix, str) else suffix
        if self.tail.endswith(suffixes):
            return True
        if any(one.endswith(self.tail) for one in suffixes):
            raise Undetermined
        return False

    def __contains__(self, text: str) -> bool:
        if any(text in piece for piece in self.known):
            return True
        raise Undetermined

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Partial):
            if self.pieces == other.pieces and not any(piece is UNKNOWN for piece in self.pieces):
                return True
            raise Undetermined
        if isinstance(other, str) and self.may_be(other):
            raise Undetermined
        if other is UNKNOWN:
            raise Undetermined
        return False

    def __ne__(self, other: object) -> bool:
        return not self == other

    def may_be(self, text: str) -> bool:
        """Whether the unknown pieces could be filled so that this becomes `text`."""
        if len(text) < sum(map(len, self.known)) or not (text.startswith(self.head) and text.endswith(self.tail)):
            return False
        at = len(self.head)
        for piece in self.known[bool(self.head) : len(self.known) - bool(self.tail)]:
            at = text.find(piece, at)
            if at < 0:
                return False
            at += len(piece)
        return at + len(self.tail) <= len(text)

    def lower(self) -> Partial:
        return Partial(tuple(piece.lower() if isinstance(piece, str) else piece for piece in self.pieces))

    def split(self, separator: str, most: int = -1) -> list[Any]:
        """The parts between separators, cut `most` times at the most; raises Undetermined when an unknown piece could hold one."""
        parts: list[list[Piece]] = [[]]
        for piece in self.pieces:
            left = -1 if most < 0 else most - len(parts) + 1
            if isinstance(piece, str):
                first, *more = piece.split(separator, left)
                parts[-1].append(first)
                parts.extend([part] for part in more)
            elif left == 0 or (isinstance(piece, Reference) and piece.atom):
                parts[-1].append(piece)
            else:
                raise Undetermined
        return [join(part) for part in parts]

    def _ask(self, *_: object) -> NoReturn:
        raise Undetermined

    __hash__ = __lt__ = __le__ = __gt__ = __ge__ = __len__ = __iter__ = __getitem__ = __add__ = __radd__ = __mul__ = (
        _ask
    )
    upper = strip = rstrip = lstrip = removeprefix = removesuffix = replace = partition = _ask

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Undetermined

    def __bool__(self) -> bool:
        if self.known or any(isinstance(piece, Reference) and piece.plain for piece in self.pieces):
            return True
        raise Undetermined

    def __str__(self) -> str:
        return "".join("${...}" if piece is UNKNOWN else str(piece) for piece in self.pieces)

    def __repr__(self) -> str:
        return f"Partial({self})"


def join(pieces: Any) -> Any:
    """Texts, references and unknowns in a row as one value: a str when all is known, UNKNOWN when nothing is."""
    flat: list[Any] = []
    known = True
    for piece in pieces:
        for part in piece.pieces if type(piece) is Partial else (piece,):
            if not isinstance(part, str):
                known = False
                flat.append(part)
            elif part and flat and isinstance(flat[-1], str):
                flat[-1] += part
            elif part:
                flat.append(part)
    if known:
        return flat[0] if flat else ""
    return UNKNOWN if all(part is UNKNOWN for part in flat) else Partial(tuple(flat))
