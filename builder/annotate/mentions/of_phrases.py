"""Names with the phrase after them: "Assembly of Lowmoor", "Court for the Sixth Circuit", "Roe Tower Lowmoor"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.place import PlaceKind

_OWNED = (EntityType.ORGANIZATION, EntityType.LAW, EntityType.WORK, EntityType.PRODUCT)
_OWNERS = (EntityType.ORGANIZATION, EntityType.PLACE, EntityType.GROUP)
_BUILDINGS = ("Arena", "Hotel", "Hotels", "Plaza", "Resort", "Tower", "Towers")
_LONGEST_GENERIC_NAME = 3
"""Words of an institution's name that is still ambiguous without its owner."""


def join_of_phrases(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, an institution, law or work joined with the country or body after "of" or "of the"."""
    spans, mention_i = mentions.spans, 0
    while mention_i < len(spans):
        mention = spans[mention_i]
        following = spans[mention_i + 1] if mention_i + 1 < len(spans) else None
        is_company = mention.tokens[-1].text in words("company_forms")  # "Orve Corp" of Norway.
        if following is not None and not is_company and _is_owner(following, mention):
            yield replace(mention, last=following.last, rule=f"{mention.rule}+of")
            mention_i += 2
        elif following is not None and _is_town_of_building(following, mention):
            yield replace(mention, last=following.last, rule=f"{mention.rule}+rest")
            mention_i += 2
        elif following is not None and (
            _is_circuit(following, mention)
            or _is_portfolio(following, mention)
            or _is_fund(following, mention)
            or _is_campus(following, mention, mentions)
        ):
            whole = replace(mention, last=following.last, rule=f"{mention.rule}+rest")
            yield replace(whole, type=EntityType.ORGANIZATION)
            mention_i += 2
        else:
            yield mention
            mention_i += 1


def _is_circuit(circuit: MentionSpan, court: MentionSpan) -> bool:
    """Return True for the circuit or district of a court: "Court of Appeals" for the "Sixth Circuit"."""
    if _between(court, circuit) != ["for", "the"] or circuit.tokens[-1].text not in ("Circuit", "District"):
        return False
    return any(token.text == "Court" for token in court.tokens)


def _is_portfolio(rest: MentionSpan, chamber: MentionSpan) -> bool:
    """Return True for the rest of a committee's name: "House Education" and the "Harbor Committee"."""
    if _between(chamber, rest) != ["and", "the"] or chamber.tokens[0].text not in ("House", "Senate"):
        return False
    return rest.tokens[-1].text.lower() in ("committee", "subcommittee") and len(chamber.tokens) > 1


def _is_campus(campus: MentionSpan, university: MentionSpan, mentions: Mentions) -> bool:
    """Return True for the town of a state's university: "University of Ohio" at "Lowmoor"."""
    head, _, state = university.text.removeprefix("the ").partition(" of ")
    if head != "University" or _between(university, campus) != ["at"] or campus.type is not EntityType.PLACE:
        return False
    return any(place.kind is PlaceKind.ADMIN for place in mentions.gazetteer.candidates(state))


def _is_fund(fund: MentionSpan, body: MentionSpan) -> bool:
    """Return True for the "PAC" of an organization, which is a body of its own: "Harbor Caucus" and "PAC"."""
    if fund.text not in ("PAC", "Super PAC") or fund.first != body.last or len(body.tokens) == 1:
        return False
    return body.type is EntityType.ORGANIZATION and body.tokens[-1].sentence_i == fund.tokens[0].sentence_i


def _is_town_of_building(town: MentionSpan, building: MentionSpan) -> bool:
    """Return True for the town right after a building, which tells it from others of its name: "Roe Tower Lowmoor"."""
    if town.first != building.last or {town.type, building.type} != {EntityType.PLACE}:
        return False
    same_sentence = town.tokens[0].sentence_i == building.tokens[0].sentence_i
    return same_sentence and len(building.tokens) > 1 and building.tokens[-1].text in _BUILDINGS


def _between(mention: MentionSpan, following: MentionSpan) -> list[str]:
    """Return the words between two mentions."""
    return [token.text for token in mention.doc.tokens[mention.last : following.first]]


def _is_owner(owner: MentionSpan, owned: MentionSpan) -> bool:
    """Return True if a mention is the "of" phrase of the generic name before it."""
    if owned.type not in _OWNED or owner.type not in _OWNERS or len(owned.tokens) > _LONGEST_GENERIC_NAME:
        return False
    if _between(owned, owner) not in (["of"], ["of", "the"]):
        return False
    if owned.tokens[0].sentence_i != owner.tokens[0].sentence_i:
        return False
    head = owned.tokens[-1].text.lower()
    generic = words("organization_words") | words("law_words") | words("work_words")
    return head in generic or f"{head}*" in generic
