"""Candidates: the noun phrases and pronouns beside a quotation that could name its speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Token
from builder.annotate.quotes.quoted_text import QuotedRegion, QuotedText
from builder.model.annotations import EntityType
from builder.model.span import Span

_HEADS = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")
_DEPENDENT_RELATIONS = (
    "compound",
    "amod",
    "nummod",
    "det",
    "advmod",
    "quantmod",
    "nmod",
    "case",
    "punct",
    "expl",
)
_NEVER_SPEAKERS = frozenset("what whatever which whichever there something anything nothing".split())
_FIGURES = (EntityType.DATE, EntityType.TIME, EntityType.MONEY, EntityType.PERCENT, EntityType.QUANTITY)
_LONGEST_LABEL = 5
"""Tokens of the longest label of a transcript: "Dr. Ana Roe"."""
_REACH = 700
"""Tokens between a quotation and a candidate, at most: more than real articles have in two paragraphs."""
_POSTMODIFIERS = frozenset("of for from with in at to by on".split())


class Candidate(Struct, frozen=True):
    """A noun phrase or pronoun outside quotation marks.

    Attributes:
        head: its head token.
        first, last: the tokens of its core (modifiers, head, and the whole of a name), as half-open indices in
            ``Document.tokens``.
        mention_i: index of its mention in ``Mentions.spans``; None for pronouns and other nouns.
    """

    head: Token
    first: int
    last: int
    mention_i: int | None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of its core."""
        return self.head.doc.tokens[self.first : self.last]

    @property
    def text(self) -> str:
        """The words of its core."""
        tokens = self.tokens
        return Span(tokens[0].start, tokens[-1].end).of(self.head.doc.text)


def candidates_of(text: QuotedText) -> Mapping[int, tuple[Candidate, ...]]:
    """Return the candidates of each paragraph with a quoted region, and of the paragraph before it.

    Returns:
        By index of the paragraph the candidates in the order of the text; labels of transcripts are last.
    """
    wanted = {paragraph for region in text.regions for paragraph in (region.paragraph, region.paragraph - 1)}
    found: dict[int, list[Candidate]] = {paragraph: [] for paragraph in sorted(wanted)}
    for sentence in text.doc.sentences:
        if sentence.paragraph not in wanted:
            continue
        for token in sentence.tokens:
            if not text.is_marked(token) and _is_head(token, text.mentions):
                found[sentence.paragraph].append(_candidate(token, text.mentions, text.marked))
    for region in text.regions:
        label = _label(text.mentions, region)
        if label is not None:
            found[region.paragraph].append(label)
    return {paragraph: tuple(candidates) for paragraph, candidates in found.items()}


def _label(mentions: Mentions, region: QuotedRegion) -> Candidate | None:
    """Return the label of a transcript at the front of a quoted region: “ROE: I never said so.”"""
    for length, token in enumerate(region.tokens[: _LONGEST_LABEL + 1]):
        if token.text == ":" and length:
            label = region.tokens[:length]
            if is_capitalized(label):
                return label_candidate(label, mentions)
    return None


def is_capitalized(label: Sequence[Token]) -> bool:
    """Return True if every word of a possible label begins with a capital letter: "ANA ROE", "Dr. Roe"."""
    return all(token.text[0].isupper() or token.text in (".", "-") for token in label)


def label_candidate(label: Sequence[Token], mentions: Mentions) -> Candidate:
    """Return the tokens of a label as a candidate."""
    head = label[-1]
    return Candidate(head, label[0].i, head.i + 1, mentions.index_at.get(head.i))


def candidates_near(
    candidates: Mapping[int, tuple[Candidate, ...]],
    region: QuotedRegion,
    previous: Candidate | None,
) -> tuple[Candidate, ...]:
    """Return the candidates for a region, in the order in which they are compared.

    They are the subjects of the paragraph before, and all candidates of the region's paragraph.

    Args:
        candidates: by index of the paragraph.
        region: the region.
        previous: the source of the region before, if this region continues it; it is a candidate, too.
    """
    reach = range(region.first - _REACH, region.last - 1 + _REACH)
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


def source_span(candidate: Candidate, marked: frozenset[int]) -> Span:
    """Return the span of a candidate with the phrase that modifies it: "a spokesman for the mayor".

    Args:
        candidate: the phrase.
        marked: the tokens in quotation marks, by ``Token.i``; the span contains none of them.
    """
    tokens = candidate.head.doc.tokens
    last = candidate.last
    for child in candidate.head.children:
        phrase = child.subtree
        if phrase[0].i != last or not _is_part_of_source(child, candidate):
            continue
        is_gapless = phrase[-1].i - phrase[0].i == len(phrase) - 1
        if is_gapless and marked.isdisjoint(token.i for token in phrase):
            last = _end_before_clause(phrase)
    # Never before the head: a person may be called "Or".
    while last - 1 > candidate.head.i and tokens[last - 1].pos == "CCONJ":
        last -= 1
    return Span(tokens[candidate.first].start, tokens[last - 1].end)


def _is_part_of_source(child: Token, candidate: Candidate) -> bool:
    """Return True if a phrase after the head is part of the source: "of the board", "and teachers" after "parents".

    A date is not: "on Friday".
    """
    if child.dep == "prep":
        dated = any(token.label in ("DATE", "TIME") for token in child.children)
        return child.text.lower() in _POSTMODIFIERS and not dated
    return candidate.mention_i is None and child.dep in ("cc", "conj")


def _end_before_clause(phrase: Sequence[Token]) -> int:
    """Return the index after a phrase, which is cut before its first comma, verb or subordinating conjunction."""
    for token in phrase:
        if token.pos in ("VERB", "AUX", "PUNCT", "SCONJ") and token.text != "-":
            return token.i
    return phrase[-1].i + 1


def _is_head(token: Token, mentions: Mentions) -> bool:
    """Return True if a token is the head of a candidate."""
    mention = mentions.at(token.i)
    if mention is not None:
        if mention.type in _FIGURES:
            return False
        # One candidate for each mention: its last token whose head is outside the mention.
        outside = [
            inner.i
            for inner in mention.tokens
            if not mention.first <= inner.head_i < mention.last or inner.head is inner
        ]
        return token.i == (outside[-1] if outside else mention.last - 1)
    if (
        token.pos not in _HEADS
        or token.dep in _DEPENDENT_RELATIONS
        or token.label in ("DATE", "TIME", "MONEY", "PERCENT")
    ):
        return False
    return token.text.lower() not in _NEVER_SPEAKERS and token.text[0].isalnum()


def candidate_at(token: Token, mentions: Mentions) -> Candidate:
    """Return the candidate whose head is a token."""
    return _candidate(token, mentions, frozenset())


def noun_phrase_at(token: Token) -> Candidate:
    """Return the noun phrase whose head is a token, ignoring the mentions in it."""
    return _candidate(token, None, frozenset())


def _candidate(token: Token, mentions: Mentions | None, marked: frozenset[int]) -> Candidate:
    """Return the candidate whose head is a token; it contains no tokens in quotation marks before its head."""
    tokens = token.doc.tokens
    index_at = mentions.index_at if mentions is not None else {}
    mention_i = index_at.get(token.i)
    if mentions is not None and mention_i is not None:
        mention = mentions.spans[mention_i]
        return Candidate(token, mention.first, mention.last, mention_i)
    first = token.i
    lefts = [child for child in token.children if child.i < token.i and child.dep != "punct"]
    if lefts and token.pos != "PRON":
        low = min(lefts[0].subtree[0].i, lefts[0].i)
        while first > low and first - 1 not in marked and tokens[first - 1].text not in (",", "—", "–"):
            first -= 1
    last = token.i + 1
    # Tokens joined to the head by a hyphen belong to it: "Roe-campaign", "vice-president".
    while last < len(tokens) and index_at.get(last) is None and _is_hyphenated(tokens[last]):
        last += 1
    return Candidate(token, first, last, None)


def _is_hyphenated(token: Token) -> bool:
    """Return True if a hyphen joins a token to the one before it, without white space."""
    before = token.previous
    return (
        before is not None
        and token.is_attached
        and "-" in (token.text, before.text)
        and token.sentence_i == before.sentence_i
    )
