"""Phrases of figures: the few words of a sentence that say what a figure counts ("Sales rose **5 percent**")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.quantities.figure_kinds import KIND_OF_TYPE, figure_kind
from builder.annotate.quantities.short_phrases import (
    SUBJECT_LIMIT,
    SUBJECTS,
    VERBS,
    TokenRange,
    claim_start,
    noun_start,
    phrase_end,
    short_subject,
    verb_start,
)
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Figure
from builder.model.span import Span

GAP_LIMIT = 8
"""Tokens between a verb and a figure that are shown; if there are more, they are left out."""
NAME_LIMIT = 11
"""The same between a noun and the figure that is its amount: "the sale of the old mill for" $3 million."""
NOUN_LIMIT = 4
"""Tokens between a figure and the noun that it modifies."""

_FRACTIONS = ("fraction", "half", "quarter", "quarters", "third", "thirds", "fifth", "tenth", "tenths")
_MODIFIERS = ("nummod", "compound", "nmod", "amod", "quantmod")
_FIGURE_LABELS = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL")
_OBJECTS = ("dobj", "attr", "npadvmod", "dative", "oprd", "acomp", "pobj", "nsubj", "nsubjpass")


def figures_of(mentions: Iterable[MentionSpan]) -> tuple[Figure, ...]:
    """Return the figures among mentions, in order, each with the words that say what it counts."""
    return tuple(_figure(mention) for mention in mentions if mention.type in KIND_OF_TYPE)


def _figure(mention: MentionSpan) -> Figure:
    root = _root(mention)
    end = _modified_noun_end(root, mention.last)
    ranges = [] if _is_changed_by_word_before(mention, end) else _ranges(mention, root, end)
    if _is_bare(ranges, mention):
        ranges = []
    return Figure(mention.span, figure_kind(mention, root), _spans(ranges, mention))


def _is_changed_by_word_before(mention: MentionSpan, end: int) -> bool:
    """Return True if the word before a figure changes what the words around it mean: "not", "a third of".

    Args:
        mention: the figure.
        end: the index after the noun that it modifies; ``mention.last`` if it modifies none.
    """
    before = mention.previous.text.lower() if mention.previous is not None else ""
    if before in ("no", "nor", "not", "never", "neither"):
        return True
    if (
        before == "of"
        and mention.first > 1
        and mention.doc.tokens[mention.first - 2].text.lower() in _FRACTIONS
    ):
        return True  # "a third of 7 percent"
    # "A $5 million, but temporary, bridge": the noun that the figure modifies was not found.
    digits = not mention.tokens[0].text.isalpha()
    return before in ("a", "an") and digits and end == mention.last


def _is_bare(ranges: Sequence[TokenRange], mention: MentionSpan) -> bool:
    """Return True if the words are only a verb whose subject is "I", "we" or "you": "we lost" two people."""
    if len(ranges) != 1 or ranges[0][1] > mention.first:
        return False
    own = mention.doc.tokens[slice(*ranges[0])]
    speaking = (
        token.dep in SUBJECTS and token.text.lower() in ("i", "we", "you")
        for verb in own
        if verb.pos in VERBS
        for token in verb.children
    )
    return any(speaking)


def _ranges(mention: MentionSpan, root: Token, end: int) -> list[TokenRange]:
    """Return the ranges of the words that say what a figure counts, in no certain order.

    Args:
        mention: the figure.
        root: the token of the figure that its other tokens depend on.
        end: the index after the noun that it modifies; ``mention.last`` if it modifies none.
    """
    tokens, last = mention.doc.tokens, mention.last
    # The token that connects the figure with its clause.
    role = tokens[end - 1] if end > last else root
    after = _following_end(mention, role, end)
    ranges = [*_ranges_before(mention, role), *([(last, after)] if after > last else [])]
    # "Deporting 11 people is absurd", "men worth $9 million are few": the people and the sum are not.
    before = mention.previous
    governed = before is not None and (before.tag == "VBG" or before.text == "worth")
    if role.dep in SUBJECTS and not governed:
        verb = role.head
        if verb.i >= after and verb.pos in VERBS:
            ranges += _predicate(mention, verb, after)
    if (
        mention.type is EntityType.PERCENT
        and ranges == [(last, after)]
        and _is_place_preposition(tokens[last])
    ):
        return []  # "5 percent in Ohio": of what?
    return ranges


def _is_place_preposition(token: Token) -> bool:
    return token.text.lower() in ("across", "for", "in", "on", "over")


def _root(mention: MentionSpan) -> Token:
    """Return the token of a figure that its other tokens depend on."""
    tokens = mention.tokens
    return next((token for token in tokens if not mention.first <= token.head_i < mention.last), tokens[-1])


def _modified_noun_end(root: Token, last: int) -> int:
    """Return the index after the noun that a figure modifies: "a $4 million footbridge"; ``last`` if it modifies none.

    The word of degree after a figure counts like such a noun: "2 miles longer".
    """
    head = root.head
    if head.i < last or head.i - last >= NOUN_LIMIT:
        return last
    between = root.doc.tokens[last : head.i]
    if any(token.text in (",", ";", ":", "(") for token in between):
        return last
    if root.dep in _MODIFIERS and head.pos in ("NOUN", "PROPN"):
        while head.dep == "compound" and head.i < head.head_i < last + NOUN_LIMIT:
            head = head.head
        return head.i + 1
    return head.i + 1 if root.dep == "npadvmod" and head.pos in ("ADJ", "ADV") else last


def _following_end(mention: MentionSpan, role: Token, start: int) -> int:
    """Return the index after the phrase that follows a figure and says what it is of or for; ``start`` without one.

    Args:
        mention: the figure.
        role: the token that connects the figure with its clause.
        start: index of the first token of such a phrase.
    """
    tokens = mention.doc.tokens
    if start >= len(tokens) or tokens[start].sentence_i != role.sentence_i:
        return start
    token = tokens[start]
    if token.text.lower() in words("harmed_people"):
        return start + 1
    if token.text.lower() in ("a", "an", "each", "per") and token.head_i == start + 1:
        follows = tokens[min(start + 2, len(tokens) - 1)].text.lower()
        return start if follows in ("ago", "before", "earlier", "later") else start + 2
    if token.tag == "TO" and token.dep == "aux" and token.head.head_i in (role.i, role.head_i):
        return phrase_end(start, token.head)
    clause = next((t for t in role.children if t.dep in ("acl", "relcl") and t.i >= start), None)
    if clause is not None and min(t.i for t in clause.subtree) == start:
        return phrase_end(start, clause)
    governors = (*range(mention.first, start), role.head_i, role.head.head_i)
    end = _prepositional_end(token, governors)
    if start < end <= start + NOUN_LIMIT and end < len(tokens):
        return _prepositional_end(tokens[end], governors)
    return end


def _prepositional_end(token: Token, governors: Sequence[int]) -> int:
    """Return the index after the prepositional phrase that begins with a token; ``token.i`` if none does.

    Args:
        token: the preposition.
        governors: indices of the tokens of which the phrase may be a dependent.
    """
    fits = token.dep in ("prep", "dative") and token.text.lower() in words("figure_prepositions")
    if not fits or token.head_i not in governors or _is_of_time(token):
        return token.i
    return phrase_end(token.i, token)


def _is_of_time(preposition: Token) -> bool:
    """Return True if a prepositional phrase says when, not what, or has no object: "in 2010"."""
    objects = [token for token in preposition.children if token.dep == "pobj"]
    return not objects or objects[0].label in ("DATE", "TIME")


def _ranges_before(mention: MentionSpan, role: Token) -> Iterator[TokenRange]:
    """Yield the ranges before a figure that say what it is: verb and subject, or the noun that it is the amount of.

    Args:
        mention: the figure.
        role: the token that connects the figure with its clause.
    """
    tokens, first = mention.doc.tokens, mention.first
    after_comma = mention.previous is not None and mention.previous.text == ","
    if mention.rule == "things" and after_comma and role.dep != "conj":
        return  # "The board closed the mill, nine votes to two"
    if role.dep == "conj":
        role = _first_conjunct(role)
    if role.dep == "appos" and not first <= role.i < mention.last:
        return  # "Lowmoor, the 275-acre park": the park is not the figure
    head = _governor(role)
    if head is None or head.i >= first or head.label in (*_FIGURE_LABELS, "DATE", "TIME"):
        return
    through = role.dep in ("pobj", "prep", "advmod")
    if head.text == "worth" and head.head.i == head.i - 1:
        head = head.head
    if head.pos in ("NOUN", "PROPN"):
        if any(token.text == ";" for token in tokens[head.i : first]):
            return  # "two barns; 9 cows": the next of a list
        start = noun_start(head)
        if head.i + 1 - start <= SUBJECT_LIMIT:
            link = role.head_i if role.dep == "pobj" else first
            yield from _with_gap(mention, (start, head.i + 1), link, NAME_LIMIT)
    elif head.pos in (*VERBS, "ADJ", "ADV") and (not through or _is_close(tokens[head.i + 1 : first])):
        yield from _clause(head, mention)


def _governor(role: Token) -> Token | None:
    """Return the verb or noun that a figure depends on, past the preposition between them; None without one."""
    head = role.head
    if role.dep in ("pobj", "prep"):
        preposition = role if role.dep == "prep" else head
        head = preposition.head
        return None if head.i >= preposition.i or preposition.text.lower() == "according" else head
    return head if role.dep in (*_OBJECTS, "appos", "advmod") else None


def _first_conjunct(token: Token) -> Token:
    while token.dep == "conj" and token.head.i < token.i:
        token = token.head
    return token


def _clause(verb: Token, mention: MentionSpan) -> Iterator[TokenRange]:
    """Yield the ranges of a verb with its auxiliaries, and of its subject if that is short.

    Yields nothing if the text does not claim what the clause says.
    """
    tokens, first = verb.doc.tokens, mention.first
    start = verb_start(verb)
    subject = short_subject(verb, start)
    if verb.lemma == "be" and (subject is None or not _is_close(tokens[verb.i + 1 : first])):
        return
    claimed = claim_start(verb, subject[0] if subject is not None else start)
    if claimed is None:
        return
    if subject is not None:
        near = _is_close(tokens[subject[1] : start], SUBJECT_LIMIT)
        yield claimed, start if near else subject[1]
    yield from _with_gap(mention, (start if subject is not None else claimed, verb.i + 1), first)


def _with_gap(
    mention: MentionSpan, part: TokenRange, link: int, limit: int = GAP_LIMIT
) -> Iterator[TokenRange]:
    """Yield the range of words before a figure, joined with the words from there to the figure if they are few.

    Otherwise yield the range alone, and the words from ``link`` to the figure: "the sale … for $3 million".

    Args:
        mention: the figure.
        part: the range.
        link: index of the preposition or other token that links the two.
        limit: tokens between the range and the figure that are shown, at most.
    """
    first = mention.first
    if _is_close(mention.doc.tokens[part[1] : first], limit):
        yield part[0], first
        return
    yield part
    if part[1] <= link < first and first - link <= NOUN_LIMIT:
        yield link, first


def _is_close(gap: Sequence[Token], limit: int = GAP_LIMIT) -> bool:
    """Return True if the tokens up to a figure are few, and neither punctuation nor another figure is among them."""
    return len(gap) <= limit and not any(
        token.text in (",", ";", ":", "(", "—", "--") or token.label in _FIGURE_LABELS[:3] for token in gap
    )


def _predicate(mention: MentionSpan, verb: Token, after: int) -> Iterator[TokenRange]:
    """Yield the ranges of the predicate of a figure that is a subject: "of voters said they were undecided".

    Args:
        mention: the figure.
        verb: the verb of the predicate.
        after: the index after what the figure is of.
    """
    tokens = mention.doc.tokens
    start = verb_start(verb)
    conjoined = any(token.dep == "cc" and token.head_i < mention.last for token in tokens[after:start])
    if conjoined and tokens[max(mention.first - 1, 0)].pos in VERBS:
        return  # "Roe has 11 delegates and Marsh has 10", parsed as one clause
    end = max(phrase_end(start, verb), verb.i + 1)
    claimed = claim_start(verb, mention.first)
    if claimed is None or (end == verb.i + 1 and verb.lemma == "be"):
        return
    if claimed < mention.first:
        yield claimed, mention.first
    yield (after if start - after <= NOUN_LIMIT else start), end


def _spans(ranges: Sequence[TokenRange], mention: MentionSpan) -> tuple[Span, ...]:
    """Return the ranges as spans, adjacent ones joined; ranges that overlap the figure in part are left out."""
    tokens, first, last = mention.doc.tokens, mention.first, mention.last
    joined: list[TokenRange] = []
    for start, end in sorted(ranges):
        if start < first < end or start < last < end or first <= start < last or start >= end:
            continue
        if joined and start <= joined[-1][1] and joined[-1][1] != first:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Span(tokens[a].start, tokens[b - 1].end) for a, b in joined)
