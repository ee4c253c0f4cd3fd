"""Markdown that people wrote, as HTML that may stand in our pages: CommonMark without raw HTML, then cleaned.

Headings begin under the page's own and skip no level, whatever the author did: a screen reader reads them as a table
of contents. ``lesson:`` links lead to the lesson that was imported from that source.
"""

from collections.abc import Sequence
from functools import cache
from urllib.parse import quote

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

FROM_SOURCE = "/library/from/"
_TAGS = {
    *(
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "strong",
        "em",
        "s",
        "code",
        "pre",
    ),
    *("a", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}


def html_of(markdown: str, *, top: int = 2) -> str:
    """The text as HTML whose highest heading is ``h2``, or ``h{top}``."""
    tokens = _reader().parse(markdown)
    _level_headings(tokens, top)
    _lead_links(tokens)
    return _clean(_reader().renderer.render(tokens, _reader().options, {}))


def inline_html_of(markdown: str) -> str:
    """One line of text with its emphasis and links, without a paragraph around it."""
    tokens = _reader().parseInline(markdown)
    _lead_links(tokens)
    return _clean(_reader().renderer.render(tokens, _reader().options, {}))


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


def _level_headings(tokens: Sequence[Token], top: int) -> None:
    """The author's levels in their order, starting at ``top`` and going down one at a time."""
    open_levels: list[int] = []
    for opening, closing in _pairs(tokens):
        written = int(opening.tag[1])
        while open_levels and open_levels[-1] >= written:
            open_levels.pop()
        open_levels.append(written)
        opening.tag = closing.tag = f"h{min(top - 1 + len(open_levels), 6)}"


def _pairs(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    openings = [token for token in tokens if token.type == "heading_open"]
    closings = [token for token in tokens if token.type == "heading_close"]
    return list(zip(openings, closings, strict=True))


def _lead_links(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "link_open":
            target = str(token.attrGet("href") or "")
            if target.startswith("lesson:"):
                token.attrSet("href", FROM_SOURCE + quote(target.removeprefix("lesson:"), safe="/:"))
        if token.children:
            _lead_links(token.children)
