"""Whether a quoted region is a quotation at all: scare quotes, titles and nicknames are not."""

from __future__ import annotations

from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.features import REGION_NAMES, region_features
from builder.annotate.quotes.attribution.ranking import ScoredSource
from builder.annotate.quotes.extraction.quotation_marks import MARK_TOKENS

_NEIGHBOURS = ("DET", "NOUN", "PROPN", "ADP", "VERB", "ADJ", "PUNCT", "AUX", "SCONJ", "CCONJ")
_SMALL_WORDS = frozenset("a an and as at but by for from in of on or the to with".split())


def judge_features(doc: Document, source: ScoredSource) -> list[float]:
    """The numbers that the judge weighs, in the order of ``JUDGE_NAMES``."""
    place = source.place
    inside = doc.tokens[place.first : place.last]
    words = [token for token in inside if token.text[0].isalpha()]
    large = [token for token in words if token.text.lower() not in _SMALL_WORDS]
    before, after = _outside(doc, place.first, -1), _outside(doc, place.last - 1, 1)
    return [
        source.probability,
        float(len(words)),
        sum(token.text[0].isupper() for token in large) / len(large) if large else 0.0,
        float(any(token.pos in ("VERB", "AUX") for token in words)),
        float(any(token.text.lower() in ("i", "we", "you", "my", "our", "your") for token in words)),
        float(any(token.label == "WORK_OF_ART" for token in words)),
        float(before is not None and before.tag == "POS"),
        *(float(before is not None and before.pos == pos) for pos in _NEIGHBOURS),
        *(float(after is not None and after.pos == pos) for pos in _NEIGHBOURS),
        float(inside[0].pos == "NOUN"),
        float(inside[0].pos == "ADJ"),
        float(inside[-1].pos == "NOUN"),
        *region_features(doc, place),
    ]


def _outside(doc: Document, edge: int, step: int) -> Token | None:
    tokens = doc.tokens
    i = edge + step
    while 0 <= i < len(tokens) and tokens[i].text in MARK_TOKENS:
        i += step
    if not 0 <= i < len(tokens) or tokens[i].paragraph != tokens[edge].paragraph:
        return None
    return tokens[i]


JUDGE_NAMES = (
    *"speaker_probability words capitals verb first_or_second_person work possessive_before".split(),
    *(f"before_{pos}" for pos in _NEIGHBOURS),
    *(f"after_{pos}" for pos in _NEIGHBOURS),
    *"begins_noun begins_adjective ends_noun".split(),
    *REGION_NAMES,
)
"""What each feature is, in order."""
