"""Decisions of the editor's that match nothing: entries, merges, texts and ignored spellings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from builder.content.entity_sections import SECTION_OF
from builder.graph.entry_forms import title_only
from builder.model.diagnostic import Diagnostic, error, note, warning
from builder.model.editorial import Content
from builder.model.entity_entries import EntityRules
from builder.model.graph import Entity
from builder.schema.suggestion import Suggestions


def unmatched_entries(
    entities: Mapping[str, Entity],
    content: Content,
    *,
    unread: Collection[str] = (),
    is_partial: bool = False,
) -> tuple[Diagnostic, ...]:
    """Return what has no effect, in the order of the files.

    A merge into an id that nothing has is an error, since the entity would move to it; all else is a warning. If
    briefs are held back, they may be what is meant: then nothing is worse than a note.

    Args:
        entities: of the site, by id.
        content: the editor's files.
        unread: the ignored spellings that no article has.
        is_partial: True if briefs are held back.
    """
    found = tuple(_problems(entities, content, unread))
    if not is_partial:
        return found
    return tuple(note(one.path, one.line, one.message, one.hint) for one in found)


def known_merges(rules: EntityRules, found: Collection[str]) -> Mapping[str, str]:
    """Return the merges into ids that exist: a merge into a misspelt one would move its entity there.

    Args:
        rules: the editor's.
        found: the ids of the articles' entities before merges.
    """
    known = {*found, *(entry.id for entry in rules.entries), *(split.new_id for split in rules.splits)}
    return {gone: kept for gone, kept in rules.merge.items() if kept in known}


def _problems(
    entities: Mapping[str, Entity], content: Content, unread: Collection[str]
) -> Iterator[Diagnostic]:
    known = set(entities)
    suggestions = Suggestions(known)
    rules = content.entities
    yield from _unmentioned(known, suggestions, rules)
    merged = {redirect for entity in entities.values() for redirect in entity.redirects}
    for source, target in sorted(rules.merge.items()):
        line = rules.merge_lines.get(source)
        if source in merged:
            continue
        if source in known:
            message = f"`merge`: no article and no entry has an entity with the id `{target}`."
            yield error(rules.path, line, message, _target_hint(entities[source], suggestions, target))
        else:
            message = f"No article mentions `{source}`: there is nothing to merge."
            yield warning(rules.path, line, message, _hint(source, suggestions))
    for words in sorted(unread):
        message = f"`ignore`: no article has the name “{words}”."
        yield warning(rules.path, rules.ignore_lines.get(words), message, _name_hint(words, entities))
    for text in content.texts:
        if text.id not in known:
            message = f"No article mentions `{text.id}`: the text is not shown."
            yield warning(text.path, None, message, _hint(text.id, suggestions))
        elif entities[text.id].type is not text.type:
            section = SECTION_OF[entities[text.id].type]
            message = f"`{text.id}` is one of the {section}: the text is not shown."
            yield warning(text.path, None, message, f"Move the file to content/{section}.")


def _unmentioned(
    known: Collection[str], suggestions: Suggestions, rules: EntityRules
) -> Iterator[Diagnostic]:
    """Yield a warning for each entry that no article mentions."""
    namesakes = title_only(rules)
    for entry in rules.entries:
        if entry.id not in known and entry.id in namesakes:
            own = namesakes[entry.id]
            message = (
                f"`{entry.id}` has no mention: “{entry.name}” means `{own}`, the other entry of that name."
            )
            hint = f"Say which briefs mean `{entry.id}` by `split`, or single mentions by fixes."
            yield warning(rules.path, entry.line, message, hint)
        elif entry.id not in known:
            message = f"No article mentions `{entry.id}`."
            yield warning(rules.path, entry.line, message, _hint(entry.id, suggestions))


def _hint(entity_id: str, suggestions: Suggestions) -> str:
    nearest = suggestions.nearest(entity_id)
    return f"Did you mean `{nearest}`?" if nearest else "Remove it, or keep it for later articles."


def _target_hint(source: Entity, suggestions: Suggestions, target: str) -> str:
    nearest = suggestions.nearest(target)
    if nearest is not None and nearest != source.id:
        return f"Did you mean `{nearest}`?"
    return f"Fix the id, or add `{target}` under `{SECTION_OF[source.type]}` if the page is to be renamed."


def _name_hint(words: str, entities: Mapping[str, Entity]) -> str:
    names = {form for entity in entities.values() for form in (entity.name, *entity.aliases)}
    nearest = Suggestions(names).nearest(words)
    return f"Did you mean “{nearest}”?" if nearest else "Remove it, or keep it for later articles."
