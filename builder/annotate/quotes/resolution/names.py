"""Whom a name beside a quotation stands for: alone, in a list, with a courtesy title, or inside a description."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.title_words import title_abbreviations
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, noun_phrase_at
from builder.annotate.quotes.quotation_marks import MARK_TOKENS
from builder.annotate.quotes.resolution.context import Reading
from builder.annotate.quotes.resolution.gender import gender_of_title
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.given_names import Gender
from builder.names.person_names import person_name

_PLURAL_PEOPLES = ("s", "sh", "ch", "ese")
"""Endings of peoples that are plural as they stand: "Danes", "the Irish", "the Dutch", "the Japanese"."""


def named(reading: Reading, source: Candidate) -> Speaker:
    """The entities that a source which is a name stands for."""
    index = source.name_index
    key = reading.linked.keys[index] if index is not None else None
    if index is None or key is None:
        return Speaker((), source, "words", 0.6)
    name = reading.linked.names[index]
    if name.type is EntityType.GROUP and is_some_of_group(name):
        return Speaker((), plain(source.head), "words", 0.9)
    if name.type is not EntityType.PERSON:
        return _joint(reading, source, index, Speaker((key,), source, "name", 1.0))
    return _joint(reading, source, index, bearer(reading, source, name, key))


def plain(head: Token) -> Candidate:
    """The noun phrase around a token as words alone, whatever names stand in it."""
    found = noun_phrase_at(head)
    marks = [token.i for token in head.doc.tokens[found.first : found.head.i] if token.text in MARK_TOKENS]
    return replace(found, first=marks[-1] + 1) if marks else found


def is_some_of_group(name: MentionSpan) -> bool:
    """Whether a group's name speaks of some or one of its members: "many Danes", "the Lowmoor Liberal"."""
    head = name.doc.tokens[name.last - 1]
    before = name.doc.tokens[plain(head).first : name.first]
    if any(token.text.lower() != "the" and token.text[0].isalnum() for token in before):
        return True
    # "Danes who …", "Danes involved in …"; what follows a comma speaks of them all.
    behind = [child for child in head.children if child.dep in ("acl", "relcl") and child.i > head.i]
    if behind and name.doc.tokens[name.last].text != ",":
        return True
    return bool(before) and not head.text.endswith(_PLURAL_PEOPLES)


def _joint(reading: Reading, source: Candidate, index: int, speaker: Speaker) -> Speaker:
    """With those who are named together with a speaker."""
    if not speaker.keys:
        return speaker
    keys = list(speaker.keys)
    for token in conjuncts(source.head):
        other = reading.key_at(token.i)
        if other is not None and other not in keys:
            keys.append(other)
    if reading.linked.names[index].type is EntityType.PERSON:
        before = listed(reading.linked, index, -1)
        keys = [*(other for other in before if other not in keys), *keys]
    if len(keys) == len(speaker.keys):
        return speaker
    return Speaker(tuple(keys), source, "joint-names", speaker.certainty)


def bearer(reading: Reading, source: Candidate, name: MentionSpan, key: str) -> Speaker:
    """The person whom a name stands for: of several with one surname the one whom the title fits, or who was named in
    full just before.
    """
    sole = Speaker((key,), source, "name", 1.0)
    if " " in name.text:
        return sole
    bearers = bearers_of(reading, name)
    title = gender_of_title(reading.doc, name.first)
    titled = Candidate(source.head, name.first - (title is not None), name.last, None)
    if title is not None and bearers:
        bearers = _titled(reading, bearers, title)
        if not bearers:
            return Speaker((), titled, "words", 0.8)
    if bearers == [key] or not bearers:
        return sole
    if len(bearers) == 1:
        return Speaker((bearers[0],), source, "titled-name", 0.95)
    near = _named_near(reading, name, bearers)
    here = {one for one, distance in near.items() if distance == 0}
    if key in bearers and (key in here or len(here) != 1):
        return Speaker((key,), source, "name", 0.97 if not near or key in near else 0.75)
    leading = {one for one in bearers if not _is_kin(reading, one)}
    for likely, rule in ((here, "near-name"), (leading, "leading-name")):
        if len(likely) == 1 and title is None:
            return Speaker((likely.pop(),), source, rule, 0.8)
    return Speaker((), titled, "words", 0.5)


def bearers_of(reading: Reading, name: MentionSpan) -> list[str]:
    """The persons with a full name whose surname a single word is."""
    surname = person_name(name.text).surname
    return [*reading.surnames.get(surname, ())]


def _titled(reading: Reading, bearers: list[str], title: Gender) -> list[str]:
    """Those whom "Mr." or "Ms." fits: who are known to be of that sex; and those of whom it is not known, where the
    known ones are only mentioned as somebody's relatives.
    """
    known = [one for one in bearers if reading.genders.get(one) is title]
    unknown = [one for one in bearers if one not in reading.genders]
    return known if known and not all(_is_kin(reading, one) for one in known) else known + unknown


def _is_kin(reading: Reading, key: str) -> bool:
    """Whether the text introduces somebody as another's relative, or names somebody to say whose relative another is:
    "his wife, Ana Roe", "the daughter of Ana Roe".
    """
    for head in _full_mentions(reading, key):
        above = list(islice(head.ancestors, 2 if head.dep == "pobj" else 1))
        if any(token.lemma.lower() in words("kin_nouns") for token in above):
            return True
    return False


def _full_mentions(reading: Reading, key: str) -> Iterator[Token]:
    """The heads of the names in full of a person, out of quotation marks."""
    for number in reading.mentions.get(key, ()):
        name = reading.linked.names[number]
        if name.first not in reading.quoted and " " in name.text:
            yield reading.head_of(name)


def _named_near(reading: Reading, name: MentionSpan, bearers: list[str]) -> dict[str, int]:
    """Those of ``bearers`` who are named in full before a name, in its paragraph, or else in the one before; each with
    how many paragraphs back.
    """
    here = reading.doc.tokens[name.first]
    names = reading.linked.names
    start = reading.doc.paragraph_start(here)
    if start:
        start = reading.doc.paragraph_start(reading.doc.tokens[start - 1])
    found: dict[str, int] = {}
    near = range(bisect_left(names, start, key=_first), bisect_left(names, name.first, key=_first))
    for number in near:
        other, key = names[number], reading.linked.keys[number]
        distance = reading.paragraphs_between(reading.doc.tokens[other.first], here)
        if key in bearers and key is not None and distance <= 1 and " " in other.text:
            found[key] = distance
    nearest = min(found.values(), default=0)
    return {key: distance for key, distance in found.items() if distance == nearest}


def _first(name: MentionSpan) -> int:
    return name.first


def conjuncts(token: Token) -> Iterator[Token]:
    """What is joined to a token by "and" and commas, in order."""
    # In a list of a thousand names each is a conjunct of the one before: a call for each would be too deep.
    waiting = _joined_to(token)
    while waiting:
        conjunct = waiting.pop()
        yield conjunct
        waiting.extend(_joined_to(conjunct))


def _joined_to(token: Token) -> list[Token]:
    """Return the conjuncts that depend on a token directly, the last first."""
    return [child for child in token.children if child.dep == "conj"][::-1]


def listed(linked: LinkedMentions, index: int, step: int) -> list[str]:
    """Persons joined to a person by "and", commas and "of <place>" alone: "A of X and B of Y".

    Args:
        doc: the article.
        linked: its names.
        index: of the person's name.
        step: 1 looks behind it, -1 before it.
    """
    keys: list[str] = []
    edge = index
    number = index + step
    while 0 <= number < len(linked.names):
        first, second = sorted((edge, number))
        between = linked.doc.tokens[linked.names[first].last : linked.names[second].first]
        if not all(map(_joins, between)) or not between:
            break
        if linked.names[number].type is EntityType.PERSON:
            key = linked.keys[number]
            # A comma alone joins only what an "and" closes further on.
            open_list = "and" not in {token.text for token in between} and not keys
            if open_list and (step < 0 or not _closed_by_and(linked, number)):
                break
            if key is not None:
                keys.append(key)
            edge = number
        number += step
    return keys[::step]


def _joins(token: Token) -> bool:
    if token.text in ("of", "from", "and", ",", "&", "-", "(", ")"):
        return True
    return token.pos == "PROPN" or token.text in title_abbreviations()


def _closed_by_and(linked: LinkedMentions, index: int) -> bool:
    after = linked.doc.tokens[linked.names[index].last : linked.names[index].last + 5]
    return any(token.text == "and" for token in after)
