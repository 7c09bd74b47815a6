"""All quotes as one compact script: what the filters of the quote index look through.

A script, because a page that was opened as a file may load one, and may not read a JSON file.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from msgspec import Struct, field

from builder.codec import Codec
from builder.edition import urls
from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.derivations import Derivation
from builder.edition.interface import Interface
from builder.edition.quote_lines import quote_line
from builder.edition.view import View
from builder.edition.wording import capitalize, one_line
from builder.model.annotations import QuoteKind
from builder.pages.compact_json import compact_json, json_rows
from builder.pages.links import is_uncertain
from builder.pages.page import DataFile

VARIABLE = "newsglossQuotes"
"""The global variable that holds the data once the script has run."""

Row: TypeAlias = "list[str | int | list[int]]"


class _Numbers(Struct):
    """Values that rows refer to, numbered in the order in which they first come."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, value: str) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


class _Part(NamedTuple):
    """What the row of a quote has from its brief: ``by`` names its source if that is not an entity."""

    kind: QuoteKind
    by: str
    rest: tuple[str, str, str, int]


class _Quoted(Struct, frozen=True, array_like=True):
    """A brief as the script has it: its own row, and the parts of the rows of its quotes, by id.

    Attributes:
        languages: the tags of the languages of its words and of its headline, if they are known.
    """

    row: tuple[str, ...]
    languages: tuple[str | None, str | None]
    quotes: dict[str, _Part]


def quotes_script(view: View) -> DataFile:
    """All quotes in the order of the index.

    ``speakers`` has id, name, type and page of each; ``briefs``, newest first, slug, headline, ISO date or "", date
    in words, page and author, and of a brief in another language than the site's the tags of the languages of its words
    and its headline, or "". ``rows`` has of each quote: number of its brief, id, number of its kind, number of its
    page, its speakers' numbers or a source's words, its own words, cue, setting, and 1 where its speaker is uncertain.
    """
    kinds = {kind: number for number, kind in enumerate(QuoteKind)}
    pages, speakers = _Numbers(), _Numbers()
    quoted = view.derived(QUOTED, view.slugs)
    briefs = {slug: one for slug, one in quoted.items() if one.quotes}
    brief_numbers = {slug: number for number, slug in enumerate(briefs)}
    rows: list[Row] = []
    interface = view.interface
    for label in view.shelf_labels:
        page = pages.of(label.path)
        for group in view.shelf(label.path).groups:
            numbers = [speakers.of(entity_id) for entity_id in group.speaker_ids]
            for said in group.quotes:
                part = briefs[said.slug].quotes[said.quote_id]
                by = numbers or part.by
                rest = _rest(interface, part)
                rows.append([brief_numbers[said.slug], said.quote_id, kinds[part.kind], page, by, *rest])
    content = {
        "kinds": [kind.value for kind in QuoteKind],
        "pages": [urls.relative_url(urls.HOME, path) for path in pages.numbers],
        "speakers": [_speaker(view, entity_id) for entity_id in speakers.numbers],
        "briefs": [_finished(view, one) for one in briefs.values()],
    }
    head = compact_json(content).removesuffix("}").encode("utf-8", "replace")
    script = (f"window.{VARIABLE}=".encode(), head, b',"rows":[\n', json_rows(rows), b"\n]};\n")
    return DataFile(urls.QUOTES_SCRIPT, b"".join(script))


def _speaker(view: View, entity_id: str) -> list[str]:
    entity = view.entity(entity_id)
    url = urls.relative_url(urls.HOME, urls.entity_path(entity.type, entity.id))
    return [entity.id, entity.name, entity.type.value, url]


def _quoted(source: BriefText) -> _Quoted:
    languages = source.brief.language, source.brief.headline_language
    return _Quoted(_brief(source), languages, _parts(source))


QUOTED = Derivation(_quoted, Codec(_Quoted))


def _brief(source: BriefText) -> tuple[str, ...]:
    brief = source.brief
    url = urls.relative_url(urls.HOME, urls.brief_path(brief.slug))
    author = brief.author or ""
    return brief.slug, brief.headline, brief.date or "", url, author


def _finished(view: View, quoted: _Quoted) -> tuple[str, ...]:
    """Return the row of a brief, which is made of the brief alone, with what the language of the site decides."""
    slug, headline, iso, *rest = quoted.row
    date = view.interface.date(iso or None)
    foreign = tuple(view.foreign(language) or "" for language in quoted.languages)
    return slug, headline, iso, date.words if date else "", *rest, *(foreign if any(foreign) else ())


def _rest(interface: Interface, part: _Part) -> tuple[str, str, str, int]:
    """Return the end of a quote's row, its words in the quotation marks of the site."""
    words, cue, setting, is_unsure = part.rest
    return interface.quoted(words), cue, setting, is_unsure


def _parts(source: BriefText) -> dict[str, _Part]:
    """Return the parts of the rows of a brief's quotes that follow from the brief alone, by id."""
    found = {}
    for quote in source.brief.quotes:
        line = quote_line(Utterance(source, quote))
        by = capitalize(one_line(line.speaker_text)) if line.speaker_text else ""
        rest = (line.words, line.cue or "", line.setting or "", int(is_uncertain(line)))
        found[quote.id] = _Part(line.kind, by, rest)
    return found
