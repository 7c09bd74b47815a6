"""Linking of descriptions: a speaker that one article only describes, by the roles that other articles give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec.structs import replace

from builder.graph.speaker_confidence import with_speaker_confidence
from builder.model.annotations import EntityType, Origin
from builder.model.article import Article
from builder.model.brief import Brief, LinkedQuote
from builder.model.brief_outline import BriefOutline
from builder.model.graph import Entity
from builder.names.role_phrases import RolePhrase, role_phrase

RULE = "role-elsewhere"
"""The rule of a speaker that the roles in other articles decide, after the rule that found the quote."""

_WORDS_RULES = ("+words", "+pronoun-words", "+relative-words")
_FEWEST = 2
"""Other articles that must give the role."""
_MOST_ERRORS, _LEAD = 2, 10
"""Articles that may give the role to another person by mistake, and how many outweigh each of them."""
_FEW = 2
"""Persons of the site to whom two articles give a role, at most, if a mistake is outweighed: candidates are many."""
_CERTAINTY = 0.7

RolesByHead = Mapping[str, Sequence[tuple[RolePhrase, str, str | None]]]
"""By what its holder may be called the roles, each with its entity and the brief that gives it; None: the editor."""

Holders = Mapping[str, frozenset[str | None]]
"""The persons with a role, each with the slugs of the briefs that give it; None for the editor."""


def described_speakers(
    outlines: Mapping[str, BriefOutline],
    briefs: Mapping[str, Brief],
    articles: Mapping[str, Article],
    entities: Mapping[str, Entity],
    tagged: Iterable[tuple[str, str, str]],
) -> dict[str, Brief]:
    """Return the briefs that have quotes of a described speaker, credited to the person who has that role elsewhere.

    "The Lowmoor senator said" in an article that names Ana Roe, if other articles call her "Lowmoor Sen. Ana Roe" and
    no other person of this article has that role. Quotes that an editor has fixed stay as they are.

    Args:
        outlines: of all briefs, by slug.
        briefs: by slug; only those are looked up that may have such a quote.
        articles: by seed id; likewise.
        entities: of the site, by id.
        tagged: the roles that party tags show, each with its entity and brief: "Rep. Ana Roe (D-Calif.)".

    Returns:
        By slug; briefs without such quotes are left out.
    """
    roles = _roles_by_head(entities, tagged)
    types = {key: entity.type for key, entity in entities.items()}
    known: dict[str, Holders] = {}
    found: dict[str, Brief] = {}
    for slug, outline in outlines.items():
        speakers = {
            words: _sole_holder(slug, _holders(words, roles, known), frozenset(outline.persons))
            for words in outline.described
        }
        holders = {words: speaker for words, speaker in speakers.items() if speaker is not None}
        if holders:
            brief = briefs[slug]
            credited = _credited(brief, articles[brief.seed_id].text, holders, types)
            if credited != brief:
                found[slug] = credited
    return found


def _roles_by_head(entities: Mapping[str, Entity], tagged: Iterable[tuple[str, str, str]]) -> RolesByHead:
    stated = (
        (role.text, entity.id, role.brief_slug)
        for entity in entities.values()
        if entity.type is EntityType.PERSON
        for role in entity.roles
    )
    found: dict[str, list[tuple[RolePhrase, str, str | None]]] = defaultdict(list)
    for text, entity_id, slug in (*stated, *tagged):
        phrase = role_phrase(text)
        for head in phrase.heads if phrase is not None else ():
            if phrase is not None:
                found[head].append((phrase, entity_id, slug))
    return found


def _credited(brief: Brief, text: str, holders: Mapping[str, str], types: Mapping[str, EntityType]) -> Brief:
    """Return a brief with its open quotes credited to the persons that their words describe."""
    folded = text.casefold()
    return replace(
        brief,
        quotes=tuple(
            _with_speaker(quote, holders[words], text, types)
            if (words := quote.speaker_text) is not None
            and words in holders
            and _is_open(quote)
            and f"the {words}".casefold() in folded
            else quote
            for quote in brief.quotes
        ),
    )


def _is_open(quote: LinkedQuote) -> bool:
    """Return True if only words describe the speaker of a quote."""
    return not quote.speaker_ids and quote.origin is not Origin.EDITOR and quote.rule.endswith(_WORDS_RULES)


def _with_speaker(
    quote: LinkedQuote, speaker_id: str, text: str, types: Mapping[str, EntityType]
) -> LinkedQuote:
    rule = f"{quote.rule.partition('+')[0]}+{RULE}"
    confidence = round(quote.source_confidence * _CERTAINTY, 3)
    credited = replace(
        quote,
        speaker_ids=(speaker_id,),
        identity_confidences=(_CERTAINTY,),
        speaker_text=None,
        rule=rule,
        confidence=confidence,
    )
    return with_speaker_confidence(credited, text, types)


def _holders(words: str, roles: RolesByHead, known: dict[str, Holders]) -> Holders:
    """Return the persons of the site with the role that a description names; each description is looked up once."""
    if words not in known:
        description = role_phrase(words)
        found: dict[str, set[str | None]] = defaultdict(set)
        # "The senator" alone says too little: there are several, and one of them may be new to the site.
        if description is not None and len(description.own) > 1:
            for head in description.heads & description.own:
                for role, entity_id, slug in roles.get(head, ()):
                    if description.fits(role):
                        found[entity_id].add(slug)
        known[words] = {entity_id: frozenset(slugs) for entity_id, slugs in found.items()}
    return known[words]


def _sole_holder(slug: str, holders: Holders, named: Set[str]) -> str | None:
    """Return the only person named in an article to whom other articles give a role; None if there are several."""
    counts = sorted(
        ((_articles(slugs - {slug}), one) for one, slugs in holders.items() if one in named), reverse=True
    )
    if not counts or counts[0][0] < _FEWEST:
        return None
    others = counts[1:]
    if not others:
        return counts[0][1]
    if any(slug in holders[one] for _, one in others):
        return None
    is_shared = sum(_articles(slugs) >= _FEWEST for slugs in holders.values()) > _FEW
    may_be_errors = not is_shared and max(others)[0] <= _MOST_ERRORS
    is_outweighed = _LEAD * sum(count for count, _ in others) <= counts[0][0]
    return counts[0][1] if may_be_errors and is_outweighed else None


def _articles(slugs: frozenset[str | None]) -> int:
    """Return how many articles give a role; an editor's role counts as enough."""
    return len(slugs) + (_FEWEST if None in slugs else 0)
