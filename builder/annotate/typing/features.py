"""Features of spellings: the evidence for the type of a spelling, as numbers for the classifier.

All features are structural: how the model labels it, its grammar in its sentences, and which word lists and tables
contain its parts. No feature distinguishes two names that behave alike.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.annotate.mentions.coarse_types import COARSE_TYPE_OF, COARSE_TYPES
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import PASSED_OVER, TYPED, MentionSpan
from builder.annotate.parse.headings import headings
from builder.annotate.typing.context_features import CONTEXT_FEATURES, context_shares
from builder.lexicon.word_lists import words
from builder.model.place import PlaceKind
from builder.names.acronyms import is_acronym, stands_for
from builder.names.given_names import gender_of, is_given_name
from builder.names.known_names import SURNAME, known_kinds
from builder.names.normal_form import head_word, normal_form
from builder.names.person_names import without_suffix
from builder.names.related_spellings import RelatedSpellings, related_spellings

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

WORD_FEATURES = (
    "tokens",
    "acronym",
    "upper",
    "digit",
    "of_inside",
    "for_inside",
    "and_inside",
    "hyphen",
    "lower_inside",
    "article_inside",
    "given_first",
    "given_sex",
    "given_last",
    "only_capitals",
    "org_last",
    "org_any",
    "place_last",
    "place_first",
    "event_last",
    "law_last",
    "work_last",
    "role_inside",
    "plural",
)
TABLE_FEATURES = (
    "country",
    "region",
    "water",
    "division",
    "city",
    "people_inside",
    *(f"known_{kind}" for kind in (*COARSE_TYPES, SURNAME)),
)
ARTICLE_FEATURES = (
    "mentions",
    "passed_over",
    *(f"model_{coarse}" for coarse in COARSE_TYPES),
    "model_facility",
    "model_location",
    "surname_of",
    "given_name_of",
    "head_of_longer",
    "tail_of_longer",
    *(f"spelled_out_{kind}" for kind in ("PERSON", "PLACE", "ORG", "OTHER")),
    "abbreviated",
    "longer_person",
    "longer_organization",
    "longer_other",
)
FEATURES = (*WORD_FEATURES, *TABLE_FEATURES, *ARTICLE_FEATURES, *CONTEXT_FEATURES)
"""The names of the features, in the order of a row. Shares are 0..1, counts are capped."""

_MOST = 8
"""The cap of counts."""


class SpellingFeatures(Struct, frozen=True):
    """The features of the spellings of an article, keyed by their normal form.

    Attributes:
        rows: by spelling, the values of ``FEATURES``.
        indices: by spelling, the indices in ``Mentions.spans`` of its mentions.
    """

    rows: Mapping[str, tuple[float, ...]]
    indices: Mapping[str, tuple[int, ...]]

    def nonzero(self, key: str) -> dict[str, float]:
        """Return the features of a spelling by name, without those that are zero."""
        return {
            feature: value for feature, value in zip(FEATURES, self.rows[key], strict=True) if value != 0.0
        }


def spelling_features(mentions: Mentions) -> SpellingFeatures:
    """Return the features of the spellings of all mentions whose type may be in doubt."""
    members: dict[str, list[int]] = defaultdict(list)
    for mention_i, mention in enumerate(mentions):
        if mention.type in TYPED:
            members[normal_form(mention.text)].append(mention_i)
    spelled = {key: [mentions.spans[i] for i in indices] for key, indices in members.items()}
    marks = {key: _model_marks(own) for key, own in spelled.items()}
    title_case = headings(mentions.doc)
    related = related_spellings(members.keys())
    rows = {}
    for key, own in spelled.items():
        found = {
            **word_features(key),
            **table_features(key, mentions.gazetteer),
            **_article_features(key, marks, related),
            **context_shares(mentions, own, title_case),
        }
        rows[key] = tuple(found.get(feature, 0.0) for feature in FEATURES)
    return SpellingFeatures(rows, {key: tuple(indices) for key, indices in members.items()})


def _model_marks(spelled: Iterable[MentionSpan]) -> Counter[str]:
    """Return how often the model labeled the mentions of a spelling, by coarse type, and how often it did not.

    Returns:
        Counts by coarse type, of "facility" and "location" (labels of places), "passed_over" and "all".
    """
    marks: Counter[str] = Counter()
    for mention in spelled:
        marks["all"] += 1
        if mention.rule == PASSED_OVER:
            marks["passed_over"] += 1
            continue
        marks[COARSE_TYPE_OF[mention.type]] += 1
        marks["facility"] += mention.rule.startswith("FAC")
        marks["location"] += mention.rule.startswith("LOC")
    return marks


def word_features(key: str) -> dict[str, float]:
    """Return the features of the words of a spelling and of the word lists that contain them."""
    parts = key.split()
    lower = [part.lower().strip(".,") for part in parts]
    last = head_word(key)
    found = {
        "tokens": min(len(parts), _MOST),
        "acronym": is_acronym(key),
        "upper": key.isupper(),
        "digit": any(character.isdigit() for character in key),
        "of_inside": "of" in lower[1:-1],
        "for_inside": "for" in lower[1:-1],
        "and_inside": any(part in ("and", "&") for part in lower[1:-1]),
        "hyphen": "-" in key,
        "lower_inside": any(part.islower() for part in parts),
        "article_inside": lower[0] == "the",
        "given_first": is_given_name(parts[0]),
        "given_sex": gender_of(parts[0]) is not None,
        "given_last": len(parts) > 1 and is_given_name(parts[-1]),
        "only_capitals": all(part[0].isupper() and part.replace("-", "").isalpha() for part in parts),
        "role_inside": any(part in words("role_heads") for part in lower),
        "plural": lower[-1].endswith("s") and not lower[-1].endswith("ss"),
    }
    several = len(parts) > 1
    for feature, listed in (("org", "organization"), ("place", "place"), ("event", "event"), ("law", "law")):
        found[f"{feature}_last"] = several and last in words(f"{listed}_words")
    found["work_last"] = several and last in words("work_words")
    found["org_last"] = found["org_last"] or (several and f"{last}*" in words("organization_words"))
    found["org_any"] = any(f"{part}*" in words("organization_words") for part in lower)
    found["place_first"] = several and f"{lower[0]}*" in words("place_words")
    return {feature: float(value) for feature, value in found.items()}


def table_features(key: str, gazetteer: Gazetteer) -> dict[str, float]:
    """Return what the gazetteer and the table of well-known names say of a spelling."""
    places = gazetteer.candidates(key)
    known = known_kinds(key)
    kinds = {place.kind for place in places}
    people = max((place.population for place in places if place.kind is PlaceKind.CITY), default=0)
    return {
        "country": float(PlaceKind.COUNTRY in kinds),
        "region": float(bool(kinds & {PlaceKind.REGION, PlaceKind.CONTINENT})),
        "water": float(PlaceKind.WATER in kinds),
        "division": float(PlaceKind.ADMIN in kinds),
        "city": math.log10(people + 1),
        **{f"known_{kind}": float(kind in known) for kind in (*COARSE_TYPES, SURNAME)},
        "people_inside": float(any(gazetteer.group(part) is not None for part in key.split())),
    }


def _article_features(
    key: str, marks: Mapping[str, Counter[str]], related: RelatedSpellings
) -> dict[str, float]:
    """Return the features that the article shows: the model's labels, and the related spellings.

    Args:
        key: the spelling.
        marks: by spelling, the counts of ``_model_marks``.
        related: the reverse indexes over all spellings.
    """
    own = marks[key]
    count = own["all"]
    found = {
        "mentions": float(min(count, _MOST)),
        "passed_over": own["passed_over"] / count,
        "model_facility": own["facility"] / count,
        "model_location": own["location"] / count,
        **{f"model_{coarse}": own[coarse] / count for coarse in COARSE_TYPES},
    }
    tally: Counter[str] = Counter()
    for other in related.to(key):
        tally.update(_relation(key, other, marks[other]))
    return found | {feature: float(min(number, _MOST)) for feature, number in tally.items()}


def _relation(key: str, other: str, theirs: Counter[str]) -> Iterable[str]:
    """Yield the features that a related spelling gives to a spelling; a feature that counts mentions once for each.

    Args:
        key: the spelling.
        other: the related spelling.
        theirs: the counts of ``_model_marks`` of the related spelling.
    """
    if is_acronym(key) and stands_for(key, other):
        for kind in ("PERSON", "PLACE", "ORG", "OTHER"):
            yield from [f"spelled_out_{kind}"] * theirs[kind]
        return
    if is_acronym(other) and stands_for(other, key):
        yield "abbreviated"
        return
    ends = other.endswith(f" {key}") or without_suffix(other).endswith(f" {key}")
    if not other.startswith(f"{key} ") and not ends:
        return
    if theirs["PERSON"] > theirs["all"] / 2:
        yield from ["surname_of" if ends else "given_name_of"] * theirs["all"]
    elif other.startswith(f"{key} "):
        yield "head_of_longer"
    else:
        yield "tail_of_longer"
    for kind, feature in (("PERSON", "person"), ("ORG", "organization"), ("OTHER", "other")):
        if theirs[kind] > theirs["all"] / 2:
            yield f"longer_{feature}"
