"""Surnames of relatives whom an article names by the given name alone: "Wendell Roe and his daughter, Ione"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.given_names import Gender, gender_of
from builder.names.person_names import fold, person_name, without_suffix

_BEFORE_NOUN = 3
"""Tokens before the noun for a relative among which "his" is: "his late older brother Tom"."""
_SENTENCES_BACK = 1
"""Sentences before that of a relative in which the other one is named, at most."""
_OWNERS = {"his": Gender.MALE, "her": Gender.FEMALE, "their": None, "the": None, "'s": None, "’s": None}
_MISTAKEN = (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.PLACE)
"""Types that the model gives to rare given names."""
_PLURALS = frozenset({"brothers", "siblings", "sisters", "twins"})


def kin_names(mentions: Mentions) -> Iterator[tuple[int, str]]:
    """Yield the index of each given name alone of a relative, and that name with the surname of the other one.

    News copy gives the surname of a relative only if it is another one.
    """
    texts = [
        mention.text for mention in mentions if mention.type is EntityType.PERSON and " " in mention.text
    ]
    persons = list(map(person_name, texts))
    named = {part for person in persons if person.given for part in (person.given[0], *person.short_forms)}
    done: set[str] = set()
    for mention_i, mention in enumerate(mentions):
        given = fold(mention.text)
        if mention.type is not EntityType.PERSON or len(mention.tokens) > 1 or given in named | done:
            continue
        done.add(given)
        surname = _surname(mentions, mention_i)
        if surname is not None:
            yield mention_i, f"{mention.text} {surname}"


def kin_noun(mention: MentionSpan) -> Token | None:
    """Return the noun for a close relative right before a name: "daughter" in "daughter Ione", "daughter, Ione"."""
    noun = mention.previous
    if noun is not None and noun.text == ",":
        noun = noun.previous
    if noun is None or noun.sentence_i != mention.tokens[0].sentence_i:
        return None
    return noun if noun.lemma.lower() in words("close_kin_nouns") else None


def mark_kin(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, each name of one word after "his son" as that of a person."""
    for mention in mentions:
        is_kin = mention.type in _MISTAKEN and len(mention.tokens) == 1 and _is_kin(mention)
        yield replace(mention, type=EntityType.PERSON, rule=f"{mention.rule}+kin") if is_kin else mention


def _is_kin(mention: MentionSpan) -> bool:
    """Return True right after "his son", if no noun follows: "her husband, Orve engineer Tom Roe"."""
    noun, after = kin_noun(mention), mention.next
    if noun is None or noun.tag != "NN" or _owner(noun) is None or mention.text.isupper():
        return False
    return after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "PART")


def _surname(mentions: Mentions, mention_i: int) -> str | None:
    """Return the surname of the person whose relative a given name is said to be; None if that is not clear."""
    mention = mentions.spans[mention_i]
    noun = kin_noun(mention)
    gender = None
    if noun is not None:
        owner = _owner(noun)
        if owner is None:
            return None
        gender = _OWNERS[owner]
        named = _persons_before(mentions, noun, gender)
        if owner in ("'s", "’s"):
            named = named[-1:]
        elif (subject := _last_subject(named)) is not None:
            named = [subject]
    elif _PLURALS & {token.text.lower() for token in _tokens_near(mention)}:
        named = _persons_before(mentions, mention.tokens[0], gender)
    else:
        return None
    written = {fold(surname): surname for surname in map(_written_surname, _full_names(mentions))}
    surnames = {written.get(fold(_written_surname(name.text))) for name in named}
    return surnames.pop() if len(surnames) == 1 else None


def _last_subject(persons: Sequence[MentionSpan]) -> MentionSpan | None:
    """Return the last of the persons that is a subject: "his" is that one's more often than another's."""
    subjects = (person for person in reversed(persons) if person.tokens[-1].dep in ("nsubj", "nsubjpass"))
    return next(subjects, None)


def _owner(noun: Token) -> str | None:
    """Return the word before a noun for a relative that says whose relative it is; None without one."""
    tokens = noun.doc.tokens[max(noun.sentence.first, noun.i - _BEFORE_NOUN) : noun.i]
    return next((token.text.lower() for token in reversed(tokens) if token.text.lower() in _OWNERS), None)


def _tokens_near(mention: MentionSpan) -> Sequence[Token]:
    """Return the tokens of the sentence of a mention before it, and of the sentence before."""
    doc, sentence_i = mention.doc, mention.tokens[0].sentence_i
    first = doc.sentences[max(0, sentence_i - _SENTENCES_BACK)].first
    return doc.tokens[first : mention.first]


def _full_names(mentions: Mentions) -> list[str]:
    """Return the full names of persons in the article."""
    persons = (mention.text for mention in mentions if mention.type is EntityType.PERSON)
    return [name for name in persons if person_name(name).is_full]


def _persons_before(mentions: Mentions, before: Token, gender: Gender | None) -> list[MentionSpan]:
    """Return the mentions of persons in the nearest sentence that has one, up to a token, in their order.

    Args:
        mentions: all mentions.
        before: the token.
        gender: of the persons, if it is known; those whose given name shows another one are left out.
    """
    for i in range(before.sentence_i, max(-1, before.sentence_i - _SENTENCES_BACK - 1), -1):
        found = [
            mention
            for mention in mentions
            if mention.type is EntityType.PERSON
            and mention.tokens[0].sentence_i == i
            and mention.last <= before.i
            and (gender is None or gender_of(mention.tokens[0].text) in (gender, None))
        ]
        if found:
            return found
    return []


def _written_surname(name: str) -> str:
    """Return the surname of a name as written: "van Riel" of "Ana van Riel"."""
    parts = without_suffix(name).split()
    return " ".join(parts[-len(person_name(name).surname.split()) :])
