"""Positional capitals: words that a heading or the beginning of a sentence capitalizes, and that are in no name.

A heading in title case names "Ana Roe Hammers Council" what the body calls "Ana Roe" and "council". So names in such
headings are cut to the names that the body knows, and dropped if the body shows that they are common words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.mentions.boundaries import FIGURES
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.annotate.parse.headings import headings
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.given_names import is_given_name
from builder.names.known_names import known_kinds
from builder.names.person_names import is_particle

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_FEWEST_WORDS = 5
"""Words of a heading in title case, at least: a shorter one may be a name and nothing else, as in a list of names."""
_LONGEST_NAME = 4
"""Words of a name that nothing but its last word confirms, at most: "Lowmoor Harbor Board"."""

_VERB_ENDINGS = ("ces", "ses", "ts", "ds", "ees", "ed", "ing")
"""Endings of verbs in headings; surnames end with "s" as well ("Sanders", "Woods"), so that the known ones count."""

_RULE = "+known"


class _Body(Struct, frozen=True):
    """What the sentences that are not headings show.

    Attributes:
        names: the type of each name, and of the surname of each person, by its words.
        surnames: the last words of full names of persons.
        lower: the words that appear in lower case.
        gazetteer: the countries.
    """

    names: Mapping[tuple[str, ...], EntityType]
    surnames: Set[str]
    lower: Set[str]
    gazetteer: Gazetteer


def title_case_sentences(doc: Document) -> frozenset[int]:
    """Return the indices in ``Document.sentences`` of the headings of several words in title case."""
    return frozenset(
        i
        for i in headings(doc)
        if sum(token.text[0].isalpha() for token in doc.sentences[i].tokens) >= _FEWEST_WORDS
    )


def cut_to_known_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, those with positional capitals cut to the names that the body of the article knows."""
    in_title_case = title_case_sentences(mentions.doc)
    body = _body(mentions, in_title_case)
    for mention in mentions:
        if mention.type in FIGURES or mention.type is EntityType.GROUP:
            yield mention
        elif mention.tokens[0].sentence_i in in_title_case:
            yield from _in_heading(mention, body)
        else:
            yield _without_opener(mention, body)


def _body(mentions: Mentions, in_title_case: Set[int]) -> _Body:
    names: dict[tuple[str, ...], EntityType] = {}
    surnames: set[str] = set()
    for mention in mentions:
        if mention.type not in NAMED or mention.tokens[0].sentence_i in in_title_case:
            continue
        wording = _wording(mention.tokens)
        names.setdefault(wording, mention.type)
        if mention.type is EntityType.PERSON and len(wording) > 1:
            names.setdefault(wording[-1:], mention.type)
            surnames.add(wording[-1])
    tokens = (token for token in mentions.doc.tokens if token.sentence_i not in in_title_case)
    lower = frozenset(token.text for token in tokens if token.text.islower())
    return _Body(names, surnames, lower, mentions.gazetteer)


def _wording(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.text for token in tokens)


def _in_heading(mention: MentionSpan, body: _Body) -> Iterator[MentionSpan]:
    """Yield the names in a mention of a heading: itself, those that the body knows, or none."""
    if _wording(mention.tokens) in body.names or _is_well_known(mention, body.gazetteer):
        yield mention
        return
    if (_ends_like_name(mention) and not _has_verb(mention)) or _is_full_name(mention, body):
        yield mention
        return
    known = tuple(_known_names(mention, body))
    if known:
        yield from known
    elif not _has_common_words(mention, body):
        yield mention


def _is_well_known(mention: MentionSpan, gazetteer: Gazetteer) -> bool:
    text = mention.text
    return bool(known_kinds(text)) or bool(gazetteer.candidates(text))


def _ends_like_name(mention: MentionSpan) -> bool:
    """Return True for a few words of which one shows what they name: "Roe Foundation", "Ana Roe Hotel", "Lake Roe"."""
    if not 1 < len(mention.tokens) <= _LONGEST_NAME:
        return False
    first = f"{mention.tokens[0].text.lower()}*"
    leads = first in words("event_words") or first in words("place_words")
    return leads or mention.tokens[-1].text.lower() in _final_words()


@cache
def _final_words() -> frozenset[str]:
    """Return the words that show at the end of a name what it names, whether or not they do so elsewhere in it."""
    listed = words("organization_words") | words("place_words") | words("event_words") | words("law_words")
    return frozenset(word.removesuffix("*") for word in listed)


def _has_verb(mention: MentionSpan) -> bool:
    return any(token.pos in ("VERB", "AUX", "ADV") for token in mention.tokens)


def _is_full_name(mention: MentionSpan, body: _Body) -> bool:
    """Return True for a given name and a surname, with nothing but names and initials between them.

    "Ana Roe" is one if the body knows neither word, or "Roe"; if it knows "Ana" alone, only if "roe" is not a word.
    """
    if _has_known_surname(mention, body):
        return True
    first, *middle, last = mention.tokens if len(mention.tokens) > 1 else mention.tokens * 2
    if mention.type is not EntityType.PERSON or first is last or first.text in body.surnames:
        return False
    if _may_be_verb(last) or not all(_may_be_middle_name(token, body) for token in middle):
        return False
    if (last.text,) in body.names:
        return not _may_be_verb(first) and first.text.lower() not in body.lower
    if not is_given_name(first.text):
        return False
    return (first.text,) not in body.names or last.text.lower() not in body.lower


def _has_known_surname(mention: MentionSpan, body: _Body) -> bool:
    """Return True for a given name before a surname of several words, or with a suffix, that the body knows.

    "Ana Ferrer Vale" beside "Ferrer Vale", "Tomas Roe Jr." beside "Roe Jr."; not "Slams Ana Roe" beside "Ana Roe".
    """
    first, rest = mention.tokens[0], _wording(mention.tokens[1:])
    # "Van" is also a given name, but not in "Van Den Orve".
    is_full = is_given_name(rest[0]) and not any(map(is_particle, rest[1:])) if len(rest) > 1 else True
    if is_full or rest not in body.names:
        return False
    # "Karel" is not a usual given name in the United States.
    is_name = not _may_be_verb(first) and first.text.lower() not in body.lower
    return is_given_name(first.text) or (is_particle(rest[0]) and is_name)


def _may_be_middle_name(token: Token, body: _Body) -> bool:
    if len(token.text.rstrip(".")) == 1 or is_particle(token.text):
        return True
    return (
        not _may_be_verb(token) and token.text.lower() not in body.lower and (token.text,) not in body.names
    )


def _may_be_verb(token: Token) -> bool:
    """Return True for a word that is a verb for the model, or ends like one: "Denounces", "Endorsed"."""
    if _is_inflected(token) or token.tag != "NNP":
        return True
    return token.text.endswith(_VERB_ENDINGS) and not is_given_name(token.text)


def _known_names(mention: MentionSpan, body: _Body) -> Iterator[MentionSpan]:
    """Yield the names in a mention that the body knows, from left to right, the longest first; also countries."""
    first = mention.first
    while first < mention.last:
        last, entity_type = _known_end(mention, first, body)
        if entity_type is None:
            first += 1
            continue
        start = _with_given_name(mention, first, last, entity_type)
        rule = mention.rule if (start, last) == (mention.first, mention.last) else f"{mention.rule}{_RULE}"
        yield replace(mention, first=start, last=last, type=entity_type, rule=rule)
        first = last


def _known_end(mention: MentionSpan, first: int, body: _Body) -> tuple[int, EntityType | None]:
    """Return the end and the type of the longest known name that begins at a token; None as type without one."""
    tokens = mention.doc.tokens
    for last in range(mention.last, first, -1):
        entity_type = body.names.get(_wording(tokens[first:last]))
        if entity_type is not None:
            return last, entity_type
    if len(tokens[first].text) > 2 and body.gazetteer.is_country(tokens[first].text):
        return first + 1, EntityType.PLACE
    return first, None


def _with_given_name(mention: MentionSpan, first: int, last: int, entity_type: EntityType) -> int:
    """Return the beginning of a known name with the given name before it: "Ana" of "Ana Roe", if "Roe" is known."""
    before = mention.doc.tokens[first - 1]
    person = entity_type is EntityType.PERSON and last == first + 1 and first > mention.first
    return first - 1 if person and is_given_name(before.text) else first


def _has_common_words(mention: MentionSpan, body: _Body) -> bool:
    """Return True if the body shows that a mention of a heading consists of common words, at least in part."""
    tokens = [token for token in mention.tokens if token.text[0].isupper()]
    common = [token for token in tokens if token.text.lower() in body.lower or _is_inflected(token)]
    return len(common) * 2 >= len(tokens)


def _is_inflected(token: Token) -> bool:
    """Return True for a word that the model takes for a verb or an adverb: "Impedes", "Suddenly"."""
    return token.pos in ("VERB", "AUX", "ADV", "PRON", "SCONJ")


def _without_opener(mention: MentionSpan, body: _Body) -> MentionSpan:
    """Return a person's or place's mention without the word that opens its sentence: "Young Roe", "Poor Lowmoor"."""
    opener = mention.tokens[0]
    rest = _wording(mention.tokens[1:])
    if opener.i != opener.sentence.first or rest not in body.names or mention.type is EntityType.ORGANIZATION:
        return mention
    short = len(opener.text.rstrip(".")) < 2 or opener.text.lower() in words("name_particles")
    is_name = short or is_given_name(opener.text)
    if is_name or _is_well_known(mention, body.gazetteer) or (opener.text,) in body.names:
        return mention
    if opener.text.lower() not in body.lower and opener.pos == "PROPN" and not _is_inflected(opener):
        return mention
    return replace(mention, first=mention.first + 1, type=body.names[rest], rule=f"{mention.rule}{_RULE}")
