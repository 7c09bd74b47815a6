"""Page of an article: its text as annotated and as found, with the mistakes of each paragraph below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from builder.evaluate.judgment import JudgedArticle
from builder.evaluate.mistakes import Mistake
from builder.evaluate.report.addresses import (
    FileAddresses,
    anchor_of,
    row_anchor,
    row_number,
    rows_of,
)
from builder.evaluate.report.contexts import ArticleContext, LabeledMark, MistakeNote, ParagraphRow
from builder.evaluate.report.entity_urls import EntityUrls
from builder.evaluate.report.identity_marks import found_identity_marks, gold_identity_marks
from builder.evaluate.report.name_marks import found_name_marks, gold_name_marks
from builder.evaluate.report.quote_marks import found_quote_marks, gold_quote_marks
from builder.evaluate.report.style_sheets import from_folder, styles
from builder.pages.page import Page
from builder.pages.passages import cut_passage


def article_page(
    judged: JudgedArticle,
    *,
    file: str,
    addresses: FileAddresses,
    entities: EntityUrls,
    new: Container[Mistake],
) -> Page:
    """Return the page of one article.

    Args:
        judged: the article.
        file: the name of its file.
        addresses: of the pages about the file.
        entities: addresses of the entities with mistakes.
        new: the mistakes that the earlier run of a comparison lacks.
    """
    urls = list(addresses.articles.values())
    place = urls.index(addresses.articles[judged.article.id])
    context = ArticleContext(
        title=judged.article.id,
        home_url=from_folder("index.html"),
        style_urls=styles(inside=True),
        file=file,
        file_url=from_folder(f"index.html#{addresses.folder}"),
        has_quotes=judged.quotes is not None,
        has_names=judged.names is not None or judged.identity is not None,
        unread=judged.brief is None,
        partial=judged.article.partial,
        count=len(judged.mistakes),
        rows=tuple(_rows(judged, addresses, entities, new)),
        previous_url=from_folder(urls[place - 1]) if place else None,
        next_url=from_folder(urls[place + 1]) if place + 1 < len(urls) else None,
    )
    return Page(urls[place], "article.html", context)


def _rows(
    judged: JudgedArticle, addresses: FileAddresses, entities: EntityUrls, new: Container[Mistake]
) -> Iterator[ParagraphRow]:
    text = judged.article.text
    spans = rows_of(text)
    gold, found = _marks(judged)
    notes: defaultdict[int, list[MistakeNote]] = defaultdict(list)
    for mistake in judged.mistakes:
        entity_url = entities.get(mistake.entity)
        notes[row_number(spans, mistake.span)].append(
            MistakeNote(
                url=f"#{anchor_of(mistake, spans)}",
                kind=str(mistake.kind),
                kind_url=from_folder(addresses.kind(mistake.kind)),
                words=mistake.words,
                detail=mistake.detail,
                entity_url=from_folder(entity_url) if entity_url is not None else None,
                is_new=mistake in new,
            )
        )
    for number, span in enumerate(spans):
        yield ParagraphRow(
            id=row_anchor(number),
            gold=cut_passage(text, span, gold),
            found=cut_passage(text, span, found),
            notes=tuple(notes[number]),
        )


def _marks(judged: JudgedArticle) -> tuple[Sequence[LabeledMark], Sequence[LabeledMark]]:
    """Return the marks of the annotations, and those of the predictions."""
    gold: list[LabeledMark] = []
    found: list[LabeledMark] = []
    if judged.quotes is not None:
        gold += gold_quote_marks(judged.article.text, judged.quotes)
        found += found_quote_marks(judged.article.text, judged.quotes)
    if judged.names is not None:
        gold += gold_name_marks(judged.names)
        found += found_name_marks(judged.names)
    if judged.identity is not None:
        gold += gold_identity_marks(judged.identity)
        found += found_identity_marks(judged.identity)
    return gold, found
