"""Plans: what a decision does, as edits of the editor's files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from builder.desk import brief_edits, entity_edits, note_edits
from builder.desk.brief_edits import ArticleSight
from builder.desk.decisions import (
    Correct,
    Credit,
    Decision,
    Distinct,
    Entry,
    Merge,
    Missed,
    Named,
    NewEntity,
    Note,
    Quoted,
    Renewed,
    Selection,
    Setting,
    Split,
)
from builder.desk.desk_errors import ConflictError, DeskError
from builder.desk.fix_words import place_of
from builder.desk.shown_names import ShownNames
from builder.desk.site_sight import BriefSeen, EntitySeen, SiteSight
from builder.graph.slugs import slug_of
from builder.graph.text_search import ArticleSearch
from builder.model.editorial import Content
from builder.model.shortening import shorten
from builder.model.span import Span
from builder.read.reader import read_seed, seed_id_of
from builder.read.seed_files import find_seeds, load_seed, relative_path

Edit = Callable[[str], str]
"""A function that returns the new text of a file from its old one, "" for one that does not exist."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a decision does: edits of files, by path, and its meaning in words."""

    edits: Mapping[str, Edit]
    meaning: str


class Planner:
    """Plans decisions on a site.

    Args:
        root: the site's folder.
        sight: the site that the preview shows.
        content: the editor's files.
    """

    def __init__(self, root: Path, sight: SiteSight, content: Content) -> None:
        self._root = root
        self._sight = sight
        self._content = content
        self._plans: dict[type, Callable[[Any], Plan]] = {
            Quoted: self._quoted,
            Missed: self._missed,
            Named: self._named,
            Merge: self._merged,
            Split: self._split,
            Distinct: self._distinct,
            Entry: self._entry,
            Renewed: self._renewed,
            Note: self._noted,
            Correct: self._corrected,
            Setting: self._set,
        }

    def plan(self, decision: Decision) -> Plan:
        """Return what a decision does.

        Raises:
            DeskError: if the site or the article does not have what it is about.
        """
        return self._plans[type(decision)](decision)

    def _noted(self, decision: Note) -> Plan:
        brief, sight = self._brief(decision.brief)
        span = _selected(sight, decision.selection)
        edit = partial(note_edits.with_note, sight=sight, span=span, note=decision.text)
        return Plan({f"content/notes/{brief.id}.md": edit}, f"A note on “{_shown(sight, [span])}”")

    def _corrected(self, decision: Correct) -> Plan:
        brief, _ = self._brief(decision.brief)
        edit = partial(brief_edits.with_correction, decision=decision)
        return Plan({_file_of(brief): edit}, f"A correction of {decision.date}")

    def _set(self, decision: Setting) -> Plan:
        brief, _ = self._brief(decision.brief)
        edit = partial(brief_edits.with_setting, decision=decision)
        return Plan({_file_of(brief): edit}, f"Another {decision.key} for “{shorten(brief.headline)}”")

    def _quoted(self, decision: Quoted) -> Plan:
        brief, sight = self._brief(decision.brief)
        quote = next((one for one in brief.quotes if one.id == decision.quote), None)
        if quote is None:
            raise ConflictError("The brief no longer has this quote.", "Wait for the page to reload.")
        words = _shown(sight, quote.spans)
        if decision.forgets:
            undo = partial(brief_edits.without_credit, sight=sight, content=quote.spans)
            return Plan({_file_of(brief): undo}, f"The machine decides again who said “{words}”")
        made, credit = (
            ({}, None) if decision.credit is None else self._credited(decision.credit, decision.new)
        )
        edit = partial(
            brief_edits.with_credit,
            sight=sight,
            content=quote.spans,
            credit=credit,
            seen=decision.seen,
            is_fixed=decision.is_fixed,
            merge=self._content.entities.merge,
            name_of=self._names(),
        )
        meaning = (
            f"“{words}” is not a quote"
            if credit is None
            else f"{self._speakers(credit, decision.new)} said “{words}”"
        )
        return Plan({**made, _file_of(brief): edit}, meaning)

    def _missed(self, decision: Missed) -> Plan:
        brief, sight = self._brief(decision.brief)
        made, credit = self._credited(decision.credit, decision.new)
        words = decision.selection.words
        edit = partial(brief_edits.with_missed_quote, sight=sight, words=words, credit=credit)
        meaning = f"{self._speakers(credit, decision.new)} said “{shorten(words)}”"
        return Plan({**made, _file_of(brief): edit}, meaning)

    def _named(self, decision: Named) -> Plan:
        brief, sight = self._brief(decision.brief)
        span = _selected(sight, decision.selection)
        words = shorten(decision.selection.words)
        if decision.forgets:
            undo = partial(brief_edits.without_name, sight=sight, span=span)
            return Plan({_file_of(brief): undo}, f"The machine decides again what “{words}” is")
        made: dict[str, Edit] = {}
        if decision.new is not None:
            made, entity_id = self._made(decision.new)
            choice: dict[str, str | bool] = {entity_edits.entity_type(decision.new.type).value: entity_id}
            name = self._names(entity_id, decision.new)(entity_id)
            meaning = f"“{words}” is a new {decision.new.type}, {name}"
        elif decision.entity:
            entity = self._entity(decision.entity)
            choice, meaning = {entity.type: entity.id}, f"“{words}” is {self._names()(entity.id)}"
        else:
            choice, meaning = {"drop": True}, f"“{words}” names nothing"
        edit = partial(
            brief_edits.with_name, sight=sight, span=span, choice=choice, everywhere=decision.everywhere
        )
        return Plan({**made, _file_of(brief): edit}, meaning)

    def _renewed(self, decision: Renewed) -> Plan:
        brief, sight = self._brief(decision.brief)
        edit = partial(brief_edits.with_renewed, sight=sight, decision=decision)
        words = shorten(decision.words)
        meaning = f"What was decided about “{words}” is for “{shorten(decision.now)}” now"
        if not decision.now.strip():
            meaning = f"What was decided about “{words}” no longer counts"
        return Plan({_file_of(brief): edit}, meaning)

    def _merged(self, decision: Merge) -> Plan:
        gone, kept = self._entity(decision.gone), self._entity(decision.kept)
        kind, names = entity_edits.entity_type(kept.type), self._names()
        edit = partial(entity_edits.with_merge, gone=gone.id, kept=kept.id, kind=kind, name_of=names)
        meaning = f"The page of {names(gone.id)} is now that of {names(kept.id)}"
        return Plan({entity_edits.PATH: edit}, meaning)

    def _split(self, decision: Split) -> Plan:
        entity = self._entity(decision.entity)
        made: dict[str, Edit] = {}
        if decision.new is not None:
            made, other = self._made(decision.new)
        else:
            other = self._entity(decision.other).id
        names = self._names(other, decision.new)
        split = partial(
            entity_edits.with_split, entity_id=entity.id, briefs=decision.briefs, other=other, name_of=names
        )
        number = len(decision.briefs)
        meaning = f"{names(entity.id)} is {names(other)} in {number} brief{'s' if number > 1 else ''}"
        return Plan({entity_edits.PATH: _in_turn(*made.values(), split)}, meaning)

    def _distinct(self, decision: Distinct) -> Plan:
        found = [self._entity(one) for one in decision.entities]
        confirmed = [(one.id, entity_edits.entity_type(one.type), one.name) for one in found]
        edits: list[Edit] = [partial(entity_edits.with_confirmed, entities=confirmed)]
        if len(found) == 2 and found[0].name.casefold() == found[1].name.casefold():
            edits.append(self._told_apart(*found))
        edit = _in_turn(*edits)
        names = " and ".join(map(self._names(), decision.entities))
        meaning = f"{names} are different" if len(found) > 1 else f"{names} is right"
        return Plan({entity_edits.PATH: edit}, meaning)

    def _told_apart(self, one: EntitySeen, other: EntitySeen) -> Edit:
        """Return the edit that says in which briefs a name means which of two entities that have it."""
        # A name in an entry means one entity: of the two the one whose id it is.
        if slug_of(other.name, fallback="") == other.id:
            one, other = other, one
        briefs = [brief for brief in other.briefs if brief not in one.briefs]
        return partial(
            entity_edits.with_split, entity_id=one.id, briefs=briefs, other=other.id, name_of=self._names()
        )

    def _entry(self, decision: Entry) -> Plan:
        entity = self._entity(decision.entity)
        values = {
            key: " ".join(one.split()) for key in ("name", "role") if (one := getattr(decision, key)).strip()
        }
        if not values:
            raise DeskError("Nothing is changed.", "Write a name or a role.")
        edit = partial(
            entity_edits.with_entry,
            entity_id=entity.id,
            kind=entity_edits.entity_type(entity.type),
            values=values,
        )
        meaning = ", ".join(f"{key} “{value}”" for key, value in values.items())
        return Plan({entity_edits.PATH: edit}, f"{self._names()(entity.id)}: {meaning}")

    def _credited(self, credit: Credit, new: NewEntity | None) -> tuple[dict[str, Edit], Credit]:
        """Return the edits that make a new speaker, and the credit with the ids of all."""
        if new is None:
            for speaker in credit.speakers:
                self._entity(speaker)
            return {}, credit
        made, entity_id = self._made(new)
        return made, Credit((*credit.speakers, entity_id))

    def _made(self, new: NewEntity) -> tuple[dict[str, Edit], str]:
        """Return the edit that makes a new entity, and its id."""
        kind = entity_edits.entity_type(new.type)
        name = " ".join(new.name.split())
        if not name:
            raise DeskError("The new page has no name.", "Write one.")
        entity_id = entity_edits.id_of_new(name, kind, self._sight.entities().keys())
        edit = partial(entity_edits.with_entry, entity_id=entity_id, kind=kind, values={"name": name})
        return {entity_edits.PATH: edit}, entity_id

    def _names(self, new_id: str = "", new: NewEntity | None = None) -> ShownNames:
        """Return the names of all entities, and of a new one."""
        made = {} if new is None else {new_id: " ".join(new.name.split())}
        return ShownNames(self._sight.entities(), made)

    def _speakers(self, credit: Credit, new: NewEntity | None) -> str:
        """Return who a credit names, in words. The last speaker is the new one, if there is a new one."""
        names = self._names(credit.speakers[-1] if credit.speakers else "", new)
        return " and ".join(map(names, credit.speakers)) or " ".join(credit.source.split()) or "Someone"

    def _entity(self, entity_id: str) -> EntitySeen:
        found = self._sight.entities().get(entity_id)
        if found is None:
            raise DeskError(
                f"The site has no page with the id {entity_id!r}.", "Wait for the page to reload."
            )
        return found

    def _brief(self, slug: str) -> tuple[BriefSeen, ArticleSight]:
        """Return a brief and its article.

        Raises:
            DeskError: if the site does not have it, or its seed cannot be read.
        """
        brief = self._sight.brief(slug)
        if brief is None:
            raise DeskError(f"The site has no brief {slug!r}.", "Wait for the page to reload.")
        for seed in find_seeds(self._root)[0]:
            if seed_id_of(seed.name) == brief.id:
                data, _ = load_seed(seed, self._root)
                path = relative_path(seed, self._root)
                article = (
                    read_seed(data, path=path, boilerplate=self._content.site.boilerplate)[0]
                    if data is not None
                    else None
                )
                if article is not None:
                    return brief, ArticleSight(article, ArticleSearch(article))
        raise DeskError(f"The seed of {slug!r} cannot be read.", "Look at the messages of the build.")


def _in_turn(*edits: Edit) -> Edit:
    """Return an edit that makes several, one after the other."""

    def edit(text: str) -> str:
        for one in edits:
            text = one(text)
        return text

    return edit


def _selected(sight: ArticleSight, selection: Selection) -> Span:
    span = place_of(
        sight.search,
        sight.article,
        selection.words,
        paragraph=selection.paragraph,
        number=selection.number,
    )
    if span is None:
        raise DeskError(
            f"“{shorten(selection.words)}” is not in the story, or it is not clear which place is meant.",
            "Select whole words of one paragraph.",
        )
    return span


def _shown(sight: ArticleSight, spans: Sequence[Span]) -> str:
    return shorten(" … ".join(span.one_line(sight.article.text) for span in spans).rstrip(",;"))


def _file_of(brief: BriefSeen) -> str:
    return f"content/briefs/{brief.id}.yaml"
