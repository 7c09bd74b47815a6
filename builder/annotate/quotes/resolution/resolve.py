"""From the words beside a quotation to the entities they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.resolution.context import Reading
from builder.annotate.quotes.resolution.descriptions import (
    described,
    is_person_noun,
    is_specific,
    sole_holder,
)
from builder.annotate.quotes.resolution.names import named, plain
from builder.annotate.quotes.resolution.plural_pronouns import (
    Earlier,
    both,
    is_pair,
    neuter,
    plural,
    relative,
)
from builder.annotate.quotes.resolution.pronouns import Antecedents, antecedents
from builder.annotate.quotes.resolution.speaker import Speaker

_SINGULAR = frozenset("he she him her himself herself".split())
_PLURAL = frozenset("they them themselves both".split())
_NEUTER = frozenset("it itself".split())
_RELATIVE = frozenset("who which that whom".split())
_SURE_FOCUS = 0.8


def resolved(reading: Reading, sources: Iterator[Candidate | None]) -> Iterator[Speaker]:
    """Whom each source of an article's quotations stands for, in the order of the text; what was said earlier helps to
    tell who "they" are.
    """
    told = antecedents(reading)
    earlier: Earlier = {}
    for source in sources:
        if source is None:
            yield Speaker((), None, "unresolved", 0.0)
            continue
        speaker = _resolve(reading, source, told, earlier)
        earlier[source.head.i] = speaker
        yield speaker


def _resolve(reading: Reading, source: Candidate, told: Antecedents, earlier: Earlier) -> Speaker:
    head = source.head
    lower = head.text.lower()
    if source.name_index is not None:
        carrier = head.head
        if head.dep in ("compound", "poss", "nmod") and is_person_noun(carrier):
            # "Roe's lawyer", "a Roe spokesman": the lawyer speaks.
            return described(reading, plain(carrier))
        return _by_surname(reading, source, named(reading, source), told)
    if lower in _RELATIVE and head.dep.startswith("nsubj"):
        return relative(reading, source)
    if lower in _SINGULAR:
        return told.pronouns.get(head.i, Speaker((), source, "pronoun", 0.3))
    if lower in _PLURAL:
        return both(reading, source, told.pronouns) or plural(reading, source, earlier)
    if lower in _NEUTER:
        return neuter(reading, source, earlier)
    if head.pos == "PRON":
        return Speaker((), source, "pronoun", 0.5)
    if is_pair(reading, source):
        pair = both(reading, source, told.pronouns)
        if pair is not None:
            return pair
    return _in_focus(reading, source, described(reading, source), told.pronouns.get(head.i))


def _by_surname(reading: Reading, source: Candidate, speaker: Speaker, told: Antecedents) -> Speaker:
    """A surname that several share and that nothing beside it decides: whom the pronouns of the article show."""
    if speaker.keys or source.name_index is None or speaker.words is None:
        return speaker
    bearer = told.surnames.get(reading.linked.names[source.name_index].text)
    joined = any(child.dep == "conj" for child in source.head.children)
    if bearer is None or joined or speaker.words.first != source.first:
        return speaker
    return Speaker((bearer,), source, "surname-and-pronouns", 0.8)


def _in_focus(reading: Reading, source: Candidate, speaker: Speaker, focus: Speaker | None) -> Speaker:
    """A description beside whom the text spoke of last: where that is another than who has the role, it may mean
    either; where it is the only one who has such a role, it means that one.
    """
    if focus is None:
        return speaker
    if speaker.rule == "role" and focus.keys != speaker.keys:
        if is_specific(reading, source):
            return speaker
        return Speaker((), source, "words", 0.8)
    if speaker.rule == "words" and focus.keys and focus.certainty >= _SURE_FOCUS:
        holder = sole_holder(reading, source)
        if holder is not None and focus.keys == (holder,):
            return Speaker((holder,), source, "role-in-focus", 0.8)
    return speaker
