"""Markdown by editors, as safe markup."""

from __future__ import annotations

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_TAGS = frozenset(
    "p br hr em strong s code pre blockquote ul ol li a img h2 h3 h4 h5 h6 table thead tbody tr th td".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_SCHEMES = frozenset({"http", "https", "mailto"})


def render_markdown(markdown: str, *, title: str = "") -> Markup:
    """An editor's text as markup: no raw HTML, no scripts, no image from another site.

    Args:
        markdown: CommonMark with tables and strikethrough.
        title: the page's heading; a heading of the same words at the head of the text is left out.
    """
    parser = _parser()
    tokens = parser.parse(markdown)
    if title and len(tokens) > 2 and tokens[0].tag == "h1" and tokens[1].content.strip() == title.strip():
        tokens = tokens[3:]
    for token in tokens:
        _lower(token)
    html = parser.renderer.render(tokens, parser.options, {})
    # The sanitised string is the one place where text becomes markup without Jinja's escaping.
    return Markup(  # noqa: S704
        nh3.clean(
            html,
            tags=set(_TAGS),
            attributes=_ATTRIBUTES,
            attribute_filter=_keep,
            url_schemes=set(_SCHEMES),
            link_rel=None,
        ).strip()
    )


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _lower(token: Token) -> None:
    """Makes a first-level heading a second-level one: the page has its own."""
    if token.tag == "h1":
        token.tag = "h2"


def _keep(tag: str, attribute: str, value: str) -> str | None:
    """Drops the source of an image that would be fetched from elsewhere."""
    elsewhere = value.startswith("//") or ":" in value.split("/", 1)[0]
    return None if tag == "img" and attribute == "src" and elsewhere else value
