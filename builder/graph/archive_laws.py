"""Laws over the archive: names that a good part of the articles have as that of a law are no bodies in the others.

"FOIA" alone looks like a body, and an article that spells it out shows that it is a law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from msgspec import Struct
from msgspec.structs import replace

from builder.graph.article_outlines import ArticleOutline
from builder.graph.entry_forms import entry_forms
from builder.graph.pinned_ids import pinned_ids
from builder.graph.slugs import slug_of
from builder.model.annotations import Annotations, DocumentEntity, EntityType
from builder.model.editorial import Content
from builder.names.acronyms import acronyms_of, is_acronym, letters
from builder.names.known_names import known_kinds
from builder.names.matching_keys import plain_key

LAW_RULE = "archive-law"
"""Rule of a mention that other articles show to be that of a law; it is appended to that of the mention."""

_SHARE = 1 / 3
"""Share of the articles with a name, at least, that have it as that of a law."""
_FEWEST = 2
"""Articles that spell a law out, at least, before its initials alone mean it in others."""
_LONG = 5
"""Letters of an acronym that is written like a word, at least."""
_NAMED = (EntityType.ORGANIZATION, EntityType.PLACE)


class _Names(Struct, frozen=True):
    """The articles that have each name, by its key.

    Attributes:
        laws: those that have it as the name of a law.
        bodies: those that have it as a name of an organization.
        written: the spellings of the names of laws and organizations, by key.
        short: the names of organizations and places of one word.
    """

    laws: Mapping[str, Set[str]]
    bodies: Mapping[str, Set[str]]
    written: Mapping[str, str]
    short: Set[str]


def law_keys(outlines: Mapping[str, ArticleOutline], content: Content) -> dict[str, frozenset[str]]:
    """Return the keys of the organizations and places that are laws, by seed id, of the articles that have any.

    Args:
        outlines: of the articles of the site, by seed id.
        content: the editor's files; an organization that they name keeps its page.
    """
    names = _names_of(outlines)
    forms = (form for own in entry_forms(content.entities).values() for form in own)
    kept = {*map(plain_key, forms)}
    initials = _by_initials(names) - kept
    # A town has the name of a law only if that is an acronym: "Nafta".
    laws = {EntityType.ORGANIZATION: (_by_share(names) - kept) | initials, EntityType.PLACE: initials}
    pinned = pinned_ids(content)
    found = {
        seed_id: frozenset(
            entity.key
            for entity in outline.entities
            if _is_law(entity, laws.get(entity.type, frozenset()), pinned)
        )
        for seed_id, outline in outlines.items()
    }
    return {seed_id: keys for seed_id, keys in found.items() if keys}


def _is_law(entity: DocumentEntity, laws: Set[str], pinned: Set[str]) -> bool:
    forms = (entity.name, *entity.aliases)
    return plain_key(entity.name) in laws and not any(slug_of(form, fallback="") in pinned for form in forms)


def with_laws(annotations: Annotations, keys: Set[str]) -> Annotations:
    """Return the annotations with the entities of these keys as laws."""
    return replace(
        annotations,
        mentions=tuple(
            replace(mention, type=EntityType.LAW, entity=None, rule=f"{mention.rule}+{LAW_RULE}")
            if mention.entity in keys
            else mention
            for mention in annotations.mentions
        ),
        entities=tuple(entity for entity in annotations.entities if entity.key not in keys),
    )


def _names_of(outlines: Mapping[str, ArticleOutline]) -> _Names:
    laws: dict[str, set[str]] = defaultdict(set)
    bodies: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    short: set[str] = set()
    for seed_id, outline in outlines.items():
        for form in outline.laws:
            laws[plain_key(form)].add(seed_id)
        called = [*_names_of_bodies(outline.entities)]
        for form in called:
            bodies[plain_key(form)].add(seed_id)
        for form in (*outline.laws, *called):
            forms[plain_key(form)].add(form)
        short |= {
            entity.name for entity in outline.entities if entity.type in _NAMED and " " not in entity.name
        }
    return _Names(laws, bodies, {key: min(own) for key, own in forms.items()}, short)


def _names_of_bodies(entities: Iterable[DocumentEntity]) -> Iterator[str]:
    for entity in entities:
        if entity.type is EntityType.ORGANIZATION:
            yield from (entity.name, *entity.aliases)


def _by_share(names: _Names) -> frozenset[str]:
    """Return the keys of the names, of several words or acronyms, that a good part of the articles have as laws.

    A single word is also the name of the company that a tax is called after.
    """
    return frozenset(
        key
        for key, own in names.laws.items()
        if (" " in key or "-" in key or is_acronym(names.written[key]))
        and len(own) >= _SHARE * len(own | names.bodies.get(key, frozenset()))
    )


def _by_initials(names: _Names) -> frozenset[str]:
    """Return the keys of the acronyms that stand for a law that several articles spell out, and for no body."""
    laws = [names.written[key] for key, own in names.laws.items() if len(own) >= _FEWEST]
    of_laws = {form for law in laws for form in acronyms_of(law)}
    acronyms = {form.upper() if _is_written_acronym(form) else form for form in names.short}
    found = {
        form
        for form in filter(is_acronym, acronyms)
        if letters(form) in of_laws and "ORG" not in known_kinds(form)
    }
    of_bodies = {form for key in names.bodies for form in acronyms_of(names.written[key])} if found else set()
    return frozenset(plain_key(form) for form in found if letters(form) not in of_bodies)


def _is_written_acronym(form: str) -> bool:
    """Return True for a word that may be an acronym with only its first letter as a capital: "Nafta"."""
    return len(form) >= _LONG and form.isalpha() and form == form.capitalize()
