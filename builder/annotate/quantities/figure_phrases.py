"""What a figure counts: the few words of its sentence that tell, "Sales rose **5 percent**", drawn from the parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.annotate.quantities.phrases import (
    SUBJECT_LIMIT,
    SUBJECTS,
    VERBS,
    Range,
    doubtful_from,
    noun_start,
    phrase_end,
    short_subject,
    verb_start,
)
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Figure, FigureKind
from builder.model.span import Span

GAP_LIMIT = 8
"""Tokens between a verb and a figure that are shown; where there are more, they are left out."""
NAME_LIMIT = 11
"""The same between a noun and a figure that it is the amount of: "the sale of the old mill for"."""
NOUN_LIMIT = 4
"""Tokens between a figure and the noun that it stands before."""

_KINDS = {
    EntityType.MONEY: FigureKind.MONEY,
    EntityType.PERCENT: FigureKind.PERCENT,
    EntityType.QUANTITY: FigureKind.QUANTITY,
}
_FRACTIONS = ("fraction", "half", "quarter", "quarters", "third", "thirds", "fifth", "tenth", "tenths")
_MODIFIERS = ("nummod", "compound", "nmod", "amod", "quantmod")
_FIGURE_LABELS = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL")
_OBJECTS = ("dobj", "attr", "npadvmod", "dative", "oprd", "acomp", "pobj", "nsubj", "nsubjpass")


def counted_figures(names: Sequence[MentionSpan]) -> tuple[Figure, ...]:
    """The figures among the names of an article, in order, each with what it counts."""
    return tuple(_figure(name) for name in names if name.type in _KINDS)


def _figure(name: MentionSpan) -> Figure:
    root = _root(name)
    first, last = name.first, name.last
    end = _counted_noun_end(root, last)
    ranges = [] if _is_torn(name, end) else _ranges(name, root, end)
    if _is_bare(ranges, name):
        ranges = []
    return Figure(name.span, _kind(name, root), _spans(name.doc, ranges, first, last))


def _is_torn(name: MentionSpan, end: int) -> bool:
    """Whether the words around a figure would say something else without the word before it."""
    before = name.doc.tokens[name.first - 1].text.lower() if name.first > 0 else ""
    if before in ("no", "nor", "not", "never", "neither"):
        return True
    if before == "of" and name.first > 1 and name.doc.tokens[name.first - 2].text.lower() in _FRACTIONS:
        return True  # "a third of 7 percent"
    # "A $5 million, but temporary, bridge": what the figure stands before was not understood.
    digits = not name.doc.tokens[name.first].text.isalpha()
    return before in ("a", "an") and digits and end == name.last


def _is_bare(ranges: Sequence[Range], name: MentionSpan) -> bool:
    """Whether the words are a verb alone whose subject only the speaker knows: "we lost" two people."""
    if len(ranges) != 1 or ranges[0][1] > name.first:
        return False
    own = name.doc.tokens[slice(*ranges[0])]
    speaking = (
        token.dep in SUBJECTS and token.text.lower() in ("i", "we", "you")
        for verb in own
        if verb.pos in VERBS
        for token in verb.children
    )
    return any(speaking)


def _ranges(name: MentionSpan, root: Token, end: int) -> list[Range]:
    """The words that say what a figure counts; ``end`` is where the noun ends that it stands before."""
    first, last = name.first, name.last
    role = name.doc.tokens[end - 1] if end > last else root
    after = _phrase_end(name, role, end)
    ranges = [*_before(name, role), *([(last, after)] if after > last else [])]
    # "Deporting 11 people is absurd", "men worth $9 million are few": the people and the sum are not.
    held = first > 0 and (
        name.doc.tokens[first - 1].tag == "VBG" or name.doc.tokens[first - 1].text == "worth"
    )
    if role.dep in SUBJECTS and not held:
        verb = role.head
        if verb.i >= after and verb.pos in VERBS:
            ranges += _predicate(name, verb, after)
    if name.type is EntityType.PERCENT and ranges == [(last, after)] and _is_where(name.doc, last):
        return []  # "5 percent in Ohio": of what?
    return ranges


def _is_where(doc: Document, start: int) -> bool:
    return doc.tokens[start].text.lower() in ("across", "for", "in", "on", "over")


def _root(name: MentionSpan) -> Token:
    """The token of a figure that everything else in it depends on."""
    tokens = name.tokens
    return next((token for token in tokens if not name.first <= token.head_i < name.last), tokens[-1])


def _counted_noun_end(root: Token, last: int) -> int:
    """Where the noun ends that a figure stands before: "a $4 million footbridge"; ``last`` where it does not.

    So does the word of degree after it: "2 miles longer".
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


def _phrase_end(name: MentionSpan, role: Token, start: int) -> int:
    """Where the phrase ends that follows a figure and says what it is of or for; ``start`` where none does."""
    tokens = name.doc.tokens
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
    governors = (*range(name.first, start), role.head_i, role.head.head_i)
    end = _prepositional(name.doc, governors, start)
    return _prepositional(name.doc, governors, end) if start < end <= start + NOUN_LIMIT else end


def _prepositional(doc: Document, governors: Sequence[int], start: int) -> int:
    """Where a phrase with a preposition ends that begins at ``start`` and hangs from one of ``governors``."""
    token = doc.tokens[min(start, len(doc.tokens) - 1)]
    fits = token.dep in ("prep", "dative") and token.text.lower() in words("figure_prepositions")
    if not fits or token.head_i not in governors or _is_of_time(token):
        return start
    return phrase_end(start, token)


def _is_of_time(preposition: Token) -> bool:
    """Whether a phrase says when and not what: "in 2010"."""
    objects = [token for token in preposition.children if token.dep == "pobj"]
    return not objects or objects[0].label in ("DATE", "TIME")


def _before(name: MentionSpan, role: Token) -> Iterator[Range]:
    """The words before a figure that say what it is: verb and subject, or the noun that it is the amount of."""
    apart = name.first > 0 and name.doc.tokens[name.first - 1].text == ","
    if name.rule == "things" and apart and role.dep != "conj":
        return  # "The board closed the mill, nine votes to two"
    if role.dep == "conj":
        role = _first_conjunct(role)
    if role.dep == "appos" and not name.first <= role.i < name.last:
        return  # "Lowmoor, the 275-acre park": the park is not the figure
    head = _governor(role)
    if head is None or head.i >= name.first or head.label in (*_FIGURE_LABELS, "DATE", "TIME"):
        return
    through = role.dep in ("pobj", "prep", "advmod")
    if head.text == "worth" and head.head.i == head.i - 1:
        head = head.head
    if head.pos in ("NOUN", "PROPN"):
        if any(token.text == ";" for token in name.doc.tokens[head.i : name.first]):
            return  # "two barns; 9 cows": the next of a list
        first = noun_start(head)
        if head.i + 1 - first <= SUBJECT_LIMIT:
            link = role.head_i if role.dep == "pobj" else name.first
            yield from _joined(name.doc, (first, head.i + 1), link, name.first, NAME_LIMIT)
    elif head.pos in (*VERBS, "ADJ", "ADV") and (not through or _is_close(name.doc, head.i + 1, name.first)):
        yield from _clause(head, name.first)


def _governor(role: Token) -> Token | None:
    """The verb or noun that a figure belongs to, past the preposition between them."""
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


def _clause(verb: Token, first: int) -> Iterator[Range]:
    """A verb with its helpers and, where it is short, its subject; nothing where the text does not claim it."""
    start = verb_start(verb)
    subject = short_subject(verb, start)
    if verb.lemma == "be" and (subject is None or not _is_close(verb.doc, verb.i + 1, first)):
        return
    doubt = doubtful_from(verb, subject[0] if subject is not None else start)
    if doubt is None:
        return
    if subject is not None:
        near = _is_close(verb.doc, subject[1], start, SUBJECT_LIMIT)
        yield doubt, start if near else subject[1]
    yield from _joined(verb.doc, (start if subject is not None else doubt, verb.i + 1), first, first)


def _joined(doc: Document, part: Range, link: int, first: int, limit: int = GAP_LIMIT) -> Iterator[Range]:
    """``part`` and, where they are few, the words that lead from it to the figure, which begins at ``first``.

    Where they are not, only those from ``link`` on: "the sale … for $3 million".
    """
    if _is_close(doc, part[1], first, limit):
        yield part[0], first
        return
    yield part
    if part[1] <= link < first and first - link <= NOUN_LIMIT:
        yield link, first


def _is_close(doc: Document, start: int, first: int, limit: int = GAP_LIMIT) -> bool:
    """Whether the words up to a figure are few, and neither a pause nor another figure is among them."""
    gap = doc.tokens[start:first]
    return len(gap) <= limit and not any(
        token.text in (",", ";", ":", "(", "—", "--") or token.label in _FIGURE_LABELS[:3] for token in gap
    )


def _predicate(name: MentionSpan, verb: Token, after: int) -> Iterator[Range]:
    """What is said of a figure that is the subject: "of voters said they were undecided"."""
    start = verb_start(verb)
    joined = any(token.dep == "cc" and token.head_i < name.last for token in name.doc.tokens[after:start])
    if joined and name.doc.tokens[max(name.first - 1, 0)].pos in VERBS:
        return  # "Roe has 11 delegates and Marsh has 10", taken for one clause
    end = max(phrase_end(start, verb), verb.i + 1)
    doubt = doubtful_from(verb, name.first)
    if doubt is None or (end == verb.i + 1 and verb.lemma == "be"):
        return
    if doubt < name.first:
        yield doubt, name.first
    yield (after if start - after <= NOUN_LIMIT else start), end


def _kind(name: MentionSpan, root: Token) -> FigureKind:
    if name.rule == "toll":
        return FigureKind.CASUALTIES
    own = {form.lower() for token in name.tokens for form in (token.lemma, token.text)}
    if name.type is EntityType.MONEY and not own & words("currency_words"):
        signed = any(char in "$€£¥₹₽" for char in name.text)
        return FigureKind.MONEY if signed else FigureKind.QUANTITY
    if name.rule != "people":
        return _KINDS[name.type]
    harmed = own & words("harmed_people") or _harmed(root)
    return FigureKind.CASUALTIES if harmed else FigureKind.PEOPLE


def _harmed(people: Token) -> bool:
    """Whether the text says of these people that they came to harm."""
    head = people.head
    while people.dep == "pobj" and head.text.lower() == "including" and head.i != people.i:
        people = head.head
        head = people.head
    verbs = [token for token in people.children if token.dep in ("acl", "relcl")]
    if people.dep in (*SUBJECTS, "dobj"):
        verbs.append(head)
    if people.doc.tokens[min(people.i + 1, len(people.doc.tokens) - 1)].text.lower() in words(
        "harmed_people"
    ):
        return True
    return any(verb.lemma.lower() in words("harm_verbs") for verb in verbs)


def _spans(doc: Document, ranges: Sequence[Range], first: int, last: int) -> tuple[Span, ...]:
    """The ranges as spans, those that touch joined; none reaches into the figure."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if start < first < end or start < last < end or first <= start < last or start >= end:
            continue
        if joined and start <= joined[-1][1] and joined[-1][1] != first:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Span(doc.tokens[a].start, doc.tokens[b - 1].end) for a, b in joined)
