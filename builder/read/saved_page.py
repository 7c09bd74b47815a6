"""Saved web pages: the main text as trafilatura extracts it, and the metadata of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from builder.model.article import ParagraphKind
from builder.model.control_characters import without_controls
from builder.model.diagnostic import Diagnostic, error
from builder.read.limits import (
    MAX_CELLS,
    MAX_ELEMENT_DEPTH,
    MAX_ELEMENTS,
    MAX_HEADINGS,
    MAX_PARAGRAPHS,
    limit_error,
)
from builder.read.page_blocks import Elements, tree_blocks
from builder.read.page_date import page_date
from builder.read.page_source import trim_page
from builder.read.raw_article import WEB_ADDRESS, RawArticle, SeedMetadata, TextBlock, join_blocks, one_line

PASTE_ARTICLE = "Paste the article into a .txt file instead."

_EXTRACTED = Elements(
    kinds={
        "p": ParagraphKind.TEXT,
        "ab": ParagraphKind.TEXT,
        "code": ParagraphKind.TEXT,
        "row": ParagraphKind.TEXT,
        "list": ParagraphKind.TEXT,
        "table": ParagraphKind.TEXT,
        "div": ParagraphKind.TEXT,
        "head": ParagraphKind.SUBHEADING,
        "item": ParagraphKind.LIST_ITEM,
        "quote": ParagraphKind.BLOCK_QUOTE,
    },
    cells=("cell",),
    breaks=("lb",),
)
_CONTAINERS = "address article body center dd div dl dt figcaption figure main ol p pre section table tr ul"
_SILENT = (
    "aside button footer form head iframe math nav noscript object script select style svg template textarea"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_COUNTED = (
    ((), "elements", MAX_ELEMENTS),
    (("p",), "paragraphs", MAX_PARAGRAPHS),
    (_HEADINGS, "headings", MAX_HEADINGS),
)
"""Names of elements (none means all), what messages call them, and how many of them a page may have."""

_HTML = Elements(
    kinds={
        **dict.fromkeys(_CONTAINERS.split(), ParagraphKind.TEXT),
        **dict.fromkeys(_HEADINGS, ParagraphKind.SUBHEADING),
        "li": ParagraphKind.LIST_ITEM,
        "blockquote": ParagraphKind.BLOCK_QUOTE,
    },
    cells=("td", "th"),
    breaks=("br",),
    silent=_SILENT.split(),
)


def read_saved_page(text: str, *, path: str) -> tuple[RawArticle | None, tuple[Diagnostic, ...]]:
    """Return the raw article of a saved page; None if the page has no text.

    If trafilatura finds no article, the text of the page's article element, or of its body, is used.
    """
    page = trim_page(text)
    tree, problem = _tree(page, path=path)
    if problem is not None:
        return None, (problem,)
    if tree is None:
        return None, (_no_text(path),)
    document = _extract(page)
    title, blocks = None, list[TextBlock]()
    if document is not None and document.body is not None:
        title = _text(
            next((element for element in document.body.iter("head") if element.get("rend") == "h1"), None)
        )
        blocks = list(tree_blocks(document.body, _EXTRACTED))
    if not any(one_line(block.text) for block in blocks):
        root = next((found for tag in ("article", "main", "body") for found in tree.iter(tag)), tree)
        title = _text(next(root.iter("h1"), None))
        blocks = list(tree_blocks(root, _HTML))
    metadata = _metadata(document, date=page_date(tree))
    metadata = replace(metadata, headline=title or metadata.headline)
    raw = join_blocks(_with_headline(blocks, metadata.headline), metadata)
    return (raw, ()) if raw.paragraphs else (None, (_no_text(path),))


def _no_text(path: str) -> Diagnostic:
    message = "No text of an article was found in the page."
    return error(
        path,
        None,
        message,
        "Paste the article into a .txt file instead, or save the page once it is shown whole.",
    )


def _tree(page: str, *, path: str) -> tuple[Any, Diagnostic | None]:
    """Return the page as an lxml element (None if it is empty or refused), and the limit that it exceeds."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8")
    try:
        # Bytes, since the parser refuses text that declares an encoding.
        tree = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None, None
    # The parser stops at an element that is too deep, and everything after it would be lost silently.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        found = f"more than {MAX_ELEMENT_DEPTH} deep"
        return None, limit_error(
            path, None, "The page nests elements", found, MAX_ELEMENT_DEPTH, PASTE_ARTICLE
        )
    for tags, what, limit in _COUNTED:
        count = sum(1 for _ in tree.iter(*tags))
        if count > limit:
            return None, limit_error(path, None, "The page has", f"{count:,} {what}", limit, PASTE_ARTICLE)
    cells = max(Counter(cell.getparent() for cell in tree.iter("td", "th")).values(), default=0)
    if cells > MAX_CELLS:
        return None, limit_error(
            path, None, "A row of the page has", f"{cells:,} cells", MAX_CELLS, PASTE_ARTICLE
        )
    return tree, None


def _extract(page: str) -> Any:
    """Return trafilatura's document with its metadata; None if it finds no article."""
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            # The library's date may be a guess and is not used: see ``page_date``.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # noqa: BLE001 - a page may be broken in ways that no parser foresees; there is a way without it
        return None


def _metadata(document: Any, *, date: str | None) -> SeedMetadata:
    """Return the metadata of trafilatura's document, with a date of our own."""
    if document is None:
        return SeedMetadata(date=date)
    url = without_controls(document.url or "")
    url = url if WEB_ADDRESS.fullmatch(url) else ""
    source = one_line(document.sitename or "") or None
    if source and url and source.lower().removeprefix("www.") in (urlsplit(url).hostname or ""):
        source = None  # made of the address, not a name that the page gives
    tags = (one_line(tag) for line in document.tags or () for tag in line.split(","))
    headline = one_line(document.title or "")
    if source:
        headline = re.sub(rf"\s[|–—-]\s{re.escape(source)}$", "", headline)
    return SeedMetadata(
        headline=headline or None,
        byline=one_line((document.author or "").replace("; ", " and ")) or None,
        date=date,
        source=source,
        source_url=url or None,
        summary=one_line(document.description or "") or None,
        topics=tuple(dict.fromkeys(tag for tag in tags if tag)),
    )


def _text(element: Any) -> str | None:
    return one_line("".join(element.itertext())) or None if element is not None else None


def _with_headline(blocks: Sequence[TextBlock], headline: str | None) -> list[TextBlock]:
    """Return the blocks, the first with the headline's words marked as the headline."""
    at = next((n for n, block in enumerate(blocks) if headline and one_line(block.text) == headline), None)
    return [
        replace(block, kind=ParagraphKind.HEADLINE) if n == at else block for n, block in enumerate(blocks)
    ]
