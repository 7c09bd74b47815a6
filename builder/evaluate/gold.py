"""Gold annotations: articles that people annotated, as JSON lines."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.model.annotations import QuoteKind
from builder.model.diagnostic import InputError, error
from builder.model.span import Span

CORE_TYPES = ("PERSON", "PLACE", "ORG")
GOLD_TYPES = (*CORE_TYPES, "EVENT", "OTHER")
"""Types of annotated names; the type is scored only for those of ``CORE_TYPES``."""


class GoldQuote(Struct, frozen=True):
    """A quotation as annotated; ``source`` is empty if the speaker is implicit."""

    kind: QuoteKind
    content: tuple[Span, ...]
    source: tuple[Span, ...]


class GoldMention(Struct, frozen=True):
    """A name as annotated.

    Attributes:
        type: one of ``GOLD_TYPES``.
        optional: True if neither finding nor missing it counts.
        title: id of its entity across articles (the title of a Wikipedia article); None if it is not known.
        cluster: id of its entity within the article; None if it is not annotated.
    """

    span: Span
    type: str
    optional: bool
    title: str | None = None
    cluster: str | None = None


class GoldArticle(Struct, frozen=True):
    """One line of an annotated file.

    Attributes:
        text: spans are half-open and count its code points.
        quotes, mentions: None if the file does not annotate them.
        ignore: spans that the annotators left out.
        partial: True if only some of the names are annotated.
    """

    id: str
    text: str
    quotes: tuple[GoldQuote, ...] | None
    mentions: tuple[GoldMention, ...] | None
    ignore: tuple[Span, ...]
    partial: bool


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """Read the annotated articles of a ``.jsonl`` or ``.jsonl.gz`` file, in order.

    Raises:
        InputError: if the file cannot be read, or a line does not have the right format.
    """
    try:
        packed = path.read_bytes()
        text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode()
    except (OSError, EOFError, UnicodeDecodeError) as problem:
        message = f"The annotated articles cannot be read: {problem}."
        raise InputError([error(str(path), None, message, "Name a .jsonl or .jsonl.gz file.")]) from problem
    return tuple(_articles(path, text))


def _articles(path: Path, text: str) -> Iterator[GoldArticle]:
    """Yield the articles of a file.

    Raises:
        InputError: if a line does not have the right format, or the id of an earlier one.
    """
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            article = _article(json.loads(line))
            if article.id in seen:
                raise ValueError(f"the id {article.id!r} is on an earlier line, too")
            seen.add(article.id)
            yield article
        except (ValueError, KeyError, TypeError) as problem:
            message = f"This line is not an annotated article: {type(problem).__name__} {problem}."
            hint = 'Fix the line: {"id", "text"} with "quotes" or "mentions"; docs/commands.md shows both.'
            raise InputError([error(str(path), number, message, hint)]) from problem


def _article(row: dict[str, Any]) -> GoldArticle:
    """Return the article of a line.

    Raises:
        ValueError, KeyError, TypeError: if the line does not have the right format.
    """
    if "quotes" not in row and "mentions" not in row:
        raise KeyError("quotes or mentions")
    text = row["text"]
    if not isinstance(text, str):
        raise TypeError("text is not a string")
    text.encode()  # raises UnicodeEncodeError, a ValueError, for half of a surrogate pair
    article = GoldArticle(
        id=str(row["id"]),
        text=text,
        quotes=tuple(map(_quote, row["quotes"])) if "quotes" in row else None,
        mentions=tuple(map(_mention, row["mentions"])) if "mentions" in row else None,
        ignore=_spans(row.get("ignore")),
        partial=bool(row.get("partial")),
    )
    end = max((span.end for span in _all_spans(article)), default=0)
    if end > len(text):
        raise ValueError(f"a span ends at {end}, after the end of the text at {len(text)}")
    return article


def _all_spans(article: GoldArticle) -> Iterator[Span]:
    yield from article.ignore
    for quote in article.quotes or ():
        yield from (*quote.content, *quote.source)
    for mention in article.mentions or ():
        yield mention.span


def _quote(item: dict[str, Any]) -> GoldQuote:
    return GoldQuote(QuoteKind(item["kind"]), _spans(item["content"]), _spans(item["source"]))


def _mention(item: dict[str, Any]) -> GoldMention:
    if item["type"] not in GOLD_TYPES:
        raise ValueError(f"{item['type']!r} is not one of the types {', '.join(GOLD_TYPES)}")
    return GoldMention(
        span=Span(item["start"], item["end"]),
        type=item["type"],
        optional=bool(item.get("optional")),
        title=_name(item.get("wiki")),
        cluster=_name(item.get("cluster")),
    )


def _name(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def _spans(pairs: list[list[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs or ())
