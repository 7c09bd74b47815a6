"""Capitalised words that the model passed over: the rest of a name that it cut short, or a name of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.mentions.extension import devoted
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import PASSED_OVER, MentionSpan
from builder.annotate.mentions.roles import is_role_head
from builder.annotate.parse.document import Document, Token
from builder.annotate.parse.headings import headings
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import is_given_name, looks_personal

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

PASSED_OVER_CONFIDENCE = 0.5
"""What a run of proper nouns is worth that the model did not mark."""

_GROWING = (
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ORGANIZATION,
    EntityType.EVENT,
    EntityType.PRODUCT,
)


def add_proper_nouns(mentions: Mentions) -> Iterator[MentionSpan]:
    """All names, those grown that were cut short, and with them the proper nouns that no name covers."""
    doc, taken = mentions.doc, mentions.index_at.keys()
    by_first = {name.first: name for name in mentions}
    by_last = {name.last: name for name in mentions}
    grown: dict[MentionSpan, MentionSpan] = {}
    fresh = []
    loud = headings(doc)
    for first, last in _runs(mentions):
        behind, before = by_first.get(last), by_last.get(first)
        if behind is not None and _leads(first, last, behind):
            held = grown.get(behind, behind)
            grown[behind] = replace(held, first=first, rule=f"{held.rule}+lead")
        elif before is not None and _follows(before, first, last):
            held = grown.get(before, before)
            grown[before] = replace(held, last=last, rule=f"{held.rule}+rest")
        elif before is None and behind is None and not _is_common(doc, first, last, loud):
            fresh.append(_fresh(doc, first, last, taken))
    yield from (grown.get(name, name) for name in mentions)
    yield from fresh


def _runs(mentions: Mentions) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns in capitals that stand in no name, half-open, without titles at their edges."""
    tokens, taken, gazetteer = mentions.doc.tokens, mentions.index_at, mentions.gazetteer
    i = 0
    while i < len(tokens):
        first = i
        while i < len(tokens) and i not in taken and _goes_on(tokens, i, first, gazetteer):
            i += 1
        last = i
        while first < last and _is_plain_word(tokens[first]):
            first += 1
        while first < last and _is_plain_word(tokens[last - 1]):
            last -= 1
        if (
            first < last < len(tokens)
            and tokens[last].text == ":"
            and tokens[last - 1].text.lower() in words("caption_words")
        ):
            last -= 1
        if first < last:
            yield first, last
        i = max(i, first + 1)


def _goes_on(tokens: Sequence[Token], i: int, first: int, gazetteer: Gazetteer) -> bool:
    """Whether token ``i`` is a proper noun, or a hyphen between two words in capitals ("Lend-A-Boat")."""
    if tokens[i].text == "-" and first < i < len(tokens) - 1:
        glued = tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
        return glued and tokens[i + 1].text[0].isupper()
    return _is_proper(tokens[i], tokens[first], gazetteer)


def _is_proper(token: Token, first: Token, gazetteer: Gazetteer) -> bool:
    return (
        token.pos == "PROPN"
        and token.text[0].isupper()
        and token.sentence_i == first.sentence_i
        and token.label not in ("DATE", "TIME", "LANGUAGE", "CARDINAL", "ORDINAL")
        and gazetteer.group(token.text) is None
    )


def _is_plain_word(token: Token) -> bool:
    """Whether a word in capitals is a title or a courtesy, which names nobody by itself."""
    no_name = words("honorifics") | words("number_words")
    return is_role_head(token) or token.text in no_name or len(token.text.rstrip(".")) < 2


def _leads(first: int, last: int, name: MentionSpan) -> bool:
    """Whether the run before a name is its beginning: "Lowmoor" before "Ferries"."""
    if name.type not in _GROWING or _parted(name.doc, last):
        return False
    run = name.doc.tokens[first:last]
    if name.type is EntityType.PERSON and name.last - name.first > 1:
        # Before a whole name stands a title that no list knows, or one more given name.
        return len(run) == 1 and is_given_name(run[0].text)
    inside = range(first, name.last)
    return all(token.head_i in inside and token.dep in ("compound", "nmod", "amod", "flat") for token in run)


def _follows(name: MentionSpan, first: int, last: int) -> bool:
    """Whether the run behind a name is its rest: "Upper" behind "Lowmoor"."""
    if name.type not in _GROWING or _parted(name.doc, first):
        return False
    tokens = name.doc.tokens
    if name.type is EntityType.PERSON:
        # "the Ana Roe Papers" are no person's name; "Ana" before "Roe" is one.
        known = (
            words("organization_words") | words("work_words") | words("place_words") | words("event_words")
        )
        plain = (
            tokens[first].tag == "NNP"
            and tokens[first].text.lower() not in known
            and not tokens[first].text.isupper()
        )
        governed = tokens[name.last - 1].dep in ("compound", "flat") and tokens[name.last - 1].head_i == first
        return last - first == 1 and plain and (" " not in name.text or governed)
    head = tokens[last - 1].i
    return tokens[name.last - 1].dep in ("compound", "nmod", "flat") and tokens[name.last - 1].head_i == head


def _parted(doc: Document, i: int) -> bool:
    """Whether more than a space stands before token ``i``."""
    between = doc.text[doc.tokens[i - 1].end : doc.tokens[i].start]
    return between != " " or doc.tokens[i - 1].sentence_i != doc.tokens[i].sentence_i


def _is_common(doc: Document, first: int, last: int, loud: Set[int]) -> bool:
    """Return True if the capitals may not mark a name: in a heading (``loud``), or at the beginning of a sentence."""
    sentence = doc.tokens[first].sentence
    if first == sentence.first and last == first + 1:
        return last >= sentence.last or doc.tokens[last].tag != "POS"
    return sentence.i in loud


def _fresh(doc: Document, first: int, last: int, taken: Set[int]) -> MentionSpan:
    name = MentionSpan(doc, first, last, EntityType.PRODUCT, Origin.RULE, PASSED_OVER, PASSED_OVER_CONFIDENCE)
    if looks_personal(name.text):
        return replace(name, type=EntityType.PERSON)
    end = devoted(doc, last, taken, joints=("of", "for", "on"))
    return replace(name, last=end, type=EntityType.ORGANIZATION) if end > last else name
