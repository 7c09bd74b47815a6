"""Interviews: who answers the questions of a printed interview, and who asks them, from the text before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.lexicon.word_lists import table, words
from builder.model.annotations import EntityType
from builder.model.article import ParagraphKind
from builder.names.person_names import fold

_SUBJECTS = ("nsubj", "nsubjpass")
_ASKING = ("asking", "interviewing", "questioning")
_ALONE, _AMONG_OTHERS = 1.0, 0.9
"""How certain the guest is if the text before the interview names no one else, and if it does."""


class Interview(Struct, frozen=True):
    """The persons of an interview.

    Attributes:
        guest: the key of the person who answers; None if the text does not say.
        asker: the key of the person who asks; None likewise.
        certainty: of the guest, 0..1.
        is_alone: True if the text names no one but the guest and the person who asks.
    """

    guest: str | None
    asker: str | None
    certainty: float
    is_alone: bool


class _Named(Struct, frozen=True):
    """A person named before an interview."""

    key: str
    mention: MentionSpan

    @property
    def head(self) -> Token:
        """The token of the name whose head is outside the name."""
        inside = range(self.mention.first, self.mention.last)
        outer = [token for token in self.mention.tokens if token.head_i not in inside or token.head is token]
        return outer[-1] if outer else self.mention.tokens[-1]

    @property
    def paragraph(self) -> int:
        """The paragraph of the name."""
        return self.mention.tokens[0].paragraph


def interview_before(linked: LinkedMentions, opening: int, apart: frozenset[str]) -> Interview:
    """Return the persons of an interview from the text before it.

    Args:
        linked: the mentions with their entities.
        opening: index of the paragraph with the first question or answer.
        apart: keys of persons who neither ask nor answer: those with labels of their own, and writers of letters.
    """
    named = tuple(one for one in _named_before(linked, opening) if one.key not in apart)
    asking = {one.key for one in named if _asks(one)}
    pool = tuple(one for one in named if one.key not in asking)
    guest = _named_at_once(linked.doc, pool, opening) or _first_of(pool)
    certainty = _ALONE if len({one.key for one in pool}) == 1 else _AMONG_OTHERS
    if not asking:
        asking = {one.key for one in pool if one.key != guest and _talks(one)} if guest else set()
    if not asking:
        asking = {one.key for one in _papers_before(linked, opening) if _talks(one)}
    is_alone = {one.key for one in pool} <= {guest, *asking}
    return Interview(guest, asking.pop() if len(asking) == 1 else None, certainty, is_alone)


def _named_before(linked: LinkedMentions, opening: int) -> Iterator[_Named]:
    author = fold(linked.doc.article.byline or "")
    for mention, key in zip(linked.mentions, linked.keys, strict=True):
        if mention.tokens[0].paragraph >= opening:
            return
        if mention.type is EntityType.PERSON and key is not None and fold(mention.text) not in author:
            yield _Named(key, mention)


def _papers_before(linked: LinkedMentions, opening: int) -> Iterator[_Named]:
    """Yield the newspapers and the like that the text before an interview names."""
    kinds = words("newspaper_words") | words("medium_nouns")
    for mention, key in zip(linked.mentions, linked.keys, strict=True):
        if mention.tokens[0].paragraph >= opening:
            return
        is_paper = mention.type is EntityType.ORGANIZATION and mention.text.split()[-1].lower() in kinds
        if is_paper and key is not None:
            yield _Named(key, mention)


def _named_at_once(doc: Document, pool: Sequence[_Named], opening: int) -> str | None:
    """Return the only person named at all, in the paragraph before an interview, or in the headline.

    A headline that speaks of an interview comes first: "Five questions for Ana Roe".
    """
    headline = {i for i, one in enumerate(doc.paragraphs) if one.kind is ParagraphKind.HEADLINE} or {0}
    in_headline = {one.key for one in pool if one.paragraph in headline}
    before = {one.key for one in pool if one.paragraph == opening - 1}
    places = (
        (in_headline, before) if any(map(_is_announced, _tokens(doc, headline))) else (before, in_headline)
    )
    for keys in ({one.key for one in pool}, *places):
        if len(keys) == 1:
            return keys.pop()
    return None


def _tokens(doc: Document, paragraphs: Iterable[int]) -> Iterator[Token]:
    for sentence in (sentence for i in paragraphs for sentence in doc.sentences_of(i)):
        yield from sentence.tokens


def _is_announced(token: Token) -> bool:
    return token.lemma.lower() in words("interview_words") | _verbs("asks")


def _first_of(pool: Sequence[_Named]) -> str | None:
    """Return the person who is named first and not less often than any other; None for the first of "Roe and Vale"."""
    counts = Counter(one.key for one in pool)
    if not counts or counts[pool[0].key] < max(counts.values()):
        return None
    first = pool[0]
    following = next((one for one in pool if one.key != first.key), None)
    if following is not None and following.head in first.head.children and following.head.dep == "conj":
        return None
    return first.key


def _asks(one: _Named) -> bool:
    """Return True if a person asks: "Vale asked the questions", "interviewed by Vale", "with Vale asking"."""
    after = one.mention.next
    if after is not None and after.text.lower() in _ASKING:
        return True
    head = one.head
    if head.dep in _SUBJECTS:
        verbs = [head.head, *(child for child in head.head.children if child.dep == "conj")]
        return head.dep == "nsubj" and any(map(_is_asking, verbs))
    if head.dep == "pobj" and head.head.text.lower() == "by":
        return _is_asking(head.head.head)
    return False


def _is_asking(verb: Token) -> bool:
    """Return True for "ask", and for "put" with "questions"."""
    if verb.lemma.lower() in _verbs("asks"):
        return True
    return verb.lemma == "put" and any(
        child.dep == "dobj" and child.lemma == "question" for child in verb.children
    )


def _talks(one: _Named) -> bool:
    """Return True if a person takes part in a talk: "He spoke to Vale", "Vale met her in Orve"."""
    head = one.head
    if head.dep == "pobj" and head.head.text.lower() in ("to", "with"):
        return head.head.head.lemma.lower() in _verbs("talks")
    return head.dep in ("nsubj", "dobj", "dative") and head.head.lemma.lower() in _verbs("talks")


@cache
def _verbs(kind: str) -> frozenset[str]:
    return frozenset(verb for verb, of_kind in table("interview_verbs") if of_kind == kind)
