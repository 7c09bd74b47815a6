"""Plans: what a decision does, as edits of the editor's files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from builder.desk import brief_edits, entity_edits, note_edits
from builder.desk.brief_edits import ArticleSight
from builder.desk.decisions import (
    Correct,
    Credit,
    Decision,
    Distinct,
    Entry,
    Ignore,
    Merge,
    Missed,
    Named,
    NewEntity,
    Note,
    Quoted,
    Renewed,
    Retype,
    Selection,
    Setting,
    Split,
)
from builder.desk.desk_errors import ConflictError, DeskError
from builder.desk.entity_planning import EntityPlanner
from builder.desk.fix_words import place_of
from builder.desk.known_entities import KnownEntities
from builder.desk.plan import Edit, Move, Plan
from builder.desk.site_sight import BriefSeen, SiteSight
from builder.desk.text_moves import text_moves
from builder.edition.interface import interface_of
from builder.graph.text_search import ArticleSearch
from builder.model.editorial import Content
from builder.model.shortening import shorten
from builder.model.span import Span
from builder.read.reader import read_seed
from builder.read.seed_files import find_seeds, load_seed, relative_path
from builder.read.seed_names import seed_id_of


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
        self._known = KnownEntities(sight, content.entities)
        entities = EntityPlanner(self._known, content)
        self._plans: dict[type, Callable[[Any], Plan]] = {
            Quoted: self._quoted,
            Missed: self._missed,
            Named: self._named,
            Merge: entities.merged,
            Split: entities.split,
            Distinct: entities.distinct,
            Entry: entities.entry,
            Ignore: entities.ignored,
            Retype: entities.retyped,
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
        plan = self._plans[type(decision)](decision)
        brief = self._sight.brief(getattr(decision, "brief", ""))
        # A message begins with the meaning.
        meaning = plan.meaning[:1].upper() + plan.meaning[1:]
        return replace(plan, meaning=meaning, about=brief.headline if brief is not None else "")

    def _noted(self, decision: Note) -> Plan:
        brief, sight = self._brief(decision.brief)
        span = _selected(sight, decision.selection)
        edit = partial(note_edits.with_note, sight=sight, span=span, note=decision.text)
        return Plan({f"content/notes/{brief.id}.md": edit}, f"A note on “{_shown(sight, [span])}”")

    def _corrected(self, decision: Correct) -> Plan:
        brief, _ = self._brief(decision.brief)
        edit = partial(brief_edits.with_correction, decision=decision)
        if decision.seen is None:
            return Plan({_file_of(brief): edit}, f"A correction of {_day(decision.date)}")
        done = "changed" if decision.text.strip() else "removed"
        return Plan({_file_of(brief): edit}, f"The correction of {_day(decision.seen.date)} is {done}")

    def _set(self, decision: Setting) -> Plan:
        brief, _ = self._brief(decision.brief)
        edit = partial(brief_edits.with_setting, decision=decision)
        return Plan({_file_of(brief): edit}, f"Another {decision.key} for “{shorten(brief.headline)}”")

    def _quoted(self, decision: Quoted) -> Plan:
        brief, sight = self._brief(decision.brief)
        quote = next((one for one in brief.quotes if one.id == decision.quote), None)
        if quote is None:
            raise ConflictError("The brief no longer has this quote.", "Wait for the page to reload.")
        words = _shown(sight, quote.shown)
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
            name_of=self._known.names(),
        )
        meaning = (
            f"“{words}” is not a quote"
            if credit is None
            else f"{_confirmed(decision)}{self._speakers(credit, decision.new)} said “{words}”"
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
        moves: Sequence[Move] = ()
        if decision.new is not None:
            made, entity_id = self._known.made(
                decision.new,
                brief=decision.brief if decision.everywhere else "",
                words=" ".join(decision.selection.words.split()),
            )
            kind = entity_edits.entity_type(decision.new.type)
            moves = text_moves(self._content.texts, (entity_id,), entity_id, kind)
            choice: dict[str, str | bool] = {kind.value: entity_id}
            name = self._known.names(entity_id, decision.new)(entity_id)
            meaning = f"“{words}” is a new {decision.new.type}, {name}"
        elif decision.entity:
            entity = self._known.entity(decision.entity)
            choice = {entity.type: entity.id}
            meaning = f"{_confirmed(decision)}“{words}” is {self._known.names()(entity.id)}"
        else:
            where = "in this brief" if decision.everywhere else "at this place"
            choice, meaning = {"drop": True}, f"“{words}” is not a name {where}"
        edit = partial(
            brief_edits.with_name, sight=sight, span=span, choice=choice, everywhere=decision.everywhere
        )
        return Plan({**made, _file_of(brief): edit}, meaning, moves=moves)

    def _renewed(self, decision: Renewed) -> Plan:
        brief, sight = self._brief(decision.brief)
        edit = partial(brief_edits.with_renewed, sight=sight, decision=decision)
        words = shorten(decision.words)
        meaning = f"What was decided about “{words}” is for “{shorten(decision.now)}” now"
        if not decision.now.strip():
            meaning = f"What was decided about “{words}” no longer counts"
        return Plan({_file_of(brief): edit}, meaning)

    def _credited(self, credit: Credit, new: NewEntity | None) -> tuple[dict[str, Edit], Credit]:
        """Return the edits that make a new speaker, and the credit with the ids of all."""
        if new is None:
            for speaker in credit.speakers:
                self._known.entity(speaker)
            return {}, credit
        made, entity_id = self._known.made(new)
        return made, Credit((*credit.speakers, entity_id))

    def _speakers(self, credit: Credit, new: NewEntity | None) -> str:
        """Return who a credit names, in words. The last speaker is the new one, if there is a new one."""
        names = self._known.names(credit.speakers[-1] if credit.speakers else "", new)
        return " and ".join(map(names, credit.speakers)) or " ".join(credit.source.split()) or "Someone"

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


def _confirmed(decision: Quoted | Named) -> str:
    return "Confirmed: " if decision.confirms else ""


def _day(iso: str) -> str:
    """Return a day as pages show it."""
    words = interface_of("en").date(iso)
    return words.words if words is not None else iso


def _shown(sight: ArticleSight, spans: Sequence[Span]) -> str:
    return shorten(" … ".join(span.one_line(sight.article.text) for span in spans).rstrip(",;"))


def _file_of(brief: BriefSeen) -> str:
    return f"content/briefs/{brief.id}.yaml"
