"""Whom a description beside a quotation stands for: "the mayor", "his lawyer, Ana Roe", "a board statement"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from builder.annotate.mentions.roles import MentionRole
from builder.annotate.mentions.title_words import is_role_head
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.resolution.context import Reading
from builder.annotate.quotes.resolution.gender import gender_of_noun
from builder.annotate.quotes.resolution.names import listed
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.lexicon.word_lists import table, words
from builder.model.annotations import EntityType

_MODIFIERS = ("compound", "poss", "nmod", "amod", "npadvmod")
_DEFINITE = frozenset("the this that".split())
_REACH = 3
"""Paragraphs for which "the mayor" may look back to the mayor's name."""

_BESIDE = 8
"""Tokens behind a name in which the text can say where its bearer is from: "Ana Roe (D-Lowmoor)"."""


def described(reading: Reading, source: Candidate) -> Speaker:
    """The persons a description introduces, the person who has that role, or its own words."""
    head = source.head
    beside = _apposed(reading, source) or _borne(reading, source)
    if beside:
        return Speaker(tuple(beside), source, "apposition", 0.95)
    if is_definite(head) and head.tag in ("NN", "NNP") and is_role_head(head):
        holder = _holder(reading, source)
        if holder is not None:
            return Speaker((holder[0],), source, "role", holder[1])
    key = _issuer(reading, head)
    if key is not None:
        return Speaker((key,), source, "issuer", 0.85)
    if head.lemma.lower() in words("utterance_nouns"):
        key = _giver(reading, head)
        # An answer speaks for whom it comes from; it is nobody itself.
        return Speaker((key,) if key is not None else (), None, "giver", 0.85 if key is not None else 0.0)
    return Speaker((), source, "words", 0.9)


def is_definite(head: Token) -> bool:
    """Whether a noun speaks of somebody the reader knows already."""
    return any(child.text.lower() in _DEFINITE for child in head.children)


def is_person_noun(token: Token) -> bool:
    """Whether a noun stands for a person: an office, an occupation, kin."""
    if token.pos not in ("NOUN", "PROPN"):
        return False
    return (
        token.lemma.lower() in words("person_nouns")
        or gender_of_noun(token.lemma.lower()) is not None
        or is_role_head(token)
    )


def _issuer(reading: Reading, head: Token) -> str | None:
    """Whose a statement, report or letter is: "according to a Harbour Board statement"."""
    if head.lemma.lower() not in words("document_nouns"):
        return None
    for child in head.children:
        key = reading.key_at(child.i) if child.dep in _MODIFIERS else None
        if key is not None and reading.types[key] in (EntityType.PERSON, EntityType.ORGANIZATION):
            return key
    return None


def _giver(reading: Reading, head: Token) -> str | None:
    """Whom an answer or remark comes from: "Roe's answer", "an answer from Roe", "the answer came from Roe"."""
    beside = [*head.children]
    verb = head.head
    if head.dep == "nsubj" and verb.lemma in ("come", "be"):
        beside.extend(verb.children)
    for child in beside:
        key = reading.key_at(child.i) if child.dep == "poss" else None
        if child.dep == "prep" and child.text.lower() in ("from", "by"):
            objects = [token for token in child.children if token.dep == "pobj"]
            key = reading.key_at(objects[0].i) if objects else None
        if key is not None and reading.types[key] in (EntityType.PERSON, EntityType.ORGANIZATION):
            return key
    return None


def _apposed(reading: Reading, source: Candidate) -> list[str]:
    """Persons in apposition to the head: "both teachers, A of X and B of Y, said"."""
    head = source.head
    if head.lemma.lower() in words("document_nouns"):
        return []
    keys: list[str] = []
    for child in head.children:
        index = reading.linked.mentions.index_at.get(child.i)
        if child.dep not in ("appos", "conj") or index is None:
            continue
        name = reading.linked.names[index]
        found = [reading.linked.keys[index]]
        if name.type is EntityType.PERSON:
            found += listed(reading.linked, index, 1)
        elif name.type is not EntityType.ORGANIZATION or child.dep != "appos":
            continue
        keys.extend(key for key in found if key is not None and key not in keys)
    return keys or _titled(reading, source)


def _borne(reading: Reading, source: Candidate) -> list[str]:
    """The person beside whose name a description itself stands: "Ana Roe, the board's lawyer"."""
    key = reading.borne.get(source.head.i)
    return [key] if key is not None else []


def _titled(reading: Reading, source: Candidate) -> list[str]:
    """The person whose name follows a description that is a title, and that the grammar does not show beside it."""
    last = source.last
    index = reading.linked.mentions.index_at.get(last)
    bare = reading.doc.tokens[source.first].tag not in ("DT", "PRP$")
    if index is None or not bare or not is_role_head(source.head):
        return []
    name, key = reading.linked.names[index], reading.linked.keys[index]
    return [key] if name.type is EntityType.PERSON and name.first == last and key is not None else []


def _holder(reading: Reading, source: Candidate) -> tuple[str, float] | None:
    """The person last named before a description whose role it gives, with the certainty of that; None where two
    could be meant, or where nobody who fits was named of late.
    """
    head = source.head
    fitting = {
        reading.linked.keys[named.name_index]
        for named in _fitting(reading, source)
        if reading.linked.names[named.name_index].first < head.i
    }
    latest: dict[str, Token] = {}
    for key in filter(None, fitting):
        numbers = reading.mentions[key]
        before = numbers[
            : bisect_left(numbers, head.i, key=lambda number: reading.linked.names[number].first)
        ]
        last = next(
            (n for n in reversed(before) if reading.linked.names[n].first not in reading.quoted), None
        )
        if last is not None:
            latest[key] = reading.head_of(reading.linked.names[last])
    by_distance = sorted(latest, key=lambda key: -latest[key].i)
    if not by_distance:
        return None
    distance = reading.paragraphs_between(latest[by_distance[0]], head)
    rivals = [key for key in by_distance[1:] if reading.paragraphs_between(latest[key], head) <= distance + 1]
    if distance > _REACH or rivals:
        return None
    return by_distance[0], 0.85 if distance <= 1 else 0.6


def sole_holder(reading: Reading, source: Candidate) -> str | None:
    """The only person of an article to whom it gives the office of a description, "senator" of "the Lowmoor senator",
    whether or not it says the rest of her.
    """
    head = source.head
    if not is_definite(head) or not is_role_head(head):
        return None
    holders = {reading.linked.keys[named.name_index] for named in _of_office(reading, source)}
    return holders.pop() if len(holders) == 1 else None


def is_specific(reading: Reading, source: Candidate) -> bool:
    """Whether a description says more than an office: "the fire chief", and not "the chief"."""
    inside = reading.doc.tokens[source.first : source.head.i]
    return any(token.pos in ("NOUN", "PROPN") and token.dep == "compound" for token in inside)


def _fitting(reading: Reading, source: Candidate) -> tuple[MentionRole, ...]:
    """Return the roles that match the noun of a description and all that it adds to the noun."""
    noun = source.head.lemma.lower()
    asked = ("role", noun, *_added(reading, source))
    if asked not in reading.holders:
        office = _of_office(reading, source)
        reading.holders[asked] = tuple(named for named in office if _adds(reading, named, source))
    return reading.holders[asked]


def _of_office(reading: Reading, source: Candidate) -> tuple[MentionRole, ...]:
    """Return the roles that match the noun of a description, whatever else it says."""
    noun = source.head.lemma.lower()
    asked = ("office", noun, "former" in _added(reading, source))
    if asked not in reading.holders:
        reading.holders[asked] = tuple(
            named for named in reading.linked.roles if _same_office(reading, named, source)
        )
    return reading.holders[asked]


def _adds(reading: Reading, named: MentionRole, source: Candidate) -> bool:
    """Return True if the text says of a role all that a description adds to its noun."""
    beside = " ".join(_spelled(token.text) for token in _around(reading, named)).lower().split()
    return all(word in beside for word in _added(reading, source))


def _same_office(reading: Reading, named: MentionRole, source: Candidate) -> bool:
    """Whether a role has the noun of a description. A former office is another one."""
    tokens = reading.doc.tokens
    wanted = source.head.lemma.lower()
    of_role = [token.lemma.lower() for token in tokens[named.first : named.last]]
    short = named.role.text.lower().rstrip(".").split()
    if wanted not in of_role and not any(len(part) >= 3 and wanted.startswith(part) for part in short):
        return False
    return ("former" in of_role or "ex" in of_role) == ("former" in _added(reading, source))


def _around(reading: Reading, named: MentionRole) -> Iterator[Token]:
    """The words of a role, of its bearer's name, and what follows it up to a verb or the next person."""
    name = reading.linked.names[named.name_index]
    tokens = reading.doc.tokens
    yield from tokens[min(named.first, name.first) : max(named.last, name.last)]
    for token in tokens[name.last : name.last + _BESIDE]:
        number = reading.linked.mentions.index_at.get(token.i)
        person = number is not None and reading.linked.names[number].type is EntityType.PERSON
        if person or token.pos in ("VERB", "AUX"):
            break
        yield token


def _added(reading: Reading, source: Candidate) -> list[str]:
    """What a description says beside its noun: "former", "Lowmoor" in "the former senator from Lowmoor"."""
    head = source.head
    inside = [*reading.doc.tokens[source.first : source.head.i]]
    for child in head.children:
        if child.dep == "prep" and child.text.lower() in ("of", "from", "for"):
            inside.extend(child.subtree)
    return [
        token.text.lower()
        for token in inside
        if token.pos in ("PROPN", "NOUN") or (token.pos == "ADJ" and token.text.lower() == "former")
    ]


@cache
def _states() -> dict[str, str]:
    return {short.rstrip("."): state for short, state in table("state_abbreviations")}


def _spelled(word: str) -> str:
    """A word with the state that it abbreviates: "R-Fla." gives "Florida" too."""
    state = _states().get(word.rsplit("-", maxsplit=1)[-1].rstrip("."))
    return f"{word} {state}" if state is not None else word
