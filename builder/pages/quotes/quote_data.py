"""All quotes as one compact script: what the filters of the quote index look through.

A script, because a page that was opened as a file may load one, and may not read a JSON file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.quote_words import quote_words
from builder.edition.view import View
from builder.edition.wording import capitalize, date_words, one_line, setting_words
from builder.model.annotations import QuoteKind
from builder.model.graph import LinkedQuote
from builder.pages.compact_json import compact_json
from builder.pages.links import citation_author, is_uncertain
from builder.pages.page import DataFile

VARIABLE = "newsglossQuotes"
"""The global variable that holds the data once the script has run."""

Row: TypeAlias = "list[str | int | list[int]]"


@dataclass(slots=True)
class _Numbers:
    """Values that rows refer to, numbered in the order in which they first come."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, value: str) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


def quotes_script(view: View) -> DataFile:
    """All quotes in the order of the index.

    ``speakers`` has id, name, type and page of each; ``briefs``, newest first, slug, headline, ISO date or "", date
    in words, page and author. ``rows`` has of each quote: number of its brief, id, number of its kind, number of its
    page, its speakers' numbers or a source's words, its own words, cue, setting, and 1 where its speaker is uncertain.
    """
    kinds = {kind: number for number, kind in enumerate(QuoteKind)}
    pages, speakers = _Numbers(), _Numbers()
    sources = {slug: view.brief(slug) for slug in view.slugs}
    briefs = {slug: source for slug, source in sources.items() if source.brief.quotes}
    brief_numbers = {slug: number for number, slug in enumerate(briefs)}
    rows: list[Row] = []
    for label in view.shelf_labels:
        for group in view.shelf(label.path).groups:
            for said in view.utterances(group.quotes):
                quote, source = said.quote, said.source
                by: str | list[int] = capitalize(one_line(quote.speaker_text or ""))
                if quote.speaker_ids:
                    by = [speakers.of(entity_id) for entity_id in quote.speaker_ids]
                place: Row = [brief_numbers[source.brief.slug], quote.id]
                place += [kinds[quote.kind], pages.of(label.path), by]
                rows.append([*place, quote_words(said), *_manner(source, quote), int(is_uncertain(quote))])
    content = {
        "kinds": [kind.value for kind in QuoteKind],
        "pages": [urls.relative_url(urls.HOME, path) for path in pages.numbers],
        "speakers": [_speaker(view, entity_id) for entity_id in speakers.numbers],
        "briefs": [_brief(source) for source in briefs.values()],
    }
    head = compact_json(content).removesuffix("}")
    lines = ",\n".join(map(compact_json, rows))
    script = f'window.{VARIABLE}={head},"rows":[\n{lines}\n]}};\n'
    return DataFile(urls.QUOTES_SCRIPT, script.encode("utf-8", "replace"))


def _speaker(view: View, entity_id: str) -> list[str]:
    entity = view.entity(entity_id)
    url = urls.relative_url(urls.HOME, urls.entity_path(entity.type, entity.id))
    return [entity.id, entity.name, entity.type.value, url]


def _brief(source: BriefText) -> list[str]:
    brief = source.brief
    date = date_words(brief.date)
    url = urls.relative_url(urls.HOME, urls.brief_path(brief.slug))
    author = citation_author(brief) or ""
    return [brief.slug, brief.headline, date.iso if date else "", date.words if date else "", url, author]


def _manner(source: BriefText, quote: LinkedQuote) -> tuple[str, str]:
    cue = one_line(quote.cue.of(source.text)) if quote.cue else ""
    return cue, setting_words(quote.setting.of(source.text)) if quote.setting else ""
