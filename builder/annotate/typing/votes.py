"""Votes of the rules for the types of spellings: the weight of the evidence for each type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.annotate.mentions.coarse_types import TYPE_OF
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.place import PlaceKind
from builder.names.acronyms import is_acronym, letters
from builder.names.given_names import looks_personal
from builder.names.known_names import known_kinds
from builder.names.normal_form import head_word, normal_form
from builder.names.person_names import without_suffix
from builder.names.related_spellings import spelled_out_by_letters

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

Votes = dict[EntityType, float]
"""By type, the weight of the evidence for it; the types are those of ``NAMED``."""

_WEAK = (EntityType.WORK, EntityType.LAW, EntityType.PRODUCT)
"""Types that the model is often wrong about; more votes for another type outweigh them."""

_VOTE = 1.0
"""Vote of one mention that the model marked, times its confidence."""
_TITLE_VOTE = 4.0
"""Vote of a title or role beside a mention for a person: worth several marks of the model."""
_DATELINE_VOTE = 3.0
"""Vote of the dateline for a place."""
_WORD_VOTE = 3.0
"""Vote of a word such as "University" in a name for an organization."""
_COUNTRY_VOTE = 3.0
"""Vote of the name of a country for a place."""
_KNOWN_PLACE_VOTE = 1.5
"""Vote of any other name in the gazetteer for a place: it is less certain."""
_LARGE_PLACE_VOTE = 0.6
"""Vote of the name of a division or a large city for a place: less certain still, for many are also surnames."""
_LARGE = (PlaceKind.CONTINENT, PlaceKind.REGION, PlaceKind.WATER, PlaceKind.COUNTRY, PlaceKind.ADMIN)
_LARGE_CITY = 300_000
"""Inhabitants of a large city, at least."""
_KNOWN_VOTE = 1.2
"""Vote of a well-known name for what it is known for: a little more than one mark of the model."""
_GIVEN_NAME_VOTE = 1.5
"""Vote of a given name with capitalized words after it for a person."""
_PLACE_WORD_VOTE = 2.0
"""Vote of a word such as "River" in a name for a place."""


def votes_by_spelling(mentions: Mentions) -> dict[str, Votes]:
    """Return the votes for each spelling of a person, place or organization, and for the dateline's place."""
    votes: dict[str, Votes] = defaultdict(_no_votes)
    for mention in mentions:
        if mention.type in NAMED:
            key = normal_form(mention.text)
            votes[key][mention.type] += _VOTE * mention.confidence
            if mention.titled:
                votes[key][EntityType.PERSON] += _TITLE_VOTE
    doc = mentions.doc
    dateline = doc.article.dateline
    if dateline is not None:
        votes[normal_form(dateline.place.of(doc.text))][EntityType.PLACE] += _DATELINE_VOTE
    for key, counter in votes.items():
        for entity_type, weight in _spelling_votes(key, mentions.gazetteer):
            counter[entity_type] += weight
    _add_votes_of_full_names(votes)
    _add_votes_of_spelled_out(votes)
    return dict(votes)


def apply_votes(mention: MentionSpan, votes: Mapping[str, Votes]) -> MentionSpan:
    """Return a mention with the type that has the most votes.

    It is unchanged if its spelling has no votes, or too few of them to outweigh a type in ``_WEAK``.
    """
    if mention.type not in (*NAMED, *_WEAK):
        return mention
    counter = votes.get(normal_form(mention.text))
    if counter is None or (mention.type in _WEAK and max(counter.values()) <= mention.confidence):
        return mention
    best = _best(counter)
    return mention if best is mention.type else replace(mention, type=best, rule=f"{mention.rule}+article")


def _no_votes() -> Votes:
    return dict.fromkeys(NAMED, 0.0)


def _spelling_votes(text: str, gazetteer: Gazetteer) -> Iterable[tuple[EntityType, float]]:
    """Yield the votes of the words of a spelling, of the gazetteer and of the well-known names, as type and weight."""
    parts = text.lower().split()
    ending = words("organization_words")
    if len(parts) > 1 and (head_word(text) in ending or any(f"{part}*" in ending for part in parts)):
        yield EntityType.ORGANIZATION, _WORD_VOTE
        return
    if len(parts) > 1 and (head_word(text) in words("place_words") or f"{parts[0]}*" in words("place_words")):
        yield EntityType.PLACE, _PLACE_WORD_VOTE
        return
    known = known_kinds(text)
    if len(known) == 1 and known <= {"PERSON", "PLACE", "ORG"}:
        yield TYPE_OF[min(known)], _KNOWN_VOTE
    if gazetteer.is_country(text):
        yield EntityType.PLACE, _COUNTRY_VOTE
    elif looks_personal(text):
        yield EntityType.PERSON, _GIVEN_NAME_VOTE
        if gazetteer.candidates(text):
            yield EntityType.PLACE, _KNOWN_PLACE_VOTE
    elif _is_large_place(text, gazetteer):
        yield EntityType.PLACE, _LARGE_PLACE_VOTE


def _is_large_place(text: str, gazetteer: Gazetteer) -> bool:
    return any(
        place.kind in _LARGE or place.population >= _LARGE_CITY for place in gazetteer.candidates(text)
    )


def _add_votes_of_full_names(votes: Mapping[str, Votes]) -> None:
    """Add the votes for a person's full name to those for its first and last word."""
    # If "Ana Roe" is a person, so is "Roe", however the model marks the bare word; unless it is a well-known place, or
    # the article also has a "Roe Corp.". "van der Berg" and "Roe Jr." are surnames, too.
    full: dict[str, Votes] = defaultdict(_no_votes)
    companies = set()
    for key, counter in votes.items():
        words_of_name = key.split() or [""]
        first, last = words_of_name[0], words_of_name[-1]
        if " " in key and _best(counter) is EntityType.PERSON:
            plain = without_suffix(key).split()
            endings = (" ".join(words_of_name[i:]) for i in range(1, len(words_of_name) - 1))
            for word in dict.fromkeys((plain[-1], last, first, *endings)):
                full[word][EntityType.PERSON] += counter[EntityType.PERSON]
        elif " " in key and _best(counter) is EntityType.ORGANIZATION:
            companies.add(first)
    for key, counter in votes.items():
        if key in full and counter[EntityType.PLACE] < _COUNTRY_VOTE:
            decisive = 0.0 if key in companies else sum(counter.values())
            counter[EntityType.PERSON] += full[key][EntityType.PERSON] + decisive


def _add_votes_of_spelled_out(votes: Mapping[str, Votes]) -> None:
    """Add the votes for a spelled-out name to those for its acronym, unless it is a person."""
    spelled_out = spelled_out_by_letters(votes)
    for key, counter in votes.items():
        if not is_acronym(key):
            continue
        full_forms = spelled_out.get(letters(key), [])
        if len(full_forms) == 1 and _best(votes[full_forms[0]]) is not EntityType.PERSON:
            for entity_type, weight in votes[full_forms[0]].items():
                counter[entity_type] += weight


def _best(counter: Votes) -> EntityType:
    return min(counter, key=lambda entity_type: (-counter[entity_type], NAMED.index(entity_type)))
