"""Spellings of ``entities.yaml`` and the entities that they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from builder.graph.entry_forms import entry_forms
from builder.graph.span_index import SpanIndex
from builder.model.annotations import EntityType
from builder.model.article import Article, ParagraphKind
from builder.model.entity_entries import EntityRules
from builder.model.readable_text import readable
from builder.model.reading import read_text
from builder.model.span import Span

_UNREAD = (ParagraphKind.BOILERPLATE, ParagraphKind.BYLINE)
"""Kinds of paragraphs that are not searched for spellings."""


class SpellingTarget(Struct, frozen=True):
    """The entity that a spelling of the editor's refers to."""

    entity_id: str
    type: EntityType


def spelling_targets(rules: EntityRules) -> dict[str, SpellingTarget]:
    """Return the target of the name and of each alias of every entry, by the spelling in readable form."""
    forms = entry_forms(rules)
    return {
        readable(form): SpellingTarget(rules.merge.get(entry.id, entry.id), entry.type)
        for entry in rules.entries
        for form in forms[entry.id]
    }


def unmarked_spellings(
    article: Article, targets: Mapping[str, SpellingTarget], taken: Iterable[Span], ignored: frozenset[str]
) -> Iterator[tuple[Span, SpellingTarget]]:
    """Yield each occurrence of a spelling that overlaps no span that is taken; the longest spelling wins.

    Args:
        article: the text.
        targets: by spelling.
        taken: spans that already have a mention, or that the editor dropped.
        ignored: spellings, casefolded, that never name anything.
    """
    reading = read_text(article.text)
    wanted = sorted(
        (form for form in targets if form.casefold() not in ignored and form in reading.text),
        key=lambda form: (-len(form), form),
    )
    if not wanted:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    marked = SpanIndex(taken)
    for paragraph in article.paragraphs:
        if paragraph.kind in _UNREAD:
            continue
        searched = reading.readable_span(paragraph.span)
        for match in pattern.finditer(reading.text, searched.start, searched.end):
            span = reading.source_span(Span(*match.span()))
            if not marked.overlapping(span):
                yield span, targets[match.group()]
