"""From the words beside a quotation to the entities they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.annotate.quotes.antecedents import antecedents
from builder.annotate.quotes.candidates import Candidate
from builder.annotate.quotes.collective import Earlier, neuter, plural, relative
from builder.annotate.quotes.described import described, is_person_noun
from builder.annotate.quotes.named import named, plain
from builder.annotate.quotes.reading import Reading
from builder.annotate.quotes.speaker import Speaker

_SINGULAR = frozenset("he she him her himself herself".split())
_PLURAL = frozenset("they them themselves both".split())
_NEUTER = frozenset("it itself".split())
_RELATIVE = frozenset("who which that whom".split())


def resolved(reading: Reading, sources: Iterator[Candidate | None]) -> Iterator[Speaker]:
    """Whom each source of an article's quotations stands for, in the order of the text; what was said earlier helps to
    tell who "they" are.
    """
    singular = antecedents(reading)
    earlier: Earlier = ()
    for source in sources:
        if source is None:
            yield Speaker((), None, "unresolved", 0.0)
            continue
        speaker = _resolve(reading, source, singular, earlier)
        earlier = (*earlier, (source.head, speaker))
        yield speaker


def _resolve(
    reading: Reading, source: Candidate, singular: Mapping[int, Speaker], earlier: Earlier
) -> Speaker:
    head = reading.analysis.tokens[source.head]
    lower = head.text.lower()
    if source.name_index is not None:
        carrier = reading.analysis.tokens[head.head]
        if head.dep in ("compound", "poss", "nmod") and is_person_noun(carrier):
            # "Roe's lawyer", "a Roe spokesman": the lawyer speaks.
            return described(reading, plain(reading.analysis, carrier))
        return named(reading, source)
    if lower in _RELATIVE and head.dep.startswith("nsubj"):
        return relative(reading, source)
    if lower in _SINGULAR:
        return singular.get(head.i, Speaker((), source, "pronoun", 0.3))
    if lower in _PLURAL:
        return plural(reading, source, earlier)
    if lower in _NEUTER:
        return neuter(reading, source, earlier)
    if head.pos == "PRON":
        return Speaker((), source, "pronoun", 0.5)
    speaker = described(reading, source)
    focus = singular.get(head.i)
    if speaker.rule == "role" and focus is not None and focus.keys != speaker.keys:
        # Somebody else was spoken of last: "the chairman" may be another one.
        return Speaker((), source, "words", 0.8)
    return speaker
