"""Boundaries of indirect quotes: with which token the reported words begin, and with which they end."""

from __future__ import annotations

from collections.abc import Container, Sequence

from msgspec import Struct

from builder.annotate.parse.document import Sentence, Token
from builder.model.span import Span

_STOPS = frozenset((";", ":"))
_CONTINUING = frozenset("because if that to unless until".split())
_CONJUNCTIONS = frozenset("and but or".split())
_OPENING = frozenset("after as before if once since though until when while".split())
_JOINTS = frozenset((",", "and", "but", "or"))
"""Tokens between two complements of one verb that are one quote: "that A and that B"."""


class InsertedClause(Struct, frozen=True):
    """A clause between commas that reports the words around it: "the pier, she said, is rotten".

    Attributes:
        tokens: its tokens without the commas, at least one.
        cue: its verb.
    """

    tokens: tuple[Token, ...]
    cue: Token

    @property
    def sentence(self) -> Sentence:
        """The sentence that contains it."""
        return self.cue.sentence

    @property
    def first(self) -> int:
        """Index of its first token in ``Document.tokens``."""
        return self.tokens[0].i

    @property
    def last(self) -> int:
        """Index after its last token in ``Document.tokens``: of the comma or stop that ends it."""
        return self.tokens[-1].i + 1


def complement_tokens(head: Token) -> tuple[Token, ...]:
    """Return the tokens of a complement, given its head; without its preposition and punctuation at its ends."""
    inside = head.subtree
    if head.dep == "prep":
        inside = tuple(token for token in inside if token is not head)
    return _trim(inside)


def tokens_beside(phrase: Token) -> tuple[Token, ...]:
    """Return the tokens of a sentence without the phrase of one token: "according to Roe, the pier is rotten"."""
    inside = frozenset(phrase.subtree)
    return _trim([token for token in phrase.sentence.tokens if token not in inside])


def tokens_around(clause: InsertedClause, marked: frozenset[int]) -> tuple[Token, ...]:
    """Return the tokens before an inserted clause, and those after it that continue the same statement.

    Args:
        clause: the clause.
        marked: the tokens in quotation marks, by ``Token.i``.

    Returns:
        The tokens in order; empty if the clause does not report the words before it.
    """
    before = _tokens_before(clause)
    if not before or any(token.i in marked for token in before) or _is_adverbial(before, clause):
        return ()
    content = (*before, *_trim(_tokens_after(clause, before, marked)))
    return content if _has_finite_verb(content) else ()


def _tokens_before(clause: InsertedClause) -> tuple[Token, ...]:
    """Return the tokens before a clause, from the last semicolon or colon on."""
    sentence = clause.sentence
    tokens = sentence.tokens[: clause.first - sentence.first]
    first = max((n + 1 for n, token in enumerate(tokens) if token.text in _STOPS), default=0)
    return _trim(tokens[first:])


def _is_adverbial(before: Sequence[Token], clause: InsertedClause) -> bool:
    """Return True if the tokens before a clause say when or why it was said: "After the vote, she said …"."""
    opening = before[0]
    if opening.text.lower() in ("according", "asked"):
        return True
    inside = frozenset(before)
    head = next((token for token in before if token.head not in inside), opening)
    bare = head.tag in ("VBN", "VBG") and not any(
        child.dep in ("aux", "auxpass", "nsubj", "nsubjpass") for child in head.children
    )
    opens = opening.text.lower() in _OPENING or bare
    return opens and (head.head is clause.cue or clause.last >= len(opening.doc.tokens))


def _tokens_after(
    clause: InsertedClause, before: Sequence[Token], marked: frozenset[int]
) -> tuple[Token, ...]:
    """Return the tokens after a clause that belong to its statement."""
    sentence, tokens = clause.sentence, clause.cue.doc.tokens
    start = clause.last + 1
    last = next((i for i in range(clause.last, sentence.last) if tokens[i].text in _STOPS), sentence.last)
    if start >= last or tokens[clause.last].text != ",":
        return ()
    after = tokens[start:last]
    if any(token.i in marked for token in after[:2]):
        # A quotation that follows is a quote of its own or the rest of this statement: never left out.
        return after
    unfinished = any(token.dep in ("aux", "auxpass") and token.head_i >= start for token in before)
    if unfinished or _continues(after, clause.cue):
        return after
    # Without a verb before the clause, the tokens after it are the statement, unless a conjunction joins them to what
    # the speaker did.
    joined = after[0].text.lower() in _CONJUNCTIONS
    return () if joined or _has_finite_verb(before) else after


def _continues(after: Sequence[Token], cue: Token) -> bool:
    """Return True if the tokens after a clause continue its statement."""
    opening = after[0]
    if opening.text.lower() in _CONTINUING:
        return True
    if opening.pos == "ADP":
        dated = opening.next is not None and opening.next.label in ("DATE", "TIME")
        return opening.head is not cue and not dated
    if opening.text.lower() not in _CONJUNCTIONS:
        return False
    verb = next((token for token in after if token.pos in ("VERB", "AUX")), None)
    if verb is None or verb.head is cue or verb.head.head is cue:
        return False
    subject = after[: verb.i - opening.i]
    has_subject = any(token.pos in ("NOUN", "PROPN", "PRON", "DET") for token in subject)
    # A new clause after "and" may be the writer's own, unless it says what can, will or must be.
    return not has_subject or verb.tag == "MD"


def _has_finite_verb(tokens: Sequence[Token]) -> bool:
    return any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in tokens)


def join_complements(earlier: Sequence[Token], later: Sequence[Token]) -> tuple[Token, ...] | None:
    """Return two complements of one verb as one, if only a conjunction or comma separates them; None otherwise."""
    between = earlier[0].doc.tokens[earlier[-1].i + 1 : later[0].i]
    if all(token.text.lower() in _JOINTS for token in between):
        return (*earlier, *between, *later)
    return None


def reported_tokens(content: Sequence[Token], apart: Container[int]) -> list[Token]:
    """Return the tokens of an indirect quote.

    Args:
        content: the tokens of the statement.
        apart: tokens that are not part of the quote, by ``Token.i``: quoted words and labels of turns.
    """
    words = [token for token in content if token.i not in apart]
    if words and words[0].text.lower() == "according":
        # "According to Roe that the pier is rotten": the source is not part of the words.
        phrase = frozenset(words[0].subtree)
        words = [token for token in words if token not in phrase]
    # A final "and" is followed by words that are not part of the quote.
    while words and (words[-1].pos == "CCONJ" or not _is_word(words[-1])):
        words.pop()
    return words


def spans_of(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Return a span for each run of neighboring tokens, without punctuation at its ends."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = filter(None, map(_trim, runs))
    return tuple(Span(run[0].start, run[-1].end) for run in trimmed)


def _trim(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return tokens without punctuation at the ends."""
    first, last = 0, len(tokens)
    while first < last and not _is_word(tokens[first]):
        first += 1
    while first < last and not _is_word(tokens[last - 1]):
        last -= 1
    return tuple(tokens[first:last])


def _is_word(token: Token) -> bool:
    return token.text[0].isalnum()
