"""The view of an edition: the only way in which a page knows the site, and a record of what it read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from markupsafe import Markup
from msgspec import Struct, field

from builder.edition import facts
from builder.edition.brief_texts import BriefHead, BriefText, QuoteRef, Remarks, Utterance
from builder.edition.claims import Claims
from builder.edition.derivations import Derivation
from builder.edition.edition import Edition, TextPage
from builder.edition.entity_heads import EntityCounts, EntityHead, PlacedRole, Tied
from builder.edition.interface import Interface, interface_of
from builder.edition.quote_lines import QUOTE_LINES, QuoteLine
from builder.edition.quote_shelves import Shelf, ShelfLabel
from builder.edition.site_frame import SiteFrame, SiteWords
from builder.edition.timeline_parts import TimelinePart
from builder.edition.wording import one_line
from builder.model.annotations import EntityType
from builder.model.brief import LinkedMention
from builder.model.graph import RoleSeen, Tie
from builder.model.language_tags import foreign_language

T = TypeVar("T")

Read = tuple[str, ...]
"""A fact that was read: the name of its function in ``facts``, and its key."""


_OF_MARKDOWN: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        "text_page": bool,
        "text": bool,
        "remarks": lambda remarks: bool(remarks.notes or remarks.corrections),
    }
)
"""The facts that may have an editor's markup, each with a function that returns True if a value has."""


class View(Struct, frozen=True):
    """An edition as one page sees it.

    Attributes:
        edition: what is looked at; pages use the methods instead.
        reads: the facts read so far, in the order in which they were first read.
    """

    edition: Edition
    reads: dict[Read, None] = field(default_factory=dict)
    # A page reads these many times. Other values may be large: no page may hold all the briefs that it looks at.
    _entities: dict[str, EntityHead] = field(default_factory=dict)
    _words: list[SiteWords] = field(default_factory=list)

    def _read(self, fact: Callable[..., T], *key: str) -> T:
        self.reads[fact.__name__, *key] = None
        return fact(self.edition, *key)

    @property
    def holds_markdown(self) -> bool:
        """True if any fact that was read has markup of an editor's Markdown, or Markdown itself."""
        return self.edition.holds_markdown and any(
            read[0] in _OF_MARKDOWN and _OF_MARKDOWN[read[0]](facts.FACTS[read[0]](self.edition, *read[1:]))
            for read in self.reads
        )

    @property
    def words(self) -> SiteWords:
        """The editor's words about the site."""
        if not self._words:
            self._words.append(self._read(facts.words))
        return self._words[0]

    @property
    def interface(self) -> Interface:
        """The words of the interface."""
        return interface_of(self.words.language)

    def foreign(self, language: str | None) -> str | None:
        """Return the tag of a language if it is not that of the site; None if it is, or is not known."""
        if language is None or language == self.words.language:  # as of most briefs
            return None
        return foreign_language(language, self.words.language)

    @property
    def site_url(self) -> str | None:
        """The public address of the site."""
        return self._read(facts.site_url)

    @property
    def frame(self) -> SiteFrame:
        """What the frames of all pages have in common."""
        return self._read(facts.frame)

    @property
    def accent(self) -> str | None:
        """The accent as the editor wrote it; None without one."""
        return self._read(facts.accent)

    @property
    def claims(self) -> Claims:
        """What the pages may say of the site."""
        return self.frame.claims

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of all briefs, newest first, undated ones last."""
        return self._read(facts.slugs)

    @property
    def years(self) -> tuple[str, ...]:
        """The year of each brief in the order of ``slugs``; "" for undated ones."""
        return self._read(facts.years)

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The ids of all entities, sorted."""
        return self._read(facts.entity_ids)

    @property
    def types(self) -> tuple[EntityType, ...]:
        """The types of the site's entities, sorted."""
        return self._read(facts.types)

    @property
    def meetings(self) -> tuple[Tie, ...]:
        """The close ties of those who can meet."""
        return self._read(facts.meetings)

    @property
    def shelf_labels(self) -> tuple[ShelfLabel, ...]:
        """What is written on the pages of the quote index, in their order."""
        return self._read(facts.shelf_labels)

    def text_page(self, slug: str) -> TextPage:
        """Return a page of the editor's own."""
        return _known(self._read(facts.text_page, slug), slug)

    def brief(self, slug: str) -> BriefText:
        """Return a brief with its words.

        Raises:
            KeyError: if there is no such brief; so do the other methods.
        """
        return _known(self._read(facts.brief, slug), slug)

    def derived(self, derivation: Derivation[T], slugs: Iterable[str]) -> dict[str, T]:
        """Return what is made of some briefs alone, by slug."""
        wanted = tuple(slugs)
        self.reads.update(dict.fromkeys(("brief", slug) for slug in wanted))
        return self.edition.derived.of_briefs(derivation, wanted)

    def derived_of(self, derivation: Derivation[T], slugs: Iterable[str]) -> dict[str, T]:
        """Return what is made of some briefs alone, by slug, for a page that is not the only one to ask for them."""
        wanted = tuple(slugs)
        self.reads.update(dict.fromkeys(("brief", slug) for slug in wanted))
        return self.edition.derived.of_several(derivation, wanted)

    def derived_one(self, derivation: Derivation[T], slug: str) -> T:
        """Return what is made of one brief alone, for a page that is not the only one to ask for it."""
        self.reads["brief", slug] = None
        return self.edition.derived.of_brief(derivation, slug)

    def withdrawn(self, slug: str) -> str:
        """Return why a brief is no longer published."""
        return _known(self._read(facts.withdrawn, slug), slug)

    def brief_head(self, slug: str) -> BriefHead:
        """Return what links to a brief show."""
        return _known(self._read(facts.brief_head, slug), slug)

    def language_of(self, slug: str) -> str | None:
        """Return the tag of the language of a brief's article; None if it is not known, or there is no such brief."""
        head = self._read(facts.brief_head, slug)
        return None if head is None else head.language

    def changed(self, slug: str) -> str | None:
        """Return the ISO date of the day when a brief appeared or was last corrected; None if it has no date."""
        return self._read(facts.changed, slug)

    def remarks(self, slug: str) -> Remarks:
        """Return what editors say beside a brief."""
        return self._read(facts.remarks, slug)

    def quote_path(self, slug: str, quote_id: str) -> str:
        """Return the page of the quote index that shows a quote."""
        return dict(self._read(facts.quote_paths, slug))[quote_id]

    def quotes(self, quotes: Iterable[QuoteRef]) -> list[QuoteLine]:
        """Return quotes as lists show them."""
        wanted = tuple(quotes)
        # They are loaded at once; each is a fact of its own nevertheless.
        self.edition.derived.of_several(QUOTE_LINES, (one.slug for one in wanted))
        return [self.quote(one) for one in wanted]

    def quote(self, quote: QuoteRef) -> QuoteLine:
        """Return a quote as lists show it."""
        return _known(self._read(facts.quote, quote.slug, quote.quote_id), quote.quote_id)

    def roles_of_brief(self, slug: str) -> tuple[PlacedRole, ...]:
        """Return the roles that words of a brief give to the entities that it names."""
        return self._read(facts.roles_of_brief, slug)

    def ids_of_type(self, kind: EntityType) -> tuple[str, ...]:
        """Return the ids of the entities of a type, sorted."""
        return self._read(facts.ids_of_type, kind)

    def letters(self, kind: EntityType) -> Mapping[str, tuple[str, ...]]:
        """Return the A–Z of a type: its letters in order, each with the ids of its entities in order."""
        return dict(self._read(facts.letters, kind))

    def entity(self, entity_id: str) -> EntityHead:
        """Return an entity without its aliases and roles."""
        known = self._entities.get(entity_id)
        if known is None:
            # A large part of all that pages read, so it goes the shortest way.
            self.reads["entity", entity_id] = None
            known = self._entities[entity_id] = _known(facts.entity(self.edition, entity_id), entity_id)
        return known

    def aliases(self, entity_id: str) -> tuple[str, ...]:
        """Return the other forms of an entity's name."""
        return self._read(facts.aliases, entity_id)

    def roles(self, entity_id: str) -> tuple[RoleSeen, ...]:
        """Return all roles of an entity, the editor's first."""
        return self._read(facts.roles, entity_id)

    def roles_in(self, entity_id: str, slug: str) -> tuple[RoleSeen, ...]:
        """Return the roles that the editor and one brief give an entity of the brief."""
        return self._read(facts.brief_roles, slug)[entity_id]

    def placed_roles(self, entity_id: str) -> tuple[PlacedRole, ...]:
        """Return the roles of an entity that are words of a brief."""
        return self._read(facts.placed_roles, entity_id)

    def role(self, entity_id: str, slug: str) -> str | None:
        """Return what an entity of a brief is: the editor's word first, else what the brief says, else None."""
        found = self.roles_in(entity_id, slug)
        return one_line(found[0].text) if found else None

    def first_role(self, entity_id: str) -> str | None:
        """Return the words of the first of an entity's roles, or None."""
        found = self._read(facts.first_role, entity_id)
        return None if found is None else found[0]

    def first_role_language(self, entity_id: str) -> str | None:
        """Return the tag of the language of those words; None if it is that of the site."""
        found = self._read(facts.first_role, entity_id)
        return None if found is None else self.foreign(found[1])

    def text(self, entity_id: str) -> Markup | None:
        """Return what the editor writes about an entity, or None."""
        html = self._read(facts.text, entity_id)
        return None if html is None else Markup(html)  # noqa: S704 - it was sanitized when the edition was made

    def opening(self, entity_id: str) -> str | None:
        """Return the first sentence of what the editor writes about an entity, or None."""
        return self._read(facts.opening, entity_id)

    def mention_counts(self, entity_id: str) -> tuple[tuple[str, int], ...]:
        """Return the slugs of the briefs that name an entity, newest first, with the number of its mentions there."""
        return self._read(facts.mention_counts, entity_id)

    def slugs_of(self, entity_id: str) -> tuple[str, ...]:
        """Return the slugs of the briefs that name an entity, newest first."""
        return self._read(facts.slugs_of, entity_id)

    def counts(self, entity_id: str) -> EntityCounts:
        """Return how many briefs name an entity, how often, and how many quotes it says."""
        return self._read(facts.counts, entity_id)

    def said(self, entity_id: str) -> tuple[QuoteRef, ...]:
        """Return the quotes credited to an entity, newest brief first."""
        return self._read(facts.said, entity_id)

    def about(self, entity_id: str) -> tuple[QuoteRef, ...]:
        """Return the quotes of others that mention an entity, newest brief first."""
        return self._read(facts.about, entity_id)

    def utterances(self, quotes: Iterable[QuoteRef]) -> list[Utterance]:
        """Return quotes with the briefs that hold them."""
        return [self._utterance(quote) for quote in quotes]

    def coined(self, entity_id: str) -> list[tuple[BriefText, LinkedMention]]:
        """Return the terms that an entity coined with their briefs, newest first."""
        found = self._read(facts.coined, entity_id)
        sources = [(self.brief(term.slug), term.mention_i) for term in found]
        return [(source, source.brief.mentions[mention_i]) for source, mention_i in sources]

    def ties(self, entity_id: str) -> tuple[Tied, ...]:
        """Return who and what appears with an entity: ids, each with the number of sentences and of briefs."""
        return self._read(facts.ties, entity_id)

    def close_pairs(self, entity_ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return the pairs of entities with a close tie, in the order in which the entities are given."""
        return self._read(facts.close_pairs, *entity_ids)

    def teams(self, place_id: str) -> tuple[str, ...]:
        """Return the ids of the teams that bear the name of a place."""
        return self._read(facts.teams, place_id)

    def speaker_path(self, entity_id: str) -> tuple[str, str] | None:
        """Return the page of the quote index on which a speaker's quotes begin, with their anchor there, or None."""
        return self._read(facts.speaker_path, entity_id)

    def shelf(self, path: str) -> Shelf:
        """Return a page of the quote index."""
        return _known(self._read(facts.shelf, path), path)

    def timeline_part(self, path: str) -> TimelinePart:
        """Return a page of the timeline."""
        return _known(self._read(facts.timeline_part, path), path)

    def _utterance(self, quote: QuoteRef) -> Utterance:
        source = self.brief(quote.slug)
        return Utterance(source, source.said[quote.quote_id])


def _known(value: T | None, key: str) -> T:
    if value is None:
        raise KeyError(key)
    return value
