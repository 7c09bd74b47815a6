"""Resolution of names: the speaker that a name refers to, alone, in a list, or with "Mr." or "Ms."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, noun_phrase_at
from builder.annotate.quotes.quotation_marks import MARK_TOKENS
from builder.annotate.quotes.resolution.context import (
    SpeakerContext,
    head_of,
    paragraphs_between,
    tokens_before_head,
)
from builder.annotate.quotes.resolution.coordination import conjuncts, joined_persons
from builder.annotate.quotes.resolution.descriptions import is_person_noun
from builder.annotate.quotes.resolution.gender import gender_of_title
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.acronyms import is_acronym
from builder.names.given_names import Gender
from builder.names.person_names import person_name

_PLURAL_ENDINGS = ("s", "sh", "ch", "ese")
"""Endings of names of peoples that are plural without an ending of their own: "the Irish", "the Dutch", "the Japanese";
and of "Danes".
"""

_ALONG_WITH = ([",", "along", "with"], [",", "together", "with"])
_FARTHEST_COMPANION = 9
"""Tokens after a name that may contain the name of who speaks along with it."""


def resolve_name(context: SpeakerContext, source: Candidate) -> Speaker:
    """Return the speakers that a name refers to, and those whose names are joined to it.

    "Ana Roe and Tomas Vale".
    """
    mention = context.mention_of(source)
    key = context.key_of(mention) if mention is not None else None
    if mention is None or key is None:
        return Speaker((), source, "words", 0.6)
    if mention.type is EntityType.GROUP and not is_acronym(mention.text):
        # "Danes said" names no one, the text's own words are the speaker. "The NAWPC said" names a body.
        is_part = is_part_of_group(mention)
        return Speaker((), noun_phrase(source.head) if is_part else source, "words", 0.9)
    if mention.type is not EntityType.PERSON:
        return _with_joint_names(context, source, mention, Speaker((key,), source, "name", 1.0))
    return _with_joint_names(context, source, mention, resolve_person(context, source, mention))


def noun_phrase(head: Token) -> Candidate:
    """Return the noun phrase of a head as words alone, whatever names are in it, after its last quotation mark."""
    found = noun_phrase_at(head)
    marks = [token.i for token in tokens_before_head(found) if token.text in MARK_TOKENS]
    return replace(found, first=marks[-1] + 1) if marks else found


def is_part_of_group(mention: MentionSpan) -> bool:
    """Return True if the name of a group refers to some or one of its members: "many Danes", "the Lowmoor Liberal"."""
    head = mention.tokens[-1]
    before = mention.doc.tokens[noun_phrase(head).first : mention.first]
    if any(token.text.lower() != "the" and token.text[0].isalnum() for token in before):
        return True
    # "Danes who …", "Danes involved in …" are some of them; a clause after a comma is about all.
    clauses = [child for child in head.children if child.dep in ("acl", "relcl") and child.i > head.i]
    is_followed_by_comma = mention.next is not None and mention.next.text == ","
    if clauses and not is_followed_by_comma:
        return True
    return bool(before) and not head.text.endswith(_PLURAL_ENDINGS)


def _with_joint_names(
    context: SpeakerContext, source: Candidate, mention: MentionSpan, speaker: Speaker
) -> Speaker:
    """Return a speaker together with the speakers whose names "and" or commas join to the source."""
    if not speaker.keys:
        return speaker
    keys = list(speaker.keys)
    for token in (*conjuncts(source.head), *_companion(context, mention)):
        other = context.speaker_key_at(_possessor(token))
        if other is not None and other not in keys:
            keys.append(other)
    if source.mention_i is not None and mention.type is EntityType.PERSON:
        before = joined_persons(context.linked, source.mention_i, -1)
        keys = [*(other for other in before if other not in keys), *keys]
        after = joined_persons(context.linked, source.mention_i, 1) if _has_tag(mention) else ()
        keys.extend(other for other in after if other not in keys)
    if len(keys) == len(speaker.keys):
        return speaker
    return Speaker(tuple(keys), source, "joint-names", speaker.certainty)


def _possessor(token: Token) -> Token:
    """Return the second owner of a joint possession: Vale of "Roe and Vale's plan is"; else the token itself."""
    if token.pos != "NOUN" or is_person_noun(token):
        return token
    return next((child for child in token.children if child.dep == "poss"), token)


def _companion(context: SpeakerContext, mention: MentionSpan) -> Iterator[Token]:
    """Yield the head of the name after "along with": "Roe, along with the mayor Tomas Vale, says"."""
    following = mention.doc.tokens[mention.last : mention.last + _FARTHEST_COMPANION]
    if [token.text.lower() for token in following[:3]] not in _ALONG_WITH:
        return
    for token in following[3:]:
        other = context.mention_at(token)
        if other is not None and other.type is EntityType.PERSON:
            yield head_of(other)
            return
        if token.text == ",":
            return


def _has_tag(mention: MentionSpan) -> bool:
    """Return True if brackets follow a name: the parse easily loses the list that it is in: "Ana Roe (D-Ohio), …"."""
    return mention.next is not None and mention.next.text in ("(", "[")


def resolve_person(context: SpeakerContext, source: Candidate, mention: MentionSpan) -> Speaker:
    """Return the person that a mention refers to.

    If several persons have the surname, it is the one that "Mr." or "Ms." fits, or whose full name is shortly before.
    """
    key = context.key_of(mention)
    sole = Speaker((key,) if key is not None else (), source, "name", 1.0)
    if person_name(mention.text).is_full or key is None:
        return sole
    namesakes = namesakes_of(context, mention)
    title = gender_of_title(mention)
    if title is not None and namesakes:
        namesakes = _with_gender(context, namesakes, title)
        if not namesakes:
            return Speaker((), _with_title(source, mention), "words", 0.8)
    if namesakes == [key] or not namesakes:
        return sole
    if len(namesakes) == 1:
        return Speaker((namesakes[0],), source, "titled-name", 0.95)
    return _nearest_namesake(context, source, mention, namesakes)


def namesakes_of(context: SpeakerContext, mention: MentionSpan) -> list[str]:
    """Return the keys of the persons whose full name has the surname of a mention, and its suffix if it has one."""
    name = person_name(mention.text)
    keys = context.surnames.get(name.surname, ())
    return [key for key in keys if name.suffix in ("", person_name(context.entities[key].name).suffix)]


def _with_title(source: Candidate, mention: MentionSpan) -> Candidate:
    """Return the words of a mention with the "Mr." or "Ms." before it."""
    is_titled = gender_of_title(mention) is not None
    return Candidate(source.head, mention.first - is_titled, mention.last, None)


def _nearest_namesake(
    context: SpeakerContext, source: Candidate, mention: MentionSpan, namesakes: Sequence[str]
) -> Speaker:
    """Return the person that an ambiguous surname refers to, by the full names shortly before it."""
    key = context.key_of(mention)
    near = _recent_full_names(context, mention, namesakes)
    here = {namesake for namesake, distance in near.items() if distance == 0}
    if key is not None and key in namesakes and (key in here or len(here) != 1):
        return Speaker((key,), source, "name", 0.97 if not near or key in near else 0.75)
    leading = {namesake for namesake in namesakes if not _is_relative(context, namesake)}
    if gender_of_title(mention) is None:
        for likely, rule in ((here, "near-name"), (leading, "leading-name")):
            if len(likely) == 1:
                return Speaker((likely.pop(),), source, rule, 0.8)
    return Speaker((), _with_title(source, mention), "words", 0.5)


def _with_gender(context: SpeakerContext, namesakes: Sequence[str], gender: Gender) -> list[str]:
    """Return the namesakes of a gender; those of unknown gender, too, if the former are only relatives or none."""
    known = [namesake for namesake in namesakes if context.genders.get(namesake) is gender]
    unknown = [namesake for namesake in namesakes if namesake not in context.genders]
    are_relatives = all(_is_relative(context, namesake) for namesake in known)
    return known + unknown if are_relatives else known


def _is_relative(context: SpeakerContext, key: str) -> bool:
    """Return True if the text introduces a person as a relative, or by a relative.

    "His wife, Ana Roe", "the daughter of Ana Roe".
    """
    for mention in context.mentions_by_key.get(key, ()):
        if mention.first in context.marked or not person_name(mention.text).is_full:
            continue
        head = head_of(mention)
        above = islice(head.ancestors, 2 if head.dep == "pobj" else 1)
        if any(token.lemma.lower() in words("kin_nouns") for token in above):
            return True
    return False


def _recent_full_names(
    context: SpeakerContext, mention: MentionSpan, namesakes: Sequence[str]
) -> dict[str, int]:
    """Return the namesakes with a full name before a mention in its paragraph, or else in the paragraph before.

    Returns:
        By key the distance in paragraphs, the same for all: 0 or 1.
    """
    here = mention.tokens[0]
    found: dict[str, int] = {}
    for other in _mentions_before(context, mention):
        key = context.key_of(other)
        if key is not None and key in namesakes and person_name(other.text).is_full:
            distance = paragraphs_between(other.tokens[0], here)
            if distance <= 1:
                found[key] = distance
    nearest = min(found.values(), default=0)
    return {key: distance for key, distance in found.items() if distance == nearest}


def _mentions_before(context: SpeakerContext, mention: MentionSpan) -> Iterator[MentionSpan]:
    """Yield the mentions before a mention from the start of the previous paragraph that has tokens, in order."""
    start = context.doc.paragraph_start(mention.tokens[0])
    if start:
        start = context.doc.paragraph_start(context.doc.tokens[start - 1])
    mentions = context.linked.mentions.spans
    first = bisect_left(mentions, start, key=_first)
    yield from mentions[first : bisect_left(mentions, mention.first, key=_first)]


def _first(mention: MentionSpan) -> int:
    return mention.first
