"""Roles of persons in the text: a title before the name ("Mayor Ana Roe") or words after it ("Ana Roe, the mayor")."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.leadership_clauses import leadership_clause
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.title_phrases import belongs_to_title, split_titles
from builder.annotate.mentions.title_words import (
    is_person_description,
    is_plural_title,
    is_role_head,
    singular_title,
)
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Role
from builder.model.span import Span

_PHRASE_ENDS = ("PUNCT", "VERB", "AUX", "SCONJ", "PRON")
_HYPHENS = ("-", "–")
_AND = ("and", "&")
_NEGATIONS = ("no", "not", "never", "neither", "hardly")
_AFTER_AGE = (",", "—", "–", "―")

LONGEST_ROLE = 14
"""Tokens of the longest role: longer phrases are a narrative, not a title."""

_LONGEST_OF_TITLE = 6
"""Tokens of the longest title with "of" that is searched for before a name: "Minister of Health and Sport"."""


class MentionRole(Struct, frozen=True):
    """The role of a person.

    Attributes:
        mention_i: index of the person's mention in ``Mentions.spans``.
        role: the role in the singular, and its span.
        tokens: the tokens of the role; at least one.
    """

    mention_i: int
    role: Role
    tokens: tuple[Token, ...]

    @property
    def first(self) -> int:
        """Index of the role's first token in ``Document.tokens``."""
        return self.tokens[0].i

    @property
    def last(self) -> int:
        """Index after the role's last token in ``Document.tokens``."""
        return self.tokens[-1].i + 1


def roles_of(mentions: Mentions) -> tuple[MentionRole, ...]:
    """Return the roles of the persons among the mentions, in the order of the mentions."""
    roles: list[MentionRole] = []
    for mention_i, mention in enumerate(mentions):
        if mention.type is not EntityType.PERSON:
            continue
        titles = split_titles(_title_before(mention))
        roles.extend(_title_role(mention_i, mention, title) for title in titles)
        if titles:
            roles.extend(_shared_roles(mentions, mention_i, titles[-1]))
        description = _apposition_after(mention) or _apposition_before(mention)
        description = description or leadership_clause(mentions, mention)
        if description:
            roles.append(mention_role(mention_i, mention, description))
    return tuple(roles)


def mention_role(mention_i: int, mention: MentionSpan, tokens: tuple[Token, ...]) -> MentionRole:
    """Return the role that tokens give a mention, as written."""
    span = Span(tokens[0].start, tokens[-1].end)
    text = " ".join(span.of(tokens[0].doc.text).split())
    return MentionRole(mention_i, Role(text, span, mention.span), tokens)


def _title_role(mention_i: int, mention: MentionSpan, title: tuple[Token, ...]) -> MentionRole:
    """Return the role that a title before a name gives, in the singular."""
    found = mention_role(mention_i, mention, title)
    return replace(found, role=replace(found.role, text=singular_title(found.role.text, title[-1])))


def _title_before(mention: MentionSpan) -> tuple[Token, ...]:
    """Return the title right before a name, without honorifics: "Deputy Defense Secretary" Ana Roe; else empty."""
    tokens = mention.doc.tokens
    # The model ends sentences after "Sens."; a title may begin before that, but not in another paragraph.
    low = mention.doc.paragraph_start(mention.tokens[0])
    last = mention.first
    while last > low and tokens[last - 1].text in words("honorifics"):
        last -= 1
    head = _title_with_of(tokens[max(low, last - _LONGEST_OF_TITLE) : last])
    if not head:
        head = tokens[max(low, last - 1) : last]
        if not head or not is_role_head(head[0]):
            return ()
    first = head[0].i
    while first > low and last - first < LONGEST_ROLE and belongs_to_title(tokens[first - 1]):
        first -= 1
    while first < last - 1 and tokens[first].text in (*_HYPHENS, *_AND):
        first += 1
    return tokens[first:last]


def _title_with_of(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the title with "of" that ends the tokens: "Minister of Health and Sport"; else empty."""
    for n in range(len(tokens) - 2, 0, -1):
        if tokens[n].text == "of":
            field_of_office = all(
                token.pos in ("PROPN", "NOUN", "ADJ") or token.text in _AND for token in tokens[n + 1 :]
            )
            # In "members of former president Ana Roe" the words after "of" are a title by themselves.
            is_title = is_role_head(tokens[-1]) and tokens[-1].text.lower() not in words("portfolios")
            is_office = field_of_office and not is_title and is_role_head(tokens[n - 1])
            return tokens[n - 1 :] if is_office else ()
    return ()


def _shared_roles(mentions: Mentions, mention_i: int, title: tuple[Token, ...]) -> list[MentionRole]:
    """Return the roles of the second and further persons in a list after a plural title: "Sens. A of X and B of Y".

    Args:
        mentions: the mentions.
        mention_i: index of the first person in the list.
        title: the title before the first person.
    """
    if not is_plural_title(title[-1]):
        return []
    spans = mentions.spans
    shared: list[MentionRole] = []
    end = spans[mention_i].last
    for other_i in range(mention_i + 1, len(spans)):
        other = spans[other_i]
        between = mentions.doc.tokens[end : other.first]
        if other.tokens[0].paragraph != title[-1].paragraph:
            break
        if not between or not all(map(_may_join, between)):
            break
        end = other.last
        if other.type is EntityType.PERSON:
            shared.append(_title_role(other_i, other, title))
    return shared


def _may_join(token: Token) -> bool:
    """Return True if a token may be between two persons of a list: a comma, "and", "of" and a place."""
    return token.text in (",", "and", "of", "from", "&", "(", ")", "-") or token.pos == "PROPN"


def _apposition_after(mention: MentionSpan) -> tuple[Token, ...]:
    """Return the role after a name and a comma: Ana Roe, "the mayor of Lowmoor", …; else empty."""
    end = mention.tokens[-1].sentence.last
    rest = mention.doc.tokens[mention.last : min(end, mention.last + LONGEST_ROLE + 5)]
    if not rest or rest[0].text != ",":
        return ()
    rest = rest[1:]
    # An age may precede the role: "Ana Roe, 61, a teacher".
    if len(rest) > 1 and rest[0].text.isdigit() and rest[1].text in _AFTER_AGE:
        rest = rest[2:]
    if rest and rest[0].pos == "CCONJ":
        return ()
    role = _role_in_phrase(_leading_phrase(rest[: LONGEST_ROLE + 2]))
    return () if _is_next_subject(mention, role) else role


def _is_next_subject(mention: MentionSpan, role: tuple[Token, ...]) -> bool:
    """Return True if a phrase before a name ends at its comma: "After a talk with Ana Roe, the mayor left"."""
    subject = next((token for token in role if token.dep == "nsubj"), None)
    if subject is None or role[-1].next is None or role[-1].next.text == ",":
        return False
    return mention.tokens[-1].dep == "pobj" and mention.tokens[-1].head.dep in ("prep", "agent")


def _apposition_before(mention: MentionSpan) -> tuple[Token, ...]:
    """Return the role before a comma and a name: "The mayor of Lowmoor", Ana Roe, …; else empty."""
    tokens = mention.doc.tokens
    sentence = mention.tokens[0].sentence
    comma = mention.first - 1
    closed = mention.last >= sentence.last or tokens[mention.last].text in (",", "—", "–", ".", ";")
    if comma <= sentence.first or tokens[comma].text != "," or not closed:
        return ()
    first = comma
    while first > sentence.first and tokens[first - 1].pos not in ("PUNCT", "VERB", "AUX", "SCONJ"):
        first -= 1
        if _is_determiner(tokens[first]):
            break
    if not _is_determiner(tokens[first]):
        return ()
    return _role_in_phrase(tokens[first:comma])


def _is_determiner(token: Token) -> bool:
    """Return True for an article, a demonstrative, or a possessive pronoun."""
    return token.tag in ("DT", "PRP$")


def _leading_phrase(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens before the first one that ends the noun phrase at their beginning."""
    for n, token in enumerate(tokens):
        if token.pos in _PHRASE_ENDS and token.text != "-" and token.tag != "PRP$" and token.dep != "amod":
            return tokens[:n]
    return tokens


def _role_in_phrase(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return a noun phrase without its article if its head is a singular role; else empty."""
    if any(token.text.lower() in _NEGATIONS for token in tokens[:2]):
        return ()
    while tokens and (_is_determiner(tokens[0]) or tokens[0].text in ("then", "now", "also")):
        tokens = tokens[1:]
    # The head is before the first preposition: "mayor" of "mayor of Lowmoor".
    head = next((n for n, token in enumerate(tokens) if token.pos == "ADP"), len(tokens))
    if head == 0 or len(tokens) > LONGEST_ROLE:
        return ()
    while len(tokens) > 1 and (_is_aside(tokens[-1]) or (len(tokens) > head and _is_rest(tokens[-1]))):
        tokens = tokens[:-1]
    nouns = [token for token in tokens[:head] if token.pos in ("NOUN", "PROPN", "ADJ")]
    if not nouns or not is_person_description(nouns[-1]) or nouns[-1].tag in ("NNS", "NNPS"):
        return ()
    return tokens if is_role_head(nouns[-1]) or _is_description(tokens, nouns[-1]) else ()


def _is_aside(token: Token) -> bool:
    """Return True for a token at the end of a phrase that begins what is said next: "here", "to", "running"."""
    return token.pos in ("ADV", "PART") or token.tag == "VBG"


def _is_rest(token: Token) -> bool:
    """Return True for a token at the end of a phrase that is cut in the middle: the "of" or "'s" before a quotation."""
    return token.pos in ("ADP", "CCONJ", "PUNCT", "DET") or token.tag == "POS"


def _is_description(tokens: tuple[Token, ...], noun: Token) -> bool:
    """Return True if a noun that is not an office says who someone is: "a parent", but not "her friend"."""
    before = tokens[0].previous
    if before is not None and before.tag == "PRP$":
        return False
    return len(tokens) > 1 or noun.lemma.lower() not in words("relational_nouns")
