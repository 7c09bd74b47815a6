"""Markdown by editors, as safe markup."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_TAGS = frozenset(
    "p br hr em strong s code pre blockquote ul ol li a img h2 h3 h4 h5 h6 table thead tbody tr th td".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}, "th": {"scope"}}
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
        _mend(token)
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


def markdown_tokens(markdown: str, definitions: MutableMapping[str, Any] | None = None) -> list[Token]:
    """Return the tokens of an editor's text, as ``render_markdown`` reads it.

    Args:
        markdown: the text.
        definitions: gets the definitions of links: ``references`` by label, and ``duplicate_refs``, which count for
            nothing because another one with their label is before them.
    """
    return _parser().parse(markdown, definitions)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _mend(token: Token) -> None:
    """Makes a first-level heading a second-level one, as the page has its own; says that the head of a table names
    its columns; and puts the words of an image in its place where it would be fetched from elsewhere.
    """
    if token.tag == "h1":
        token.tag = "h2"
    if token.type == "th_open":
        token.attrSet("scope", "col")
    for child in token.children or ():
        if child.type == "image" and _is_elsewhere(str(child.attrGet("src"))):
            child.type = "text"


def _keep(tag: str, attribute: str, value: str) -> str | None:
    """Drops the source of an image that would be fetched from elsewhere."""
    return None if tag == "img" and attribute == "src" and _is_elsewhere(value) else value


def _is_elsewhere(address: str) -> bool:
    """Whether an image's address leads to another site."""
    return address.startswith("//") or ":" in address.split("/", 1)[0]
