"""Kinds of figures: money, a share, people, casualties or another quantity."""

from __future__ import annotations

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.quantities.short_phrases import SUBJECTS
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, FigureKind

KIND_OF_TYPE = {
    EntityType.MONEY: FigureKind.MONEY,
    EntityType.PERCENT: FigureKind.PERCENT,
    EntityType.QUANTITY: FigureKind.QUANTITY,
}
"""The types of mentions that are figures, and the kind if nothing else is known."""


def figure_kind(mention: MentionSpan, root: Token) -> FigureKind:
    """Return the kind of a figure.

    Args:
        mention: the figure.
        root: the token of the figure that its other tokens depend on.
    """
    if mention.rule == "toll":
        return FigureKind.CASUALTIES
    own = {form.lower() for token in mention.tokens for form in (token.lemma, token.text)}
    if mention.type is EntityType.MONEY and not own & words("currency_words"):
        signed = any(char in "$€£¥₹₽" for char in mention.text)
        return FigureKind.MONEY if signed else FigureKind.QUANTITY
    if mention.rule != "people":
        return KIND_OF_TYPE[mention.type]
    harmed = own & words("harmed_people") or _are_harmed(root)
    return FigureKind.CASUALTIES if harmed else FigureKind.PEOPLE


def _are_harmed(people: Token) -> bool:
    """Return True if the text says that these people came to harm."""
    head = people.head
    while people.dep == "pobj" and head.text.lower() == "including" and head.i != people.i:
        people = head.head
        head = people.head
    verbs = [token for token in people.children if token.dep in ("acl", "relcl")]
    if people.dep in (*SUBJECTS, "dobj"):
        verbs.append(head)
    tokens = people.doc.tokens
    if tokens[min(people.i + 1, len(tokens) - 1)].text.lower() in words("harmed_people"):
        return True
    return any(verb.lemma.lower() in words("harm_verbs") for verb in verbs)
