"""The model's names, with their edges mended: a span holds the name alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import is_given_name

MODEL_TYPES = {
    "PERSON": EntityType.PERSON,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "ORG": EntityType.ORGANIZATION,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
    "DATE": EntityType.DATE,
    "TIME": EntityType.TIME,
    "MONEY": EntityType.MONEY,
    "PERCENT": EntityType.PERCENT,
    "QUANTITY": EntityType.QUANTITY,
    "WORK_OF_ART": EntityType.WORK,
    "LAW": EntityType.LAW,
    "PRODUCT": EntityType.PRODUCT,
}
"""spaCy's OntoNotes labels → our types; numbers, ordinals and languages are no mentions."""

MODEL_CONFIDENCE = 0.8
"""What a name of the model is worth alone: its precision on news, rounded."""

_POSSESSIVE = ("'s", "’s", "'", "’", "‘s")
_PREFIXES = ("anti", "ex", "neo", "non", "post", "pre", "pro")
_LEAST_SYLLABLES = 3
_GOVERNED = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "conj", "ROOT")
"""Relations of a syllable that ends a person's name ("Roe Min-seo"); that of "Ana Roe-style" is to what follows."""
_FIGURES = (
    EntityType.DATE,
    EntityType.TIME,
    EntityType.MONEY,
    EntityType.PERCENT,
    EntityType.QUANTITY,
)


def model_names(doc: Document) -> Iterator[MentionSpan]:
    """The entities of the model as names, in order, edges as the model set them."""
    tokens = doc.tokens
    start = 0
    while start < len(tokens):
        if not tokens[start].label:
            start += 1
            continue
        end = start + 1
        while end < len(tokens) and tokens[end].label == tokens[start].label and not tokens[end].begins:
            end += 1
        if tokens[start].label in MODEL_TYPES and not _is_age(tokens[start:end]):
            kind = MODEL_TYPES[tokens[start].label]
            yield MentionSpan(doc, start, end, kind, Origin.MODEL, tokens[start].label, MODEL_CONFIDENCE)
        start = end


def _is_age(tokens: Sequence[Token]) -> bool:
    """Ages are no dates, "61" and "34-year-old", whatever the model says."""
    if tokens[0].label != "DATE":
        return False
    written = "".join(token.text for token in tokens).lower()
    return written.endswith("year-old") or (written.isdigit() and len(written) < 4)


def model_mentions(mentions: Mentions) -> list[MentionSpan]:
    """The model's names, each cut to the name alone, taken apart where it holds several."""
    names: list[MentionSpan] = []
    for name in model_names(mentions.doc):
        if name.type in _FIGURES:
            names.extend(_trimmed(name))
            continue
        for part in _conjoined(name):
            for piece in _person_behind_title(part):
                names.extend(_trimmed(piece))
    return names


def is_title(token: Token) -> bool:
    """Whether a token can end the title before a person's name."""
    return (
        token.text in words("honorifics")
        or token.lemma.lower() in words("role_heads")
        or token.text.lower() in words("role_heads")
        or token.text in title_abbreviations()
    )


def title_abbreviations() -> frozenset[str]:
    """The abbreviated titles as written ("Sens.")."""
    from builder.lexicon.word_lists import table

    return frozenset(row[0] for row in table("title_abbreviations"))


def is_name_like(token: Token) -> bool:
    """Whether a token can stand in a name: a capital, a digit, or a particle."""
    first = token.text[:1]
    return first.isupper() or first.isdigit() or token.text in words("name_particles")


def _conjoined(name: MentionSpan) -> list[MentionSpan]:
    """Two persons joined by "and" or a comma in one span are two names; so are organisations joined by a comma
    where no word of the first says that it is one and goes on. A bracket that is not closed parts a name, too.
    """
    joints = _joints(name)
    written = [token.text for token in name.tokens]
    if "(" in written and ")" not in written:
        joints = (*joints, "(")
    parts, first = [], name.first
    for token in name.tokens:
        if (token.text.lower() in joints or _is_verb(name, token)) and token.i > first:
            parts.append(replace(name, first=first, last=token.i))
            first = token.i + 1
    if first < name.last:
        parts.append(replace(name, first=first))
    return parts


def _is_verb(name: MentionSpan, token: Token) -> bool:
    """Whether a person's name goes on over a verb: the headline "Roe unseats Vale" names two."""
    inner = name.first < token.i < name.last - 1
    plain = token.text.isalpha() and token.text.islower() and token.text not in words("name_particles")
    return (
        name.type is EntityType.PERSON
        and inner
        and plain
        and token.pos not in ("PROPN", "X", "ADP", "DET", "PART")
    )


def _joints(name: MentionSpan) -> tuple[str, ...]:
    if name.type is EntityType.PERSON:
        return ("and", "&", ",", "/", "or")
    if name.type not in (EntityType.ORGANIZATION, EntityType.PLACE):
        return ()
    lower = [token.text.lower() for token in name.tokens]
    company = words("organization_words")
    return () if any(word in company or f"{word}*" in company for word in lower) else (",",)


def _person_behind_title(name: MentionSpan) -> list[MentionSpan]:
    """Takes a group and a person out of one span: "Israeli Defense Minister Ana Roe"."""
    if name.type not in (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.WORK):
        return [name]
    tokens = name.tokens
    titles = [token.i for token in tokens[:-1] if is_title(token)]
    if not titles:
        return [name]
    behind = name.doc.tokens[titles[-1] + 1 : name.last]
    written = _without_syllables(behind)
    capitals = [token for token in behind if token.text[:1].isupper()]
    places = words("organization_words") | words("place_words") | words("event_words")
    if behind[-1].text.lower() in places and not (name.type is EntityType.PERSON and _is_personal(behind)):
        return [name]
    only_title = titles[0] == name.first and name.type is EntityType.PERSON
    ambiguous = name.doc.tokens[titles[-1]].text.lower() in words("title_given_names")
    if ambiguous and len(capitals) < 2:
        return [name]
    if not only_title and not (2 <= len(capitals) <= 4 and len(capitals) == len(written)):
        return [name]
    person = replace(name, first=titles[-1] + 1, type=EntityType.PERSON, rule="behind-title")
    lead = tokens[0]
    if lead.tag in ("JJ", "JJS") and lead.text[:1].isupper() and lead.i not in titles and lead.i < titles[0]:
        return [replace(name, last=lead.i + 1, type=EntityType.GROUP, rule="before-title"), person]
    return [person]


def _is_personal(tokens: Sequence[Token]) -> bool:
    """Whether a name begins as a person's does: with a given name, or with syllables, "Min-seo"."""
    first = tokens[0].text
    return len(tokens) > 1 and (is_given_name(first) or len(_without_syllables(tokens)) < len(tokens))


def _without_syllables(tokens: Sequence[Token]) -> list[Token]:
    """The tokens less hyphens and the syllables in small letters behind them: "Min" alone of "Min-seo"."""
    kept: list[Token] = []
    for i, token in enumerate(tokens):
        syllable = token.text.islower() and i > 1 and tokens[i - 1].text == "-"
        if token.text != "-" and not syllable:
            kept.append(token)
    return kept


def _trimmed(name: MentionSpan) -> Iterator[MentionSpan]:
    tokens = name.doc.tokens
    first, last = name.first, name.last
    while first < last and (
        _is_lead(tokens[first], name.type) or (last - first > 1 and _is_prefixed(tokens, first))
    ):
        first += 1
    while first < last and _is_tail(tokens, first, last, name.type):
        last -= 1
    if name.type not in _FIGURES and name.type is not EntityType.GROUP:
        first, last = _inner(tokens, first, last)
    only_title = last - first == 1 and tokens[first].text in title_abbreviations() | words("number_words")
    # A number is no name, but it is a figure.
    wanted = str.isalnum if name.type in _FIGURES else str.isalpha
    if first < last and not only_title and any(wanted(token.text[0]) for token in tokens[first:last]):
        yield replace(name, first=first, last=last)


def _is_prefixed(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether the word belongs to the prefix that a hyphen glues to it: "pro-Lowmoor" Labour Party."""
    if first < 2 or tokens[first - 1].text != "-" or tokens[first - 1].end != tokens[first].start:
        return False
    return tokens[first - 2].text.lower() in _PREFIXES and tokens[first - 2].end == tokens[first - 1].start


def _is_lead(token: Token, kind: EntityType) -> bool:
    if not token.text[0].isalnum() and token.text[0] not in "$€£#":
        return True
    if kind in _FIGURES:
        return token.text.lower() in ("the", "a", "an")
    if kind is EntityType.WORK and token.text in ("The", "A"):
        return False
    if token.tag in ("DT", "PRP$", "PDT", "WDT", "IN", "CC") and not _is_inner_capital(token):
        return True
    if kind is EntityType.PERSON and token.text in words("honorifics"):
        return True
    return kind is not EntityType.GROUP and not is_name_like(token)


def _is_inner_capital(token: Token) -> bool:
    """A function word with a capital other than an article belongs to the name ("In Touch")."""
    return token.text[:1].isupper() and token.text.lower() not in ("the", "a", "an", "this", "that")


def _is_tail(tokens: tuple[Token, ...], first: int, last: int, kind: EntityType) -> bool:
    token = tokens[last - 1]
    if token.text in _POSSESSIVE:
        return True
    if token.text.lower() in words("caption_words") and last < len(tokens) and tokens[last].text == ":":
        return True
    if not token.text[0].isalnum():
        return token.text not in ("%", "!", ".") or kind in (EntityType.PERSON, EntityType.PLACE)
    if kind in _FIGURES or kind is EntityType.GROUP:
        return False
    # "Lowmoor-based", "U.N.-led": a hyphen and a lower-case participle are no part of the name.
    if token.text.islower() and last - first > 2 and tokens[last - 2].text == "-":
        if kind is EntityType.PERSON and last - first > _LEAST_SYLLABLES and token.dep in _GOVERNED:
            return False
        return token.text not in words("name_particles") and token.pos != "PROPN"
    if token.text.isdigit() and last - first > 1:
        return kind in (EntityType.PERSON, EntityType.PLACE)
    if token.pos in ("ADP", "CCONJ", "DET") and token.text.islower():
        return True
    return token.text[:1].islower() and kind in (EntityType.PERSON, EntityType.PLACE)


def _inner(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    """A name ends where a possessive parts it from what follows: "Ana Roe's Budget" names Ana Roe."""
    for i in range(first + 1, last - 1):
        if tokens[i].text in ("by", "from", "with", "after", "before", "during", "that", "who", "which"):
            return first, i
    for i in range(first + 2, last - 1):
        # "Ana Roe of Lowmoor": the name ends before the preposition.
        if tokens[first].label == "PERSON" and tokens[i].text in ("of", "to", "in", "at", "for"):
            return first, i
    for i in range(first + 1, last - 1):
        behind = tokens[i + 1 : last]
        if tokens[i].tag == "POS" and (
            tokens[first].label == "PERSON" or all(token.text.islower() for token in behind)
        ):
            return first, i
    return first, last
