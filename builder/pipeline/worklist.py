"""The editor's worklist: quotes without a speaker and other uncertain annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.files import UnusableError, read_file
from builder.model.annotations import Origin
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, note
from builder.model.graph import Brief, Graph, LinkedMention, LinkedQuote
from builder.model.line_ends import line_at
from builder.model.shortening import shorten
from builder.model.span import Span
from builder.pages.links import UNCERTAIN_BELOW
from builder.pipeline.build_report import is_unresolved
from builder.pipeline.site_data import SiteData
from builder.read.reader import size_limit, source_text

WORDS_TO_FIND_A_LINE = 5
"""The number of consecutive words that almost always appear once in a file."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An annotation that an editor should check.

    Attributes:
        path: the seed's file, relative to the site's root.
        line: its line, counted from 1; None if it is unknown (in a saved page, for example).
        kind: "quote" or "mention".
        words: the quoted words, or the name.
        belief: the current annotation, in words.
        rule: the rule that made it.
        confidence: the confidence of the annotation, 0..1.
        unresolved: True for a quote without a speaker.
    """

    path: str
    line: int | None
    kind: str
    words: str
    belief: str
    rule: str
    confidence: float
    unresolved: bool


def list_work(site_data: SiteData, *, read_source: Callable[[str], str]) -> tuple[WorkItem, ...]:
    """Return the annotations that an editor should check, in the order of files and text.

    Args:
        site_data: the data of the site.
        read_source: returns the text of a seed's file, by its path relative to the site's root.
    """
    items: list[WorkItem] = []
    for brief in sorted(site_data.graph.briefs.values(), key=lambda brief: brief.seed_id):
        article = site_data.articles[brief.seed_id]
        found = list(_uncertain(brief, site_data.graph))
        if not found:
            continue
        lines = _Lines(article, read_source)
        for span, kind, belief, annotation in sorted(found, key=lambda entry: (entry[0], entry[1])):
            items.append(
                WorkItem(
                    path=article.path,
                    line=lines.of(span),
                    kind=kind,
                    words=_words(article, annotation),
                    belief=belief,
                    rule=annotation.rule,
                    confidence=annotation.confidence,
                    unresolved=isinstance(annotation, LinkedQuote) and is_unresolved(annotation),
                )
            )
    return tuple(items)


def source_reader(root: Path) -> Callable[[str], str]:
    """Return a function that returns the text of a seed as the reader decodes it, or "" if it cannot be read."""

    def read(path: str) -> str:
        try:
            return source_text(read_file(root / path, root=root, limit=size_limit(path)), path=path)
        except (FileNotFoundError, UnusableError):
            return ""

    return read


def unresolved_notes(items: tuple[WorkItem, ...]) -> tuple[Diagnostic, ...]:
    """Return a note for each quote without a speaker."""
    return tuple(
        note(
            item.path,
            item.line,
            f"The quote “{shorten(item.words)}” has no speaker.",
            "List all such quotes with newsgloss review.",
        )
        for item in items
        if item.unresolved
    )


def _uncertain(brief: Brief, graph: Graph) -> Iterator[tuple[Span, str, str, LinkedQuote | LinkedMention]]:
    for quote in brief.quotes:
        if quote.origin is not Origin.EDITOR and (is_unresolved(quote) or quote.confidence < UNCERTAIN_BELOW):
            yield quote.content[0], "quote", _speaker(quote, graph), quote
    for mention in brief.mentions:
        if mention.origin is not Origin.EDITOR and mention.confidence < UNCERTAIN_BELOW:
            yield mention.span, "mention", _named(mention, graph), mention


def _speaker(quote: LinkedQuote, graph: Graph) -> str:
    names = [graph.entities[speaker_id].name for speaker_id in quote.speaker_ids]
    return "said by " + (" and ".join(names) or quote.speaker_text or "an unknown speaker")


def _named(mention: LinkedMention, graph: Graph) -> str:
    if mention.entity_id is None:
        return f"a {mention.type}"
    return f"the {mention.type} {graph.entities[mention.entity_id].name}"


def _words(article: Article, annotation: LinkedQuote | LinkedMention) -> str:
    spans = annotation.content if isinstance(annotation, LinkedQuote) else (annotation.span,)
    return " … ".join(span.of(article.text) for span in spans)


class _Lines:
    """The line numbers in one article's file."""

    def __init__(self, article: Article, read_source: Callable[[str], str]) -> None:
        self._text = article.text
        is_verbatim = article.path.lower().endswith(".txt") and not article.is_mail
        self._source = None if is_verbatim else read_source(article.path)

    def of(self, span: Span) -> int | None:
        """Return the line on which a span begins, counted from 1; None if it is unknown."""
        if self._source is None:
            return line_at(self._text, span.start)
        words = re.findall(r"\w+", self._text[span.start :][:200])[:WORDS_TO_FIND_A_LINE]
        hits = list(re.finditer(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b", self._source))
        return line_at(self._source, hits[0].start()) if words and len(hits) == 1 else None
