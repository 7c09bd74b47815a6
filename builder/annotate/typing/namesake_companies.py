"""Companies that are called after a person: "Mr. Vale" is the man, and "Vale estimates" is his news company.

The model gives both one type, since they have one spelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.quotation_marks import marked_spans
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.article import ParagraphKind
from builder.names.given_names import is_given_name
from builder.names.known_names import SURNAME, known_kinds

COMPANY_RULE = "company"
"""Rule of a company that is called after a person; it is appended to that of the mention."""

_FEWEST = 2
"""Mentions that show the company, at least, if the article names the person too."""
_SHARE = 0.5
"""Share of the mentions without a title, at least, that must show the company."""
_MODIFIERS = ("compound", "nmod", "amod", "poss")
"""Relations of "Roe" in "the Roe campaign" and "Roe's plan", which newspapers write even where they write "Mr. Roe"."""
_SENTENCE_ENDS = ".!?”\"’'"


def mark_companies(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, those of a company with the name of a person as an organization."""
    companies = _companies(mentions)
    for mention_i, mention in enumerate(mentions):
        if mention_i in companies:
            rule = f"{mention.rule}+{COMPANY_RULE}"
            yield replace(mention, type=EntityType.ORGANIZATION, rule=rule)
        else:
            yield mention


def _companies(mentions: Mentions) -> frozenset[int]:
    """Return the indices of the mentions of companies that are typed as persons."""
    bare: dict[str, list[int]] = defaultdict(list)
    for mention_i, mention in enumerate(mentions):
        if mention.type is EntityType.PERSON and len(mention.tokens) == 1:
            bare[mention.text].append(mention_i)
    full = [m.tokens for m in mentions if m.type is EntityType.PERSON and len(m.tokens) > 1]
    surnames = {tokens[-1].text for tokens in full}
    other_words = {token.text for tokens in full for token in tokens[:-1]}
    found: set[int] = set()
    for word, own in bare.items():
        if word in surnames or any(mentions.spans[i].titled or _is_courteous(mentions.spans[i]) for i in own):
            found.update(_beside_a_person(mentions, own))
        elif (
            word not in other_words
            and not _is_a_persons(word)
            and all(_is_source(mentions.spans[i]) for i in own)
        ):
            found.update(own)
    return frozenset(found)


def _is_a_persons(word: str) -> bool:
    """Return True for a given name, and for the surname of a well-known person."""
    return is_given_name(word) or bool(known_kinds(word) & {SURNAME, "PERSON"})


def _beside_a_person(mentions: Mentions, own: Sequence[int]) -> Sequence[int]:
    """Return the indices of the mentions of a company in an article that calls the person "Mr. Vale".

    Headlines and people who are quoted leave the courtesy title out, so what they say shows nothing.

    Args:
        mentions: the mentions.
        own: the indices of those with the surname alone.
    """
    quoted = _quoted_paragraphs(mentions.doc)
    told = [i for i in own if _is_told(mentions.spans[i], quoted)]
    untitled = [i for i in told if not mentions.spans[i].titled and not _is_courteous(mentions.spans[i])]
    if not any(_is_courteous(mentions.spans[i]) for i in told):
        return []
    acting = [mentions.spans[i] for i in untitled if mentions.spans[i].tokens[0].dep not in _MODIFIERS]
    shown = sum(_is_source(mention) or mention.rule.startswith("ORG") for mention in acting)
    is_company = shown >= _FEWEST and shown >= _SHARE * len(acting) and any(map(_is_source, acting))
    return untitled if is_company else []


def _quoted_paragraphs(doc: Document) -> Mapping[int, tuple[range, ...]]:
    """Return the offsets between quotation marks in each paragraph of running text, by the number of the paragraph."""
    return {
        number: tuple(range(mark.outer.start, mark.outer.end) for mark in marked_spans(doc.text, part.span))
        for number, part in enumerate(doc.paragraphs)
        if part.kind is ParagraphKind.TEXT
    }


def _is_told(mention: MentionSpan, quoted: Mapping[int, tuple[range, ...]]) -> bool:
    """Return True for a mention in running text, in the words of the article itself."""
    token = mention.tokens[0]
    return token.paragraph in quoted and not any(token.start in span for span in quoted[token.paragraph])


def _is_courteous(mention: MentionSpan) -> bool:
    """Return True for a surname after a courtesy title: "Mr. Vale"."""
    return mention.previous is not None and mention.previous.text in words("honorifics")


def _is_source(mention: MentionSpan) -> bool:
    """Return True if a mention stands as the source of a report: "according to Vale", "Vale estimates", "[Vale.]"."""
    return _publishes(mention.tokens[0]) or _is_cited(mention) or _is_bracketed(mention)


def _publishes(token: Token) -> bool:
    """Return True for the subject of a verb of publishing, or of the verb that it depends on: "began to publish"."""
    if token.dep != "nsubj":
        return False
    verbs = (token.head, *(child for child in token.head.children if child.dep == "xcomp"))
    return any(verb.pos == "VERB" and verb.lemma.lower() in words("publishing_verbs") for verb in verbs)


def _is_cited(mention: MentionSpan) -> bool:
    """Return True after "according to", "via" and "reported by", and for a line "From Vale:"."""
    before, after = mention.previous, mention.next
    if before is None:
        return False
    word, earlier = before.text.lower(), before.previous
    if word == "from":
        opens = earlier is None or earlier.sentence_i != before.sentence_i
        return opens and after is not None and after.text == ":"
    if earlier is None or word not in ("to", "by"):
        return word == "via"
    is_verb = earlier.tag == "VBN" and earlier.lemma.lower() in words("publishing_verbs")
    return (word == "to" and earlier.text.lower() == "according") or (word == "by" and is_verb)


def _is_bracketed(mention: MentionSpan) -> bool:
    """Return True for a name alone in brackets after the end of a sentence: "It rose again. [Vale.]"."""
    before, after = mention.previous, mention.next
    if before is None or after is None or before.text not in ("[", "("):
        return False
    closing = after.next if after.text == "." else after
    earlier = before.previous
    is_alone = closing is not None and closing.text in ("]", ")")
    return is_alone and (earlier is None or earlier.text[-1] in _SENTENCE_ENDS)
