"""Particles and suffixes of personal names: "Nora van der Berg Jr." is one name, "van der Berg" its short form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.propagation import REPEATED_CONFIDENCE
from builder.annotate.mentions.title_words import is_title
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import is_given_name
from builder.names.person_names import fold, is_particle, person_name

_NO_PARTICLES = ("NUM", "VERB", "AUX", "CCONJ", "ADV")
"""Parts of speech of words that are spelled like a particle: "ten", "do"."""
_GERMANIC = ("van", "von")
_SUFFIXES = ("Jr", "Jr.", "Sr", "Sr.")
_PREFIXED = re.compile(r"(?:O['’]|Mac|Mc)[A-Z]\w+")
"""A surname with a prefix that the model labels apart: "O’Roe"."""


def join_particles(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, persons extended by the particles and the suffix of their names.

    The model labels "Ilka von" of "Ilka von der Roe", or "la Roe" of "de la Roe".
    """
    yield from mentions
    for run in _particle_runs(mentions):
        joined = _name_with(run, mentions)
        if joined is not None:
            yield _with_suffix(joined)
    for mention in mentions:
        if mention.type is EntityType.PERSON:
            yield _with_suffix(_with_prefixed(mention, mentions))


def _particle_runs(mentions: Mentions) -> Iterator[Sequence[Token]]:
    """Yield the particles in lower case before a capitalized word, as many as follow each other."""
    tokens = mentions.doc.tokens
    i = 0
    while i < len(tokens):
        first = i
        while i < len(tokens) and tokens[i].text in words("name_particles") and _continues(tokens[i], first):
            i += 1
        if first < i < len(tokens) and tokens[i].text[0].isupper() and _continues(tokens[i], first):
            yield tokens[first:i]
        i = max(i, first + 1)


def _continues(token: Token, first: int) -> bool:
    """Return True if a token is in the sentence of the token with an index, one space after the token before it."""
    before = token.previous
    if token.i == first or before is None:
        return True
    spaced = token.doc.text[before.end : token.start].isspace()
    return spaced and token.sentence_i == token.doc.tokens[first].sentence_i


def _name_with(run: Sequence[Token], mentions: Mentions) -> MentionSpan | None:
    """Return the person whose name contains some particles; None without one, or if a mention contains all of it."""
    first, last = run[0].i, run[-1].i + 1
    if len(run) == 1 and run[0].pos in _NO_PARTICLES:
        return None
    before = run[0].previous
    left = mentions.at(first - 1) if before is not None and _continues(run[0], before.i) else None
    right = mentions.at(last)
    if right is not None and (right is left or right.first < first):
        return None
    if left is not None and left.type is EntityType.PERSON and _may_follow(right, run):
        return replace(left, last=right.last if right is not None else last + 1, rule=f"{left.rule}+particle")
    if before is not None and len(run) > 1 and _has_personal_form(before, run, left, right):
        return MentionSpan(
            mentions.doc, before.i, last + 1, EntityType.PERSON, Origin.RULE, "particles", REPEATED_CONFIDENCE
        )
    if right is None or right.type is not EntityType.PERSON:
        return None
    if right.first == first:
        return _with_first_name(right, run, mentions)
    if left is None and before is not None and before.sentence_i == run[0].sentence_i and _is_given(before):
        return replace(right, first=before.i, rule=f"{right.rule}+particle")
    if left is None and (len(run) > 1 or run[0].pos in ("PROPN", "X")):
        return replace(right, first=first, rule=f"{right.rule}+particle")
    return None


def _with_first_name(surname: MentionSpan, run: Sequence[Token], mentions: Mentions) -> MentionSpan | None:
    """Return a surname that begins with a particle with the name before it: "Joost" + "van Roe"; None without one."""
    before = run[0].previous
    if before is None or mentions.is_taken(before.i) or before.sentence_i != run[0].sentence_i:
        return None
    # At the beginning of a sentence the model takes a rare given name for a common noun.
    is_name = before.tag in ("NN", "NNP") and before.text.isalpha() and before.text[0].isupper()
    if not is_name or is_title(before) or before.text in words("honorifics"):
        return None
    is_word = any(token.text == before.text.lower() for token in mentions.doc.tokens)
    is_sure = (run[0].text in _GERMANIC and not is_word) or is_given_name(before.text)
    return replace(surname, first=before.i, rule=f"{surname.rule}+particle") if is_sure else None


def _has_personal_form(
    before: Token, run: Sequence[Token], left: MentionSpan | None, right: MentionSpan | None
) -> bool:
    """Return True if several particles are between two capitalized words as in a person's name: "Beate van den Roe".

    In Romance languages places have such names, too ("Costa de la Vale"): they need a usual given name.
    """
    end = run[-1].i + 2
    one_word_each = (left is None or len(left.tokens) == 1) and (right is None or right.last == end)
    capitals = before.text[0].isupper() and before.tag == "NNP" and not is_title(before)
    adjacent = _continues(run[0], before.i)
    return one_word_each and capitals and adjacent and (run[0].text in _GERMANIC or _is_given(before))


def _may_follow(right: MentionSpan | None, run: Sequence[Token]) -> bool:
    """Return True if what is after the particles may end the name of the person before them.

    Args:
        right: the mention after the particles, if any.
        run: the particles.
    """
    if right is None:
        return len(run) > 1 or run[-1].doc.tokens[run[-1].i + 1].pos == "PROPN"
    return right.type is EntityType.PERSON or (len(run) > 1 and right.last == run[-1].i + 2)


def _is_given(token: Token) -> bool:
    return token.text[0].isupper() and is_given_name(token.text) and not is_title(token)


def _with_prefixed(mention: MentionSpan, mentions: Mentions) -> MentionSpan:
    """Return the mention of a given name with the surname after it that the model did not label: "O’Roe"."""
    after = mention.next
    if (
        after is None
        or len(mention.tokens) > 1
        or mentions.is_taken(after.i)
        or not _continues(after, mention.first)
    ):
        return mention
    is_surname = _PREFIXED.fullmatch(after.text) is not None and is_given_name(mention.text)
    return replace(mention, last=after.i + 1, rule=f"{mention.rule}+prefix") if is_surname else mention


def _with_suffix(mention: MentionSpan) -> MentionSpan:
    """Return a person's mention with the suffix after it: "Jr.", even after a comma."""
    suffix = mention.next
    if suffix is not None and suffix.text == "," and suffix.is_attached:
        suffix = suffix.next
    if suffix is None or suffix.text not in _SUFFIXES or suffix.paragraph != mention.tokens[0].paragraph:
        return mention
    return replace(mention, last=suffix.i + 1, rule=f"{mention.rule}+suffix")


def find_surnames(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the surnames with a particle that the article also has with a given name: "van der Berg", "Van der Berg".

    The particle may begin with a capital, as at the start of a sentence, or not.
    """
    wordings: dict[str, list[tuple[str, ...]]] = {}
    for wording in sorted({*map(_surname, mentions)}, key=lambda wording: (-len(wording), wording)):
        if wording:
            wordings.setdefault(fold(wording[0]), []).append(wording)
    if not wordings:
        return
    for token in mentions.doc.tokens:
        for wording in wordings.get(fold(token.text), ()):
            here = mentions.doc.tokens[token.i : token.i + len(wording)]
            if tuple(other.text for other in here[1:]) == wording[1:] and _is_whole(here, mentions):
                yield MentionSpan(
                    mentions.doc,
                    token.i,
                    token.i + len(wording),
                    EntityType.PERSON,
                    Origin.RULE,
                    "surname",
                    REPEATED_CONFIDENCE,
                )
                break


def _surname(mention: MentionSpan) -> tuple[str, ...]:
    """Return the tokens of the surname of a person's full name, with its particles; empty if it has none."""
    if mention.type is not EntityType.PERSON:
        return ()
    texts = [token.text for token in mention.tokens if token.text not in (*_SUFFIXES, ",")]
    name = person_name(" ".join(texts))
    last = len(texts) - 1
    first = last
    while first > 1 and is_particle(texts[first - 1]):
        first -= 1
    return tuple(texts[first:]) if name.given and first < last else ()


def _is_whole(tokens: Sequence[Token], mentions: Mentions) -> bool:
    """Return True if adjacent tokens of one sentence are not a part of a longer name."""
    before, after = tokens[0].previous, tokens[-1].next
    if tokens[0].sentence_i != tokens[-1].sentence_i:
        return False
    if after is not None and after.text == "-" and after.is_attached:
        return False
    beside = mentions.at(tokens[0].i - 1) if before is not None and not tokens[0].is_attached else None
    return beside is None or beside.last <= tokens[0].i
