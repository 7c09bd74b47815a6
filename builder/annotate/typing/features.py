"""What an article says of a spelling, as numbers: the ground on which its type is decided.

All features are structural: what the model made of it, where it stands in its sentences, which word lists and tables
know its parts. No feature tells one name from another that behaves alike.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import PASSED_OVER, TYPED, MentionSpan
from builder.annotate.parse.headings import headings
from builder.annotate.typing.coarse_types import KIND_OF, KINDS
from builder.annotate.typing.context_features import CONTEXT, context_of
from builder.lexicon.word_lists import words
from builder.model.place import PlaceKind
from builder.names.acronyms import is_acronym, stands_for
from builder.names.given_names import gender_of, is_given_name
from builder.names.known_names import SURNAME, known_kinds
from builder.names.normal_form import head_word, spelling
from builder.names.related_spellings import Related, related_spellings

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_WORDS = (
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
_TABLES = (
    "country",
    "region",
    "water",
    "division",
    "city",
    "people_inside",
    *(f"known_{kind}" for kind in (*KINDS, SURNAME)),
)
_ARTICLE = (
    "mentions",
    "passed_over",
    *(f"model_{kind}" for kind in KINDS),
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
FEATURES = (*_WORDS, *_TABLES, *_ARTICLE, *CONTEXT)
"""The names of the features, in the order of a row. Shares are 0..1, counts are capped."""

_MOST = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of every spelling of an article.

    Attributes:
        rows: by spelling.
        names: by spelling the indices of the names that are so spelled.
    """

    rows: Mapping[str, tuple[float, ...]]
    names: Mapping[str, tuple[int, ...]]


def gather_evidence(mentions: Mentions) -> Evidence:
    """The evidence for the spellings of all names whose type may be in doubt."""
    members: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(mentions):
        if name.type in TYPED:
            members[spelling(name.text)].append(index)
    marks = {key: _marks(mentions.spans, indices) for key, indices in members.items()}
    title_case = headings(mentions.doc)
    related = related_spellings(members.keys())
    rows = {}
    for key, indices in members.items():
        found = {
            **_of_words(key),
            **_of_tables(key, mentions.gazetteer),
            **_of_article(key, marks, related),
            **context_of(mentions, indices, title_case),
        }
        rows[key] = tuple(found.get(feature, 0.0) for feature in FEATURES)
    return Evidence(rows, {key: tuple(indices) for key, indices in members.items()})


def _marks(names: Sequence[MentionSpan], indices: Sequence[int]) -> Counter[str]:
    """How often the model marked a spelling, by kind, and how often it passed it over."""
    marks: Counter[str] = Counter()
    for index in indices:
        name = names[index]
        marks["all"] += 1
        if name.rule == PASSED_OVER:
            marks["passed_over"] += 1
            continue
        marks[KIND_OF[name.type]] += 1
        marks["facility"] += name.rule.startswith("FAC")
        marks["location"] += name.rule.startswith("LOC")
    return marks


def _of_words(key: str) -> dict[str, float]:
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


def _of_tables(key: str, gazetteer: Gazetteer) -> dict[str, float]:
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
        **{f"known_{kind}": float(kind in known) for kind in (*KINDS, SURNAME)},
        "people_inside": float(any(gazetteer.group(part) is not None for part in key.split())),
    }


def _of_article(key: str, marks: Mapping[str, Counter[str]], related: Related) -> dict[str, float]:
    own = marks[key]
    count = own["all"]
    found = {
        "mentions": float(min(count, _MOST)),
        "passed_over": own["passed_over"] / count,
        "model_facility": own["facility"] / count,
        "model_location": own["location"] / count,
        **{f"model_{kind}": own[kind] / count for kind in KINDS},
    }
    tally: Counter[str] = Counter()
    for other in related.to(key):
        tally.update(_relation(key, other, marks[other]))
    return found | {feature: float(min(number, _MOST)) for feature, number in tally.items()}


def _relation(key: str, other: str, theirs: Counter[str]) -> Iterable[str]:
    """What a longer spelling of the article says of a shorter one."""
    if is_acronym(key) and stands_for(key, other):
        for kind in ("PERSON", "PLACE", "ORG", "OTHER"):
            yield from [f"spelled_out_{kind}"] * theirs[kind]
        return
    if is_acronym(other) and stands_for(other, key):
        yield "abbreviated"
        return
    if not other.startswith(f"{key} ") and not other.endswith(f" {key}"):
        return
    if theirs["PERSON"] > theirs["all"] / 2:
        yield from ["surname_of" if other.endswith(f" {key}") else "given_name_of"] * theirs["all"]
    elif other.startswith(f"{key} "):
        yield "head_of_longer"
    else:
        yield "tail_of_longer"
    for kind, feature in (("PERSON", "person"), ("ORG", "organization"), ("OTHER", "other")):
        if theirs[kind] > theirs["all"] / 2:
            yield f"longer_{feature}"
