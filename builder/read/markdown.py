"""Markdown seeds: front matter, then the plain words of each block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from builder.model.article import ParagraphKind
from builder.model.diagnostic import Diagnostic
from builder.read.limits import MAX_BRACKETS, MAX_NESTING, limit_error
from builder.read.raw_article import RawArticle, SeedMetadata, TextBlock, join_blocks, one_line

NO_METADATA = SeedMetadata()
AS_TEXT = "Save the article as plain text, in a .txt file."

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|\x00]|[^\S\n ]|^(?: |[#=+-]|\d{1,9}[.)])| $", re.MULTILINE)
"""What Markdown may read as something else than the words of a paragraph: signs, other white space than line breaks and
single spaces between words, the beginnings of headings and list items."""
_BLANK_LINES = re.compile(r"\n{2,}")
_LIST_ITEM, _BLOCK_QUOTE = "list_item", "blockquote"
_KIND_WITHIN = {_LIST_ITEM: ParagraphKind.LIST_ITEM, _BLOCK_QUOTE: ParagraphKind.BLOCK_QUOTE}


def read_markdown(
    body: str, *, path: str, first_line: int = 1, metadata: SeedMetadata = NO_METADATA
) -> tuple[RawArticle | None, tuple[Diagnostic, ...]]:
    """Return the raw article of a Markdown file; None if it is beyond a limit.

    The text is the words of the blocks. Emphasis, links and images leave their words, HTML comments nothing; other
    HTML stays as written. The first heading of the first level is the headline unless the front
    matter gives another.

    Args:
        body: the text below the front matter.
        path: the file.
        first_line: the line of the file on which ``body`` begins, counted from 1.
        metadata: of the front matter.
    """
    brackets = body.count("[")
    if brackets > MAX_BRACKETS:
        size = f"{brackets:,} opening square brackets"
        return None, (limit_error(path, None, "The file has", size, MAX_BRACKETS, AS_TEXT),)
    plain = plain_paragraphs(body)
    if plain is not None:
        return join_blocks(map(TextBlock, plain), metadata), ()
    tokens = _parser().parse(body)
    deepest = next((token for token in tokens if token.level > MAX_NESTING + 1), None)
    if deepest is not None:
        line = first_line + (deepest.map[0] if deepest.map else 0)
        found = f"more than {MAX_NESTING} levels deep"
        return None, (
            limit_error(path, line, "Block quotes and lists are nested", found, MAX_NESTING, AS_TEXT),
        )
    blocks = list(_blocks(tokens))
    title = next((n for n, block in enumerate(blocks) if block.is_title and one_line(block.words)), None)
    if title is not None:
        words = one_line(blocks[title].words)
        metadata = replace(metadata, headline=metadata.headline or words)
        if metadata.headline == words:
            blocks[title] = replace(blocks[title], kind=ParagraphKind.HEADLINE)
    return join_blocks((TextBlock(block.words, block.kind) for block in blocks), metadata), ()


def plain_paragraphs(body: str) -> list[str] | None:
    """Return the words of each paragraph of a text that has no Markdown, as most articles; None if it may have any."""
    if _MARKUP.search(body):
        return None
    return [words.replace("\n", " ") for words in _BLANK_LINES.split(body.strip("\n")) if words]


@cache
def _parser() -> MarkdownIt:
    # It drops blocks beyond its own limit, which is therefore above ours.
    return MarkdownIt("commonmark", {"maxNesting": MAX_NESTING + 4}).enable(["table", "strikethrough"])


class _MarkdownBlock(Struct, frozen=True):
    """A block's words and kind, and whether it is a heading of the first level."""

    words: str
    kind: ParagraphKind
    is_title: bool = False


def _blocks(tokens: Sequence[Token]) -> Iterator[_MarkdownBlock]:
    """Yield the blocks that have words, in order; each row of a table is one, its cells separated by tabs."""
    within: list[str] = []
    heading = ""
    cells: list[str] | None = None
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _KIND_WITHIN:
            within = [*within, name] if token.nesting > 0 else within[:-1]
        elif name == "heading":
            heading = token.tag if token.nesting > 0 else ""
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield _MarkdownBlock("\t".join(cells), _kind(within, heading=heading))
            cells = None
        elif token.type in {"inline", "fence", "code_block", "html_block"}:
            words = _words(token)
            if cells is None:
                yield _MarkdownBlock(words, _kind(within, heading=heading), heading == "h1")
            else:
                cells.append(words)


def _kind(within: Sequence[str], *, heading: str) -> ParagraphKind:
    if heading:
        return ParagraphKind.SUBHEADING
    return _KIND_WITHIN[within[-1]] if within else ParagraphKind.TEXT


def _words(token: Token) -> str:
    """Return the words of a block's token."""
    if token.children is not None:
        return "".join(map(_inline_words, token.children))
    return _COMMENT.sub("", token.content) if token.type == "html_block" else token.content


def _inline_words(token: Token) -> str:
    """Return the words of a token within a block; a line break is a space, an image its alternative text."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.children:
        return "".join(map(_inline_words, token.children))
    if token.type == "html_inline":
        return _COMMENT.sub("", token.content)
    return token.content
