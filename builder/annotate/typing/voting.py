"""One type for one spelling: what the whole article says a name is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, PASSED_OVER, MentionSpan
from builder.annotate.mentions.place_regions import is_in_region
from builder.annotate.parse.document import Document
from builder.annotate.typing.classifier import NO_NAME, Kind, kinds_of
from builder.annotate.typing.coarse_types import KIND_OF, TYPE_OF
from builder.annotate.typing.features import FEATURES, Evidence, gather_evidence
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.place import PlaceKind
from builder.names.acronyms import is_acronym, letters
from builder.names.given_names import looks_personal
from builder.names.known_names import known_kinds
from builder.names.normal_form import head_word, spelling
from builder.names.related_spellings import related_spellings, spelled_out_by_letters

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_WEAK = (EntityType.WORK, EntityType.LAW, EntityType.PRODUCT)
"""Types that the model is often wrong about: a spelling that is more often something else is that."""

_MODEL_PLACE = FEATURES.index("model_PLACE")
_BORNE = (FEATURES.index("surname_of"), FEATURES.index("given_name_of"))
_SURE_PLACE = Kind("PLACE", 0.9)

LEAST_CONFIDENCE = 0.5
"""What is left of the confidence in a name whose kind is a guess."""

Votes = dict[EntityType, float]

_VOTE = 1.0
_TITLE_VOTE = 4.0
"""A title or role beside a name makes it a person's: worth several marks of the model."""
_DATELINE_VOTE = 3.0
"""What stands in the dateline is a place."""
_WORD_VOTE = 3.0
"""A word such as "University" in a name makes it an organisation's."""
_COUNTRY_VOTE = 3.0
"""The name of a country is a place's."""
_KNOWN_PLACE_VOTE = 1.5
"""So, less surely, is any other name that the gazetteer knows."""
_LARGE_PLACE_VOTE = 0.6
"""Less surely still the name of a division or a large city: many are surnames, too."""
_LARGE = (PlaceKind.CONTINENT, PlaceKind.REGION, PlaceKind.WATER, PlaceKind.COUNTRY, PlaceKind.ADMIN)
_LARGE_CITY = 300_000
_KNOWN_VOTE = 1.2
"""What a well-known name is known for counts a little more than one mark of the model."""
_GIVEN_NAME_VOTE = 1.5
"""A given name with capitals after it is a person's."""
_PLACE_WORD_VOTE = 2.0
"""A word such as "River" makes a name a place's."""


def settle_types(mentions: Mentions) -> list[MentionSpan]:
    """The names, those of one spelling all with one type: the one that most evidence speaks for."""
    votes: dict[str, Votes] = defaultdict(_no_votes)
    doc, gazetteer = mentions.doc, mentions.gazetteer
    for name in mentions:
        if name.type in NAMED:
            key = spelling(name.text)
            votes[key][name.type] += _VOTE * name.confidence
            if name.titled:
                votes[key][EntityType.PERSON] += _TITLE_VOTE
    dateline = doc.article.dateline
    if dateline is not None:
        votes[spelling(dateline.place.of(doc.text))][EntityType.PLACE] += _DATELINE_VOTE
    for key, counter in votes.items():
        for kind, weight in _evidence(key, gazetteer):
            counter[kind] += weight
    _follow_full_names(votes)
    _follow_spelled_out(votes)
    voted = [_voted(_by_last_word(name), votes) for name in mentions]
    return _weighed(mentions, voted)


def _weighed(mentions: Mentions, voted: Sequence[MentionSpan]) -> list[MentionSpan]:
    """The names with the type that the trees and the rules together give their spelling, less what is no name."""
    names, gazetteer = mentions.spans, mentions.gazetteer
    evidence = gather_evidence(mentions)
    first = {key: voted[indices[0]] for key, indices in evidence.names.items()}
    kinds = kinds_of(evidence, {key: _kind_voted(name) for key, name in first.items()})
    sure = _named_after(kinds, evidence, gazetteer) | _storms(kinds) | _of_dateline(mentions.doc, kinds)
    settled: dict[int, MentionSpan | None] = {}
    for key, indices in evidence.names.items():
        # A country that plays or signs like a club is a country all the same.
        country = first[key].type is EntityType.PLACE and gazetteer.is_country(key)
        # "Eugene" is a town all through an article that has "Eugene, Oregon" and nobody of that name.
        borne = any(evidence.rows[key][feature] for feature in _BORNE)
        town = not borne and any(is_in_region(names[index]) for index in indices)
        kind = _SURE_PLACE if town or (country and kinds[key].name != "PERSON") else kinds[key]
        for index in indices:
            settled[index] = (
                names[index]
                if is_in_region(names[index])
                else _settled(names[index], voted[index], sure.get(key, kind))
            )
    found = (settled.get(index, name) for index, name in enumerate(names))
    return [name for name in found if name is not None]


def _named_after(kinds: Mapping[str, Kind], evidence: Evidence, gazetteer: Gazetteer) -> dict[str, Kind]:
    """Single words that shorten the name of one institution, and name neither a place nor a person: "Lowmoor" beside
    "Lowmoor University".
    """
    generic = words("organization_words")
    found: dict[str, Kind] = {}
    related = related_spellings(kinds.keys())
    for key, kind in kinds.items():
        if " " in key or kind.name not in ("PERSON", "PLACE", "OTHER"):
            continue
        placed = evidence.rows[key][_MODEL_PLACE] > 0 or kind.name == "PLACE"
        if gazetteer.candidates(key) if placed else gazetteer.is_country(key):
            continue
        longer = [*related.longer.get(key, ())]
        if len(longer) != 1 or kinds[longer[0]].name != "ORG" or not longer[0].startswith(key):
            continue
        rest = longer[0].lower().split()[1:]
        if all(word in generic or f"{word}*" in generic for word in rest):
            found[key] = Kind("ORG", LEAST_CONFIDENCE)
    return found


def _of_dateline(doc: Document, kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """The place of the dateline, wherever it stands in the article."""
    dateline = doc.article.dateline
    key = spelling(dateline.place.of(doc.text)) if dateline is not None else ""
    return {key: Kind("PLACE", 0.95)} if key in kinds else {}


def _storms(kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Storms and operations by their first word, with the bare name that goes on for them."""
    full = [key for key in kinds if " " in key and f"{key.split()[0].lower()}*" in words("event_words")]
    bare = [key.partition(" ")[2] for key in full]
    return {key: Kind("EVENT", 0.9) for key in (*full, *bare) if key in kinds}


def _kind_voted(name: MentionSpan) -> str | None:
    """The kind that the rules give a name; of one that the model passed over only where they changed it."""
    kind = KIND_OF.get(name.type)
    return None if kind == "OTHER" and name.rule == PASSED_OVER else kind


def _settled(name: MentionSpan, voted: MentionSpan, kind: Kind) -> MentionSpan | None:
    if kind.name == NO_NAME:
        return None
    best = voted.type if KIND_OF[voted.type] == kind.name else TYPE_OF[kind.name]
    rule = name.rule if best is name.type else f"{name.rule}+article"
    confidence = round(min(0.99, max(name.confidence, kind.probability)), 2)
    return replace(
        name, type=best, rule=rule, confidence=min(confidence, max(kind.probability, LEAST_CONFIDENCE))
    )


def _by_last_word(name: MentionSpan) -> MentionSpan:
    """What the model holds for an organisation or a place is an event, a law or a work where its last word says so."""
    last = head_word(name.text)
    if (
        name.type not in (EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PERSON)
        or name.last - name.first < 2
    ):
        return name
    if f"{name.text.split()[0].lower()}*" in words("event_words"):
        return replace(name, type=EntityType.EVENT, rule=f"{name.rule}+first-word")
    if name.type is EntityType.PERSON:
        return name
    for kind, last_words in (
        (EntityType.EVENT, words("event_words")),
        (EntityType.LAW, words("law_words")),
        (EntityType.WORK, words("work_words")),
    ):
        if last in last_words:
            return replace(name, type=kind, rule=f"{name.rule}+last-word")
    return name


def retype_groups(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, organizations and places that the gazetteer knows as a people or party retyped as groups."""
    return (_as_group(mention, mentions.gazetteer) for mention in mentions)


def _as_group(name: MentionSpan, gazetteer: Gazetteer) -> MentionSpan:
    """A people or party that the model holds for an organisation or a place is a group."""
    if name.type not in (EntityType.ORGANIZATION, EntityType.PLACE):
        return name
    text = name.text
    if gazetteer.group(text) is None or gazetteer.is_country(text):
        return name
    return replace(name, type=EntityType.GROUP, rule=f"{name.rule}+people")


def _no_votes() -> Votes:
    return dict.fromkeys(NAMED, 0.0)


def _evidence(text: str, gazetteer: Gazetteer) -> Iterable[tuple[EntityType, float]]:
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


def _follow_full_names(votes: Mapping[str, Votes]) -> None:
    """A surname follows the full name: where "Ana Roe" is a person, so is "Roe", whatever the model makes of the bare
    word; unless it is a well-known place, or there is a "Roe Corp.", too.
    """
    full: dict[str, Votes] = defaultdict(_no_votes)
    companies = set()
    for key, counter in votes.items():
        words_of_name = key.split() or [""]
        first, last = words_of_name[0], words_of_name[-1]
        if " " in key and _best(counter) is EntityType.PERSON:
            for word in (last, first):
                full[word][EntityType.PERSON] += counter[EntityType.PERSON]
        elif " " in key and _best(counter) is EntityType.ORGANIZATION:
            companies.add(first)
    for key, counter in votes.items():
        if key in full and counter[EntityType.PLACE] < _COUNTRY_VOTE:
            decisive = 0.0 if key in companies else sum(counter.values())
            counter[EntityType.PERSON] += full[key][EntityType.PERSON] + decisive


def _follow_spelled_out(votes: Mapping[str, Votes]) -> None:
    """An acronym follows the name it stands for."""
    spelled_out = spelled_out_by_letters(votes)
    for key, counter in votes.items():
        if not is_acronym(key):
            continue
        names = spelled_out.get(letters(key), [])
        if len(names) == 1 and _best(votes[names[0]]) is not EntityType.PERSON:
            for kind, weight in votes[names[0]].items():
                counter[kind] += weight


def _best(counter: Votes) -> EntityType:
    return min(counter, key=lambda kind: (-counter[kind], NAMED.index(kind)))


def _voted(name: MentionSpan, votes: Mapping[str, Votes]) -> MentionSpan:
    """A name with the type that most votes are for."""
    if name.type not in (*NAMED, *_WEAK):
        return name
    counter = votes.get(spelling(name.text))
    if counter is None or (name.type in _WEAK and max(counter.values()) <= name.confidence):
        return name
    best = _best(counter)
    return name if best is name.type else replace(name, type=best, rule=f"{name.rule}+article")
