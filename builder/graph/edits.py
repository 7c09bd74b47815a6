"""Edits of single articles: the editor's fixes, checked against the text and the site's entities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.content.entity_sections import SECTION_OF
from builder.graph.article_errors import report_errors_of
from builder.graph.mention_fixes import MentionDecisions, decide_mentions
from builder.graph.slugs import slug_of
from builder.graph.text_search import ArticleSearch
from builder.model.annotations import PAGE_TYPES, Annotations, DocumentEntity, EntityType
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, error
from builder.model.editorial import BriefSettings, Content, MentionFix, QuoteFix
from builder.model.entity_entries import EntityEntry, EntityRules
from builder.schema.suggestion import Suggestions

_LISTED = 8
"""The people of an article that the error of an unknown speaker lists, at most."""

UNEDITED = BriefSettings(path="")
"""Settings of a brief that has no file of the editor's."""


class ArticleEdits(Struct, frozen=True):
    """The editor's fixes of one article.

    Attributes:
        search: over the text of the article.
        settings: with the fixes that can be applied.
        decisions: on its mentions.
    """

    article: Article
    search: ArticleSearch
    settings: BriefSettings
    decisions: MentionDecisions

    def entities_left(self, found: Annotations) -> dict[str, DocumentEntity]:
        """Return the entities of the article by key, without those of which fixes drop every mention.

        An alias is left out if every mention with that spelling is dropped.
        """
        kept: dict[str, set[str]] = {}
        lost: dict[str, set[str]] = {}
        for mention in found.mentions:
            if mention.entity is not None:
                forms = lost if mention.span in self.decisions.dropped else kept
                forms.setdefault(mention.entity, set()).add(mention.span.one_line(self.article.text))
        return {
            entity.key: replace(
                entity,
                aliases=tuple(
                    form
                    for form in entity.aliases
                    if form in kept[entity.key] or form not in lost.get(entity.key, ())
                ),
            )
            for entity in found.entities
            if entity.key in kept or entity.key not in lost
        }

    def ids_after_fixes(
        self, keys: Mapping[str, tuple[str, EntityType]], found: Annotations
    ) -> dict[str, tuple[str, EntityType]]:
        """Return the site's id and type of each entity of the article after the fixes.

        An entity follows its mentions: if fixes give all of them to one other entity, it becomes that entity.

        Args:
            keys: the site's id and type before the fixes, by key.
            found: the machine's annotations.
        """
        moved: dict[str, set[MentionFix | None]] = {}
        for mention in found.mentions:
            if mention.entity is not None and mention.span not in self.decisions.dropped:
                moved.setdefault(mention.entity, set()).add(self.decisions.replacement(mention))
        own = dict(keys)
        for key, fixes in moved.items():
            targets = {(fix.entity_id, fix.type) if fix is not None else (None, None) for fix in fixes}
            entity_id, kind = targets.pop()
            if not targets and entity_id is not None and kind in PAGE_TYPES:
                own[key] = (entity_id, kind)
        return own


def gather_edits(
    articles: Mapping[str, Article], annotations: Mapping[str, Annotations], content: Content
) -> tuple[dict[str, ArticleEdits], list[Diagnostic]]:
    """Return the edits by seed id, for articles that have any, and what is wrong with those that do not match."""
    entries = content.entities.entries
    spellings = {form for entry in entries for form in (entry.name, *entry.aliases) if form}
    edits: dict[str, ArticleEdits] = {}
    problems: list[Diagnostic] = []
    for seed_id, settings in sorted(content.briefs.items()):
        if seed_id not in articles or not (settings.quote_fixes or settings.mention_fixes):
            continue
        article = articles[seed_id]
        with report_errors_of(article):
            search = ArticleSearch(article)
            found = annotations[seed_id].mentions
            decisions, undecided = decide_mentions(article, search, found, settings, spellings)
            problems += undecided
            edits[seed_id] = ArticleEdits(article, search, settings, decisions)
    return edits, problems


def settle_edits(
    edits: Mapping[str, ArticleEdits],
    types: Mapping[str, EntityType],
    rules: EntityRules,
    named: Mapping[str, Sequence[str]],
) -> tuple[dict[str, ArticleEdits], list[Diagnostic]]:
    """Resolve the entity ids of all fixes; a fix with an unknown id is left out.

    Args:
        edits: by seed id.
        types: of all entities of the site, by id.
        rules: the editor's, whose merges may replace the id in a fix.
        named: the ids of the entities of each article, by seed id.

    Returns:
        The edits by seed id, and an error for each fix that is left out.
    """
    problems: list[Diagnostic] = []
    suggestions = _by_type(types)
    rules = replace(rules, merge={gone: kept for gone, kept in rules.merge.items() if kept in types})
    settled = {}
    for seed_id, one in edits.items():
        path = one.settings.path
        given = {}
        for span, fix in one.decisions.given.items():
            own = _settled_mention(fix, fix.path or path, types, rules, suggestions, problems)
            if own is not None:
                given[span] = own
        # A fix whose words are gone may be of a speaker who is gone with them: it is warned about when it is applied.
        quotes = [
            fix
            if not one.search.find(fix.text)
            else _settled_quote(
                fix, fix.path or path, types, rules, suggestions[None], named.get(seed_id, ()), problems
            )
            for fix in one.settings.quote_fixes
        ]
        settings = replace(one.settings, quote_fixes=tuple(fix for fix in quotes if fix is not None))
        settled[seed_id] = replace(one, settings=settings, decisions=one.decisions.with_given(given))
    return settled, list(dict.fromkeys(problems))


def made_on_the_spot(
    edits: Mapping[str, ArticleEdits], types: Mapping[str, EntityType], merge: Mapping[str, str]
) -> dict[str, EntityEntry]:
    """Return the entities that fixes make, as entries, by id: no other has the id, and it is the slug of the words.

    Args:
        edits: by seed id.
        types: of all other entities, by id.
        merge: the editor's merges.
    """
    made: dict[str, EntityEntry] = {}
    for one in edits.values():
        for span, fix in sorted(one.decisions.given.items()):
            entity_id = fix.entity_id or ""
            if fix.type not in PAGE_TYPES or entity_id in types or entity_id in merge or entity_id in made:
                continue
            name = span.one_line(one.article.text)
            if slug_of(name, fallback="") == entity_id:
                made[entity_id] = EntityEntry(entity_id, fix.type, fix.line, name=name)
    return made


def _by_type(types: Mapping[str, EntityType]) -> dict[EntityType | None, Suggestions]:
    """Return suggestions for ids: those of each type, and under None those of all types."""
    ids = {kind: [known for known, own in types.items() if own is kind] for kind in EntityType}
    return {None: Suggestions(types), **{kind: Suggestions(found) for kind, found in ids.items()}}


def _settled_mention(
    fix: MentionFix,
    path: str,
    types: Mapping[str, EntityType],
    rules: EntityRules,
    suggestions: Mapping[EntityType | None, Suggestions],
    problems: list[Diagnostic],
) -> MentionFix | None:
    """Return a fix of mentions with the id after merges; None, with an error, if no entity of its type has that id."""
    entity_id = rules.merge.get(fix.entity_id or "", fix.entity_id or "")
    kind = types.get(entity_id)
    if kind is not None and (kind is fix.type or fix.type is EntityType.TERM):
        return replace(fix, entity_id=entity_id)
    if kind is not None:
        message = f"`{entity_id}` is not of the type {fix.type}, but of the type {kind}."
        problems.append(error(path, fix.line, message, f"Write “{kind}: {entity_id}”."))
    elif fix.type is not None:
        is_term = fix.type is EntityType.TERM
        remedy = (
            f"Add {'who coined it' if is_term else f'it under `{SECTION_OF[fix.type]}`'} in {rules.path}."
        )
        known = suggestions[None if is_term else fix.type]
        problems.append(_unknown(path, fix.line, entity_id, known, remedy))
    return None


def _settled_quote(
    fix: QuoteFix,
    path: str,
    types: Mapping[str, EntityType],
    rules: EntityRules,
    suggestions: Suggestions,
    named: Sequence[str],
    problems: list[Diagnostic],
) -> QuoteFix | None:
    """Return a fix of a quote with the ids after merges; None, with an error, if a speaker is unknown."""
    persons = [one for one in named if types.get(one) is EntityType.PERSON]
    listed = ", ".join(f"`{one}`" for one in persons[:_LISTED]) + (" …" if len(persons) > _LISTED else "")
    others = f" The people of this article: {listed}." if listed else ""
    remedy = f"Add the speaker to {rules.path}."
    speakers = [rules.merge.get(speaker_id, speaker_id) for speaker_id in fix.speakers]
    unknown = [speaker_id for speaker_id in speakers if speaker_id not in types]
    problems += (_unknown(path, fix.line, speaker_id, suggestions, remedy, others) for speaker_id in unknown)
    return None if unknown else replace(fix, speakers=tuple(dict.fromkeys(speakers)))


def _unknown(
    path: str, line: int, entity_id: str, suggestions: Suggestions, remedy: str, others: str = ""
) -> Diagnostic:
    nearest = suggestions.nearest(entity_id)
    hint = (f"Did you mean `{nearest}`?" if nearest else remedy) + others
    return error(path, line, f"No article and no entry has an entity with the id `{entity_id}`.", hint)
