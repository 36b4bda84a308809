"""What a page says to people: its title, why the fault matters, how to mend it. Read only when a report needs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from apigw_lint.source.pattern import Pattern

if TYPE_CHECKING:
    from os import PathLike

FENCE = Pattern(r"^ {0,3}(```|~~~)")
HEADING = Pattern(r"^(#{1,6}) +(.*?)(?: +#+)?$")
# `code` comes first in both, so that nothing inside it is taken for markup.
LINK = Pattern(r"(`+[^`]+`+)|!?\[([^\]]*)\]\([^)\s]*(?: \"[^\"]*\")?\)|<(https?://[^>\s]+)>")
STRONG = Pattern(r"(`+[^`]+`+)|\*\*([^*\n]+)\*\*|(?<![\w*])\*([^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])")
SENTENCE_END = Pattern(r"(?<=[.!?])\s+(?=[A-Z\"'`(])")


class Words(NamedTuple):
    """`title`, `why` (the text below it) and `fix` (one sentence) are plain text, `markdown` is the page without its front matter.

    Each may be empty, for a page that does not have the part.
    """

    title: str
    why: str
    fix: str
    markdown: str

    @property
    def plain(self) -> str:
        """The whole page as plain text."""
        return _plain_page(self.markdown)


def words(page: PathLike[str] | str) -> Words:
    """The words of a page. A page that is gone or is no text has none."""
    try:
        with open(page, encoding="utf-8-sig", errors="replace") as stream:
            text = stream.read()
    except OSError:
        return Words("", "", "", "")
    markdown = _body(text).strip()
    sections = _sections(markdown)
    title, why = next(((name, body) for name, body in sections if name), ("", ""))
    fix = next((body for name, body in sections if name.lower() == "fix"), "")
    return Words(plain(title), plain(why), first_sentence(plain(fix)), f"{markdown}\n" if markdown else "")


def first_sentence(text: str) -> str:
    """The first sentence of the first paragraph, on one line."""
    paragraph = text.strip().split("\n\n")[0]
    return SENTENCE_END.split(" ".join(paragraph.split()), maxsplit=1)[0]


def plain(text: str) -> str:
    """Markdown without links and emphasis, paragraphs on one line each; `code` keeps its ticks."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", _bare(text).strip()))


def _bare(text: str) -> str:
    for markup in (LINK, STRONG):
        text = markup.sub(lambda match: match[match.lastindex or 0], text)
    return text


def _body(text: str) -> str:
    """What follows the front matter."""
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---\n", 3)
    return text[end + 5 :] if end >= 0 else ""


def _sections(markdown: str) -> list[tuple[str, str]]:
    """Each heading with the prose below it, up to the next heading. What stands in a fence is an example, not prose."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    fenced = False
    for line in markdown.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            heading = HEADING.match(line)
            if heading:
                sections.append((heading[2], []))
            else:
                sections[-1][1].append(line)
    return [(name, "\n".join(lines).strip()) for name, lines in sections]


def _plain_page(markdown: str) -> str:
    """Headings without their marks, fences as indented text."""
    lines = []
    fenced = False
    for line in markdown.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif fenced:
            lines.append(f"    {line}".rstrip())
        else:
            heading = HEADING.match(line)
            lines.append(_bare(heading[2] if heading else line))
    return "\n".join(lines)
