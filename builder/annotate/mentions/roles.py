"""Roles: what the text says somebody is, by a title before the name or an apposition beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.lexicon.word_lists import table, words
from builder.model.annotations import EntityType, Role
from builder.model.span import Span

_PHRASE_ENDS = ("PUNCT", "VERB", "AUX", "SCONJ", "PRON")

LONGEST_ROLE = 14
"""Tokens that a role may have: what is longer is a story, not a title."""


@dataclass(frozen=True, slots=True)
class MentionRole:
    """A role and the index, in the list of names, of the person who has it.

    Attributes:
        first, last: the tokens of the role, half-open.
    """

    name_index: int
    role: Role
    first: int
    last: int


def roles_of(mentions: Mentions) -> tuple[MentionRole, ...]:
    """The roles that the text gives the persons among ``names``, in the order of the names."""
    doc = mentions.doc
    roles: list[MentionRole] = []
    for index, name in enumerate(mentions):
        if name.type is not EntityType.PERSON:
            continue
        before = _title_before(name)
        if before is not None:
            roles.append(_named(doc, index, *before))
            roles.extend(_shared(mentions, index, before))
        beside = _apposition_after(name) or _apposition_before(name)
        if beside is not None:
            roles.append(_named(doc, index, *beside))
    return tuple(roles)


def is_role_head(token: Token) -> bool:
    """Whether a noun can head a role: "minister", "Sen.", "spokeswomen"."""
    return _head_word(token) in words("role_heads") or token.text in _abbreviations()


def _head_word(token: Token) -> str:
    lower = token.text.lower()
    if lower in words("role_heads"):
        return lower
    if token.lemma.lower() in words("role_heads"):
        return token.lemma.lower()
    # The model leaves capitalised plurals ("Ministers") as they are.
    for ending, singular in (("women", "woman"), ("men", "man"), ("ies", "y"), ("s", "")):
        if lower.endswith(ending) and lower.removesuffix(ending) + singular in words("role_heads"):
            return lower.removesuffix(ending) + singular
    return lower


def _abbreviations() -> dict[str, tuple[str, bool]]:
    return {row[0]: (row[1], row[2] == "yes") for row in table("title_abbreviations")}


def _named(doc: Document, index: int, first: int, last: int) -> MentionRole:
    span = Span(doc.tokens[first].start, doc.tokens[last - 1].end)
    words_written = " ".join(span.of(doc.text).split())
    return MentionRole(index, Role(_singular(words_written, doc.tokens[last - 1]), span), first, last)


def _singular(text: str, head: Token) -> str:
    """A plural title that several share ("Sens.", "Presidents") belongs to each of them in the singular."""
    if head.text in _abbreviations():
        return text.removesuffix(head.text) + _abbreviations()[head.text][0]
    single = _head_word(head)
    if _is_plural(head):
        return text.removesuffix(head.text) + (single.capitalize() if head.text[0].isupper() else single)
    return text


def _is_plural(head: Token) -> bool:
    """Whether a role word stands in the plural; of capitalised ones the model often does not know."""
    if head.text in _abbreviations():
        return _abbreviations()[head.text][1]
    return _head_word(head) != head.text.lower() and head.text.lower().endswith(("s", "men"))


def _title_before(name: MentionSpan) -> tuple[int, int] | None:
    """The title that ends right before the name, as tokens: "Deputy Defense Secretary" Ana Roe."""
    tokens = name.doc.tokens
    # The model ends sentences after "Sens."; a title may begin before that, but not in another paragraph.
    low = name.doc.paragraph_start(tokens[name.first])
    last = name.first
    while last > low and tokens[last - 1].text in words("honorifics"):
        last -= 1
    first = _of_title(tokens, low, last)
    if first is None:
        if last <= low or not is_role_head(tokens[last - 1]):
            return None
        first = last - 1
    while first > low and last - first < LONGEST_ROLE and _extends(tokens, first - 1):
        first -= 1
    while first < last - 1 and tokens[first].text in ("-", "–", "and", "&"):
        first += 1
    return first, last


def _of_title(tokens: Sequence[Token], low: int, last: int) -> int | None:
    """Where "Minister of Health", "minister of Health and Sport" before ``last`` begins, or None."""
    for of in range(last - 2, max(low, last - 6), -1):
        between = tokens[of + 1 : last]
        if tokens[of].text == "of":
            plain = all(
                token.pos in ("PROPN", "NOUN", "ADJ") or token.text in ("and", "&") for token in between
            )
            return of - 1 if plain and is_role_head(tokens[of - 1]) else None
    return None


def _extends(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token belongs to the title that begins behind it."""
    token = tokens[i]
    if token.text in ("-", "–"):
        return i > 0 and tokens[i - 1].end == token.start
    if token.pos in ("VERB", "DET", "PRON", "ADP", "PUNCT", "AUX") or token.tag in ("POS", "PRP$"):
        return token.text.lower() in words("role_modifiers")
    if token.text in ("and", "&"):
        return i > 0 and is_role_head(tokens[i - 1]) and is_role_head(tokens[i + 1])
    if token.lemma.lower() in words("role_modifiers") or token.text.lower() in words("role_modifiers"):
        return True
    if token.pos == "PROPN" or (token.pos == "ADJ" and token.text[0].isupper()):
        return token.text[0].isupper()
    return token.pos == "NOUN" and token.dep in ("compound", "nmod", "npadvmod", "amod") and token.head_i > i


def _shared(mentions: Mentions, index: int, title: tuple[int, int]) -> list[MentionRole]:
    """The same role for those who follow in a list: "Sens. A of X and B of Y"."""
    doc, names = mentions.doc, mentions.spans
    head = doc.tokens[title[1] - 1]
    if not _is_plural(head):
        return []
    shared, end = [], names[index].last
    for other in range(index + 1, len(names)):
        between = doc.tokens[end : names[other].first]
        if doc.tokens[names[other].first].paragraph != head.paragraph:
            break
        if not between or not all(map(_in_list, between)):
            break
        end = names[other].last
        if names[other].type is EntityType.PERSON:
            shared.append(_named(doc, other, *title))
    return shared


def _in_list(token: Token) -> bool:
    return token.text in (",", "and", "of", "from", "&", "(", ")", "-") or token.pos == "PROPN"


def _apposition_after(name: MentionSpan) -> tuple[int, int] | None:
    """The role after a comma: Ana Roe, "the mayor of Lowmoor", …"""
    tokens = name.doc.tokens
    sentence = tokens[name.last - 1].sentence
    if name.last >= sentence.last or tokens[name.last].text != ",":
        return None
    first = name.last + 1
    # An age stands before the role: "Ana Roe, 61, a teacher".
    if first + 1 < sentence.last and tokens[first].text.isdigit() and tokens[first + 1].text == ",":
        first += 2
    if first < sentence.last and tokens[first].pos == "CCONJ":
        return None
    last = _phrase_end(tokens, first, sentence.last)
    return _role_phrase(tokens, first, last)


def _apposition_before(name: MentionSpan) -> tuple[int, int] | None:
    """The role before a comma: "The mayor of Lowmoor", Ana Roe, …"""
    tokens = name.doc.tokens
    sentence = tokens[name.first].sentence
    comma = name.first - 1
    closed = name.last >= sentence.last or tokens[name.last].text in (",", "—", "–", ".", ";")
    if comma <= sentence.first or tokens[comma].text != "," or not closed:
        return None
    first = comma
    while first > sentence.first and tokens[first - 1].pos not in ("PUNCT", "VERB", "AUX", "SCONJ"):
        first -= 1
        if tokens[first].tag in ("DT", "PRP$"):
            break
    if tokens[first].tag not in ("DT", "PRP$"):
        return None
    return _role_phrase(tokens, first, comma)


def _phrase_end(tokens: Sequence[Token], first: int, limit: int) -> int:
    end = first
    while end < limit and end - first < LONGEST_ROLE + 2:
        token = tokens[end]
        if token.pos in _PHRASE_ENDS and token.text != "-" and token.tag != "PRP$" and token.dep != "amod":
            break
        end += 1
    return end


def _role_phrase(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """``[first, last)`` without its article, if its head noun is a role; else None."""
    while first < last and (tokens[first].tag in ("DT", "PRP$") or tokens[first].text in ("then", "now")):
        first += 1
    head = first
    while head < last and tokens[head].pos != "ADP":
        head += 1
    if head == first or last - first > LONGEST_ROLE:
        return None
    while last > head and last > first and tokens[last - 1].pos in ("ADP", "CCONJ", "PUNCT", "ADV", "DET"):
        last -= 1
    nouns = [token for token in tokens[first:head] if token.pos in ("NOUN", "PROPN", "ADJ")]
    if not nouns or not is_role_head(nouns[-1]) or nouns[-1].tag in ("NNS", "NNPS"):
        return None
    return first, last
