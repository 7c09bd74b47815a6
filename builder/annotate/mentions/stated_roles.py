"""Roles that the article itself states as facts: not quoted, not a judgment, not a supposition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.roles import MentionRole, mention_role
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.quotation_marks import marked_spans
from builder.lexicon.word_lists import table, words
from builder.model.span import Span

_GLUED = re.compile(r"[A-Za-z]{3,}?([A-Z][a-z]{2,})")
"""Two words without a space between them, as headlines and captions leave them: "PRESSMayor"."""

_HYPHENS = frozenset(("-", "–"))
_EDGES = ".,;:()[]“”‘’\"'"
_INDEFINITE = ("a", "an", "another")
_CUE_REACH = 4
"""Tokens before a title in which a word like "prospect" makes it a supposition: "the prospect of President Roe"."""

_CONDITION_REACH = 3
"""Tokens after "if" in which a verb like "elected" makes a title a supposition: "Mayor Roe, if she wins"."""

_COMPARISONS = ("as", "such", "same", "so")
"""Words before an "as" that compares: "such as Mayor Roe", "as popular as Mayor Roe"."""

_AS_REACH = 10
"""Tokens before an "as" in which the first word of the comparison may be."""


def stated_roles(mentions: Mentions, roles: Sequence[MentionRole]) -> tuple[MentionRole, ...]:
    """Return the roles that the article states as facts, without words of praise at their beginning.

    Args:
        mentions: the mentions of a document.
        roles: the roles of the persons among them.
    """
    return tuple(_stated(mentions, roles))


def _stated(mentions: Mentions, roles: Sequence[MentionRole]) -> Iterator[MentionRole]:
    quotations = _Quotations(mentions.doc, {})
    for role in roles:
        mention = mentions.spans[role.mention_i]
        spans = quotations.in_paragraph(role.tokens[0].paragraph)
        if any(span.overlaps(role.role.span) for span in spans) or _is_glued(role):
            continue
        if not _is_judged(role) and not _is_supposed(role, mention):
            yield _without_praise(role, mention)


class _Quotations(Struct, frozen=True):
    """The spans in quotation marks of a document; a paragraph is read once, when its first role asks for it."""

    doc: Document
    found: dict[int, tuple[Span, ...]]

    def in_paragraph(self, paragraph: int) -> tuple[Span, ...]:
        """Return the spans in quotation marks of a paragraph, with the marks."""
        if paragraph not in self.found:
            around = self.doc.paragraphs[paragraph].span
            self.found[paragraph] = tuple(marked.outer for marked in marked_spans(self.doc.text, around))
        return self.found[paragraph]


def _is_glued(role: MentionRole) -> bool:
    """Return True if a word of the role is glued to the word before it, as names of companies are not."""
    for token in role.tokens:
        match = _GLUED.fullmatch(token.text)
        if match is not None and match[1] in _words_after_captions():
            return True
    return False


@cache
def _words_after_captions() -> frozenset[str]:
    """Return the words that begin a title, capitalized: states, offices, adjectives of offices."""
    known = words("role_heads") | words("role_modifiers")
    states = (state for _, state in table("state_abbreviations"))
    return frozenset((*(word.capitalize() for word in known), *states, "Republican"))


def _is_judged(role: MentionRole) -> bool:
    """Return True if a word before the head judges the holder or doubts the role: "failed", "would-be"."""
    first = role.tokens[0]
    low = first.sentence.first
    # A title begins after the adjectives that do not belong to the office.
    while first.i > low and first.previous is not None and _is_modifier(first.previous, first):
        first = first.previous
    before = first.doc.text[first.start : _head(role).start]
    return any(_judgments().get(word.strip(_EDGES).lower()) == "drop" for word in before.split())


def _is_modifier(token: Token, after: Token) -> bool:
    """Return True if a token modifies the noun phrase that begins with the next one."""
    if token.pos == "ADV":
        # "deeply unpopular mayor", but not "recently mayor".
        return after.pos in ("ADJ", "VERB")
    # A hyphen joins words of any kind: "would-be mayor".
    is_joined = not _HYPHENS.isdisjoint((token.text, after.text)) or _is_after_hyphen(token)
    return is_joined or token.pos in ("ADJ", "VERB") or token.dep in ("amod", "compound")


def _is_after_hyphen(token: Token) -> bool:
    return token.is_attached and token.previous is not None and token.previous.text in _HYPHENS


def _head(role: MentionRole) -> Token:
    """Return the last token before the first preposition of a role: "mayor" of "mayor of Lowmoor"."""
    before = [*role.tokens[:1]]
    for token in role.tokens[1:]:
        if token.pos == "ADP":
            break
        before.append(token)
    return before[-1]


def _without_praise(role: MentionRole, mention: MentionSpan) -> MentionRole:
    """Return a role without the words of praise at its beginning: "fire chief" of "popular fire chief"."""
    tokens = role.tokens
    while len(tokens) > 1 and tokens[0].text.islower() and _judgments().get(tokens[0].text) == "trim":
        tokens = tokens[1:]
        if len(tokens) > 1 and tokens[0].text in ("and", ","):
            tokens = tokens[1:]
    if tokens == role.tokens:
        return role
    trimmed = mention_role(role.mention_i, mention, tokens)
    # The text of a role that several persons share is in the singular.
    kept = role.role.text.split()[-len(trimmed.role.text.split()) :]
    return replace(trimmed, role=replace(trimmed.role, text=" ".join(kept)))


@cache
def _judgments() -> Mapping[str, str]:
    """Return for each word that judges or doubts what becomes of a role after it: "drop" or "trim"."""
    return {row[0]: row[1] for row in table("role_judgments")}


def _is_supposed(role: MentionRole, mention: MentionSpan) -> bool:
    """Return True if the role depends on a condition, or is only imagined: "a President Roe would …"."""
    if role.first >= mention.last:
        return _is_condition(role.tokens[-1].next)
    if mention.first > role.last and mention.doc.tokens[role.last].text == ",":
        return False
    if _is_conditional_clause(mention.next):
        return True
    before = role.tokens[0].previous
    if before is None or before.sentence_i != role.tokens[0].sentence_i:
        return False
    return before.text.lower() in _INDEFINITE or _is_supposing_as(before, mention) or _has_cue(before)


def _is_condition(token: Token | None) -> bool:
    return token is not None and token.text in ("if", "unless", "should")


def _is_supposing_as(token: Token, mention: MentionSpan) -> bool:
    """Return True for the "as" of "what she would do as President Roe"."""
    if token.text.lower() != "as" or (mention.next is not None and mention.next.tag == "POS"):
        return False
    if token.pos != "ADP" or token.head.lemma in words("naming_verbs"):
        return False
    earlier = token.doc.tokens[max(token.sentence.first, token.i - _AS_REACH) : token.i]
    return not any(other.text.lower() in _COMPARISONS for other in earlier)


def _has_cue(token: Token) -> bool:
    """Return True if a word right before a title says that it is only imagined: "imagine", "prospect of"."""
    low = max(token.sentence.first, token.i + 1 - _CUE_REACH)
    beside = token.doc.tokens[low : token.i + 1]
    for other in reversed(beside):
        if other.lemma.lower() in words("supposition_cues"):
            return True
        if other.pos not in ("ADP", "DET", "ADJ"):
            return False
    return False


def _is_conditional_clause(token: Token | None) -> bool:
    """Return True for the "if" of "Mayor Roe, if she wins", with or without the comma."""
    if token is not None and token.text == ",":
        token = token.next
    if token is None or token.text != "if":
        return False
    after = token.doc.tokens[token.i + 1 : token.i + 1 + _CONDITION_REACH]
    return any(other.lemma in words("election_verbs") for other in after)
