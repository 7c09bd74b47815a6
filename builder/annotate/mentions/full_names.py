"""Full names of persons that a text does not write as such: "Roe, Jonas", and "Edith" of "Edith and Walter Roe"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.joint_given_names import is_after_relatives
from builder.annotate.mentions.kin_names import kin_names
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.surname_first import SURNAME_FIRST
from builder.annotate.mentions.title_words import is_title
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.article import ParagraphKind
from builder.names.given_names import given_name_counts, is_given_name
from builder.names.known_names import SURNAME, known_kinds
from builder.names.person_names import fold, natural_order, person_name

_COMMON = 1000
"""People in 100,000 who have a given name that is no surname beside "and": "James", but not "Howard"."""
_JOINTS = ("and", "&")


def full_names(mentions: Mentions) -> Mapping[int, str]:
    """Return the full names of the persons whose mention does not have it, by the index of the mention."""
    inverted = {
        mention_i: natural_order(mention.text)
        for mention_i, mention in enumerate(mentions)
        if mention.type is EntityType.PERSON and mention.rule.startswith(SURNAME_FIRST)
    }
    return {**dict(kin_names(mentions)), **dict(_shared_surnames(mentions)), **inverted}


def _shared_surnames(mentions: Mentions) -> Iterator[tuple[int, str]]:
    """Yield the given names that share the surname of the name after "and", with it: "Edith and Walter Roe"."""
    persons = [person_name(mention.text) for mention in mentions if mention.type is EntityType.PERSON]
    full = {(person.given[0], person.surname) for person in persons if len(person.given) == 1}
    named = {part for person in persons if person.given for part in (person.given[0], *person.short_forms)}
    first_mentions = _first_mentions(mentions)
    for mention_i, mention in enumerate(mentions):
        if mention.type is not EntityType.PERSON:
            continue
        name = person_name(mention.text)
        joined = _given_names_before(mentions, mention_i)
        for given_i in joined:
            given = mentions.spans[given_i].text
            # If the article names her in full, it is she. Else it must not name anyone so before, or with a surname:
            # "Marlowe and Ana Roe".
            is_new = fold(given) not in named and first_mentions.get(given) == given_i
            is_given = (
                SURNAME not in known_kinds(given)
                or sum(given_name_counts().get(fold(given), ())) >= _COMMON
                or len(joined) > 1
                or name.given[0] in first_mentions
                or is_after_relatives(mentions.spans[joined[-1]].tokens[0])
            )
            if (fold(given), name.surname) in full or (is_new and is_given):
                yield given_i, f"{given} {mention.text.partition(' ')[2]}"


def _first_mentions(mentions: Mentions) -> Mapping[str, int]:
    """Return the index of the first mention with each text and each folded text, outside the headline."""
    paragraphs = mentions.doc.paragraphs
    found: dict[str, int] = {}
    for mention_i, mention in enumerate(mentions):
        if paragraphs[mention.tokens[0].paragraph].kind is not ParagraphKind.HEADLINE:
            found.setdefault(mention.text, mention_i)
            found.setdefault(fold(mention.text), mention_i)
    return found


def _given_names_before(mentions: Mentions, mention_i: int) -> list[int]:
    """Return the indices of the given names alone before a full name, the last joined by "and", others by commas."""
    mention = mentions.spans[mention_i]
    name = person_name(mention.text)
    after = mention.next
    if len(name.given) != 1:
        return []
    if (
        after is not None
        and after.tag in ("NNP", "NNPS")
        and after.sentence_i == mention.tokens[0].sentence_i
    ):
        return []
    found: list[int] = []
    joint = mention.previous
    while joint is not None and joint.text in (_JOINTS if not found else (",",)):
        given_i = mentions.index_at.get(joint.i - 1)
        if given_i is None or not _is_given_alone(mentions.spans[given_i], joint):
            break
        found.append(given_i)
        joint = mentions.spans[given_i].previous
    names = [name.given[0], *(mentions.spans[given_i].text for given_i in found)]
    # "His parents, Orik and Aneka Roe": no table has every given name.
    is_stated = bool(found) and is_after_relatives(mentions.spans[found[-1]].tokens[0])
    return found if is_stated or all(map(is_given_name, names)) else []


def _is_given_alone(mention: MentionSpan, joint: Token) -> bool:
    """Return True for a given name alone, without a title before it, in the sentence of the word or sign after it."""
    before = mention.previous
    if mention.type is not EntityType.PERSON or len(mention.tokens) > 1:
        return False
    if before is not None and (before.text in words("honorifics") or is_title(before)):
        return False
    return mention.tokens[0].sentence_i == joint.sentence_i
