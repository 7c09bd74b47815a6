"""Proper nouns that the model passed over: a missing part of the mention beside them, or a name of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.annotate.mentions.extension import purpose_end
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import PASSED_OVER, MentionSpan
from builder.annotate.mentions.model_entities import begins_like_month
from builder.annotate.mentions.positional_capitals import title_case_sentences
from builder.annotate.mentions.result_lines import IN_RESULTS
from builder.annotate.mentions.title_words import is_role_head
from builder.annotate.parse.document import Token
from builder.annotate.parse.headings import headings
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import is_given_name, looks_personal
from builder.names.known_names import known_kinds

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

PASSED_OVER_CONFIDENCE = 0.5
"""Confidence of a run of proper nouns that the model did not label."""

_EXTENSIBLE = (
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ORGANIZATION,
    EntityType.EVENT,
    EntityType.PRODUCT,
)
"""Types of mentions that proper nouns beside them may extend."""

_NOT_NAMES = ("DATE", "TIME", "LANGUAGE", "CARDINAL", "ORDINAL")
"""The model's labels of capitalized words that are not names."""


def add_proper_nouns(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, extended by runs of proper nouns beside them, and the other runs as new mentions."""
    spans = list(mentions)
    found = []
    in_title_case = headings(mentions.doc)
    without_extension = title_case_sentences(mentions.doc)
    for run in _runs(mentions):
        before, after = run[0].previous, run[-1].next
        left = mentions.index_at.get(before.i) if before is not None else None
        right = mentions.index_at.get(after.i) if after is not None else None
        if run[0].sentence_i in without_extension:
            continue  # "Vale Sinks" in a heading: the verb is a proper noun for the model.
        if right is not None and _is_given_after_title(run, mentions.spans[right]):
            spans[right] = replace(
                spans[right], first=run[0].i, type=EntityType.PERSON, rule=f"{spans[right].rule}+lead"
            )
        elif right is not None and spans[right].rule in IN_RESULTS:
            continue
        elif right is not None and _begins(run, mentions.spans[right]):
            spans[right] = replace(spans[right], first=run[0].i, rule=f"{spans[right].rule}+lead")
        elif left is not None and _completes(run, mentions.spans[left]):
            spans[left] = replace(spans[left], last=run[-1].i + 1, rule=f"{spans[left].rule}+rest")
        elif left is None and right is None and not _may_be_common_noun(run, in_title_case):
            found.append(_new_mention(run, mentions))
    yield from spans
    yield from found


def _runs(mentions: Mentions) -> Iterator[Sequence[Token]]:
    """Yield the runs of capitalized proper nouns that are in no mention, without titles at their edges."""
    tokens = mentions.doc.tokens
    i = 0
    while i < len(tokens):
        first = i
        while (
            i < len(tokens)
            and not mentions.is_taken(i)
            and _is_in_run(tokens[i], tokens[first], mentions.gazetteer)
        ):
            i += 1
        run = _without_titles(tokens[first:i])
        if run:
            yield run
        i = max(i, first + 1)


def _is_in_run(token: Token, first: Token, gazetteer: Gazetteer) -> bool:
    """Return True if a token continues a run: a proper noun, or a hyphen between two capitalized words ("Lend-A-Boat").

    Args:
        token: the token.
        first: the first token of the run.
        gazetteer: the peoples, whose names end a run.
    """
    following = token.next
    if token.text == "-" and first.i < token.i and following is not None:
        return token.is_attached and following.is_attached and following.text[0].isupper()
    return (
        token.pos == "PROPN"
        and token.text[0].isupper()
        and token.sentence_i == first.sentence_i
        and (token.label not in _NOT_NAMES or begins_like_month(token))
        and gazetteer.group(token.text) is None
    )


def _without_titles(run: Sequence[Token]) -> Sequence[Token]:
    """Return a run without titles at its edges and without the word that introduces a credit ("Photo:")."""
    while run and _is_title_word(run[0]):
        run = run[1:]
    while run and _is_title_word(run[-1]):
        run = run[:-1]
    if run and run[-1].text.lower() in words("caption_words") and _is_before(run[-1], ":"):
        run = run[:-1]
    return run


def _is_before(token: Token, sign: str) -> bool:
    return token.next is not None and token.next.text == sign


def _is_title_word(token: Token) -> bool:
    """Return True for a title, an honorific or a single letter, which are not names by themselves."""
    not_names = words("honorifics") | words("number_words")
    return is_role_head(token) or token.text in not_names or len(token.text.rstrip(".")) < 2


def _begins(run: Sequence[Token], mention: MentionSpan) -> bool:
    """Return True if the run before a mention is the beginning of its name: "Lowmoor" before "Ferries"."""
    if mention.type not in _EXTENSIBLE or not _is_one_space_after(mention.tokens[0]):
        return False
    if mention.type is EntityType.PERSON and len(mention.tokens) > 1:
        # Before a full name there is a title that no list contains, or one more given name.
        return len(run) == 1 and is_given_name(run[0].text)
    if mention.type is EntityType.PERSON and run[0].i == run[0].sentence.first:
        # "Young Roe" at the beginning of a sentence is rather Roe than a full name.
        return is_given_name(run[0].text)
    name = range(run[0].i, mention.last)
    return all(token.head_i in name and token.dep in ("compound", "nmod", "amod", "flat") for token in run)


def _is_given_after_title(run: Sequence[Token], mention: MentionSpan) -> bool:
    """Return True if a word between a title and a surname is a given name: "Chairman Rance Priddy".

    If no list has the name, the model may take it for a preposition, and the surname for an organization.
    """
    title = run[0].previous
    is_title = title is not None and title.sentence_i == run[0].sentence_i and is_role_head(title)
    if not is_title or len(run) > 1 or len(mention.tokens) > 1 or not _is_one_space_after(mention.tokens[0]):
        return False
    surname = mention.tokens[0]
    is_known = mention.type is EntityType.ORGANIZATION and "ORG" in known_kinds(surname.text)
    may_be = mention.type in (EntityType.PERSON, EntityType.ORGANIZATION) and not is_known
    return may_be and _may_be_surname(surname) and not names_thing(run[0]) and not run[0].text.isupper()


def _completes(run: Sequence[Token], mention: MentionSpan) -> bool:
    """Return True if the run after a mention is the rest of its name: "Upper" after "Lowmoor"."""
    if mention.type not in _EXTENSIBLE or not _is_one_space_after(run[0]):
        return False
    end = mention.tokens[-1]
    if mention.type is EntityType.PERSON:
        depends = end.dep in ("compound", "flat") and end.head_i == run[0].i
        return len(run) == 1 and _may_be_surname(run[0]) and (" " not in mention.text or depends)
    return end.dep in ("compound", "nmod", "flat") and end.head_i == run[-1].i


def _may_be_surname(token: Token) -> bool:
    """Return True unless a word shows that the name it ends is not a person's: "the Ana Roe Papers"."""
    return token.tag == "NNP" and not names_thing(token) and not token.text.isupper()


def names_thing(token: Token) -> bool:
    """Return True for a word that ends names of organizations, works, places or events: "Papers"."""
    things = words("organization_words") | words("work_words") | words("place_words") | words("event_words")
    return token.text.lower() in things


def _is_one_space_after(token: Token) -> bool:
    """Return True if only a space separates a token from the token before it, in one sentence."""
    before = token.previous
    if before is None or before.sentence_i != token.sentence_i:
        return False
    return token.doc.text[before.end : token.start] == " "


def _may_be_common_noun(run: Sequence[Token], in_title_case: Set[int]) -> bool:
    """Return True if the capitals may not mark a name.

    Args:
        run: the capitalized words.
        in_title_case: indices of the sentences that are headings.
    """
    sentence = run[0].sentence
    if run[0].i == sentence.first and len(run) == 1:
        # "Brackenfold's boat": an owner at the beginning of a sentence is a name.
        return run[0].i + 1 >= sentence.last or run[0].next is None or run[0].next.tag != "POS"
    return sentence.i in in_title_case


def _new_mention(run: Sequence[Token], mentions: Mentions) -> MentionSpan:
    """Return a run as a mention: a person, an institution with its purpose, or a product.

    "Product" is a placeholder until the types are settled.
    """
    first, last = run[0].i, run[-1].i + 1
    mention = MentionSpan(
        mentions.doc, first, last, EntityType.PRODUCT, Origin.RULE, PASSED_OVER, PASSED_OVER_CONFIDENCE
    )
    if looks_personal(mention.text):
        return replace(mention, type=EntityType.PERSON)
    end = purpose_end(run[-1], mentions, prepositions=("of", "for", "on"))
    return replace(mention, last=end, type=EntityType.ORGANIZATION) if end > last else mention
