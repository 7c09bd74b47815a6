"""Candidates: the phrases beside a quotation that could name its speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.extraction.quotation_marks import QuotedRegion
from builder.model.annotations import EntityType
from builder.model.span import Span

_HEADS = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")
_INSIDE = ("compound", "amod", "nummod", "det", "advmod", "quantmod", "nmod", "case", "punct", "expl")
_PRONOUNS_APART = frozenset("what whatever which whichever there something anything nothing".split())
_FIGURES = (EntityType.DATE, EntityType.TIME, EntityType.MONEY, EntityType.PERCENT, EntityType.QUANTITY)
_LONGEST_LABEL = 5
_REACH = 700
"""A speaker is looked for within this many tokens of a quotation: more than the paragraphs of real articles have."""
_POSTMODIFIERS = frozenset("of for from with in at to by on".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase or pronoun outside quotation marks.

    Attributes:
        head: its head token.
        first, last: the tokens of its core, half-open: modifiers, head, and the whole of a name.
        name_index: index of the name it is, in the article's names; None for pronouns and other nouns.
    """

    head: Token
    first: int
    last: int
    name_index: int | None


def candidates_of(mentions: Mentions, regions: Sequence[QuotedRegion]) -> Mapping[int, tuple[Candidate, ...]]:
    """The candidates in each paragraph that holds a quoted region, and in the one before it, in order."""
    doc = mentions.doc
    wanted = {number for region in regions for number in (region.paragraph, region.paragraph - 1)}
    quoted = {token.i for region in regions for token in doc.tokens_in(region.outer)}
    found: dict[int, list[Candidate]] = {paragraph: [] for paragraph in sorted(wanted)}
    for sentence in doc.sentences:
        if sentence.paragraph not in wanted:
            continue
        for token in sentence.tokens:
            if token.i not in quoted and _is_head(token, mentions):
                found[sentence.paragraph].append(_candidate(token, mentions, quoted))
    for region in regions:
        label = _label(mentions, region)
        if label is not None:
            found[region.paragraph].append(label)
    return {paragraph: tuple(candidates) for paragraph, candidates in found.items()}


def _label(mentions: Mentions, region: QuotedRegion) -> Candidate | None:
    """The label of a transcript at the front of a quoted region: “ROE: I never said so.”"""
    inside = mentions.doc.tokens_in(region.span)
    for length, token in enumerate(inside[: _LONGEST_LABEL + 1]):
        if token.text == ":" and length:
            label = inside[:length]
            if all(word.text[0].isupper() or word.text in (".", "-") for word in label):
                return Candidate(label[-1], label[0].i, label[-1].i + 1, mentions.index_at.get(label[-1].i))
    return None


def pool(
    doc: Document,
    candidates: Mapping[int, tuple[Candidate, ...]],
    region: QuotedRegion,
    previous: Candidate | None,
) -> tuple[Candidate, ...]:
    """The candidates for a region: those of its own paragraph, the subjects of the paragraph before, and ``previous``,
    the source of the region before.
    """
    inside = doc.tokens_in(region.span)
    reach = range(inside[0].i - _REACH, inside[-1].i + _REACH)
    earlier = [
        candidate
        for candidate in _within(candidates.get(region.paragraph - 1, ()), reach)
        if candidate.head.dep in ("nsubj", "nsubjpass")
    ]
    near = (*earlier, *_within(candidates.get(region.paragraph, ()), reach))
    return near if previous is None or previous in near else (previous, *near)


def _within(candidates: Sequence[Candidate], reach: range) -> Sequence[Candidate]:
    """Return the candidates whose head is within reach."""
    return [candidate for candidate in candidates if candidate.head.i in reach]


def source_span(doc: Document, candidate: Candidate, quoted: frozenset[int]) -> Span:
    """The candidate's words with the phrase that follows its head: "a spokesman for the mayor"."""
    last = candidate.last
    for child in candidate.head.children:
        phrase = [token.i for token in child.subtree]
        if phrase[0] != last or not _goes_with(child, candidate):
            continue
        if phrase == list(range(phrase[0], phrase[0] + len(phrase))) and quoted.isdisjoint(phrase):
            last = _without_clause(doc, phrase[0], phrase[-1] + 1)
    # Never past the head: someone may be called "Or".
    while last - 1 > candidate.head.i and doc.tokens[last - 1].pos == "CCONJ":
        last -= 1
    return Span(doc.tokens[candidate.first].start, doc.tokens[last - 1].end)


def _goes_with(child: Token, candidate: Candidate) -> bool:
    """Whether what follows a head is part of who speaks: "of the board", and "and teachers" after "parents"; but not
    "on Friday".
    """
    if child.dep == "prep":
        dated = any(token.label in ("DATE", "TIME") for token in child.children)
        return child.text.lower() in _POSTMODIFIERS and not dated
    return candidate.name_index is None and child.dep in ("cc", "conj")


def _without_clause(doc: Document, first: int, last: int) -> int:
    """The end of a phrase, cut before a comma, a verb or a quotation."""
    for i in range(first, last):
        if doc.tokens[i].pos in ("VERB", "AUX", "PUNCT", "SCONJ") and doc.tokens[i].text != "-":
            return i
    return last


def _is_head(token: Token, mentions: Mentions) -> bool:
    number = mentions.index_at.get(token.i)
    if number is not None:
        name = mentions.spans[number]
        if name.type in _FIGURES:
            return False
        # One candidate a name: its last token that is governed from outside it.
        outside = [t.i for t in name.tokens if not name.first <= t.head_i < name.last or t.head is t]
        return token.i == (outside[-1] if outside else name.last - 1)
    if token.pos not in _HEADS or token.dep in _INSIDE or token.label in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    return token.text.lower() not in _PRONOUNS_APART and token.text[0].isalnum()


def candidate_at(token: Token, mentions: Mentions) -> Candidate:
    """Return the candidate whose head is a token."""
    return _candidate(token, mentions, set())


def noun_phrase_at(token: Token) -> Candidate:
    """Return the noun phrase whose head is a token, whatever mentions it contains."""
    return _candidate(token, None, set())


def _candidate(
    token: Token,
    mentions: Mentions | None,
    quoted: set[int],
) -> Candidate:
    index_at = mentions.index_at if mentions is not None else {}
    number = index_at.get(token.i)
    if mentions is not None and number is not None:
        return Candidate(token, mentions.spans[number].first, mentions.spans[number].last, number)
    first = token.i
    lefts = [child.i for child in token.children if child.i < token.i and child.dep != "punct"]
    if lefts and token.pos != "PRON":
        low = min(token.doc.tokens[lefts[0]].subtree[0].i, lefts[0])
        while (
            first > low
            and first - 1 not in quoted
            and token.doc.tokens[first - 1].text not in (",", "—", "–")
        ):
            first -= 1
    last = token.i + 1
    # "Roe-campaign", "vice-president": what is glued to the head belongs to it.
    while last < len(token.doc.tokens) and index_at.get(last) is None and _is_glued(token.doc, last):
        last += 1
    return Candidate(token, first, last, None)


def _is_glued(doc: Document, i: int) -> bool:
    tokens = doc.tokens
    return (
        tokens[i - 1].end == tokens[i].start
        and "-" in (tokens[i].text, tokens[i - 1].text)
        and tokens[i].sentence_i == tokens[i - 1].sentence_i
    )
