"""Overrides from form: what the words of a spelling, or the word it names, show of its type.

"Harbor Act" is a law, "Vale Pharmaceuticals" a company, and "the HB" no person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.typing.classifier import NO_NAME, TypePrediction
from builder.annotate.typing.features import FEATURES, SpellingFeatures
from builder.annotate.typing.law_contexts import acronyms_of_laws, is_named_as_law
from builder.lexicon.word_lists import words
from builder.names.acronyms import is_acronym
from builder.names.given_names import is_given_name
from builder.names.known_names import SURNAME, known_kinds
from builder.names.normal_form import head_word
from builder.names.person_names import fold
from builder.read.agencies import is_agency

if TYPE_CHECKING:
    from builder.annotate.mentions.index import Mentions

LAW = "law"
"""Rule of a name that its form shows to be that of a law, an agreement or a tax."""

_LAW = TypePrediction("OTHER", 0.8)
_COMPANY = TypePrediction("ORG", 0.7)
_THE = FEATURES.index("the")
_PERSONAL = tuple(FEATURES.index(name) for name in ("title", "honorific"))
_LONG = 5
"""Letters of a word for an industry behind a given name, at least: "Renée Gold" is a person."""
_SHARE = 0.5
"""Share of the mentions of a name, at least, that are followed by the word for the law that it is a name of."""
_LARGE_CITY = 100_000
"""Inhabitants of the place whose team has its name and a plural, at least."""
_SHARE_WITH_THE = 0.3
"""Share of the mentions of an acronym, at least, with "the" before it: persons who are called so have none."""


def form_predictions(
    mentions: Mentions, features: SpellingFeatures, predictions: Mapping[str, TypePrediction]
) -> Iterator[tuple[str, str, TypePrediction]]:
    """Yield the spellings whose form decides their type: spelling, rule, prediction.

    Args:
        mentions: the mentions.
        features: of their spellings.
        predictions: the classifier's predictions, by spelling.
    """
    surnames = _surnames(predictions)
    laws = _pairs_of_laws(mentions, surnames)
    bodies = {
        key
        for key, prediction in predictions.items()
        if prediction.coarse_type == "PERSON" and _is_body_with_article(key, features)
    }
    bodies |= {
        key
        for key, row in features.rows.items()
        if _is_team_of_place(key, row, mentions)
        or _is_ensemble(mentions.spans[features.indices[key][0]], row)
    }
    companies = {key for key in predictions if _is_company(key, features.rows[key])}
    institutions = {
        key
        for key, prediction in predictions.items()
        if any(key.lower() == end or key.lower().endswith(f" {end}") for end in words("body_endings"))
        or (prediction.coarse_type == "PERSON" and _ends_like_body(key, features.rows[key], predictions))
    }
    short = _short_names(companies, predictions) | _short_names(institutions, predictions)
    named = _named_laws(mentions, features, predictions)
    for key, prediction in predictions.items():
        own = [mentions.spans[i] for i in features.indices[key]]
        row, coarse = features.rows[key], prediction.coarse_type
        is_law = key in named or _is_taxed(key, own, prediction) or _is_in(laws, own)
        is_titled = any(row[feature] for feature in _PERSONAL)
        if is_law and coarse != NO_NAME:
            yield key, LAW, _LAW
        elif coarse in ("PERSON", "OTHER") and (key in bodies or _has_body(key, bodies)):
            yield key, "acronym", _COMPANY
        elif key in institutions:
            yield key, "last-word", _COMPANY
        elif (key in companies and coarse not in ("ORG", "PLACE")) or (
            key in short and coarse == "PERSON" and not is_titled
        ):
            yield key, "industry", _COMPANY
        elif coarse == "PERSON" and not is_titled and _is_news_agency(key, surnames):
            yield key, "agency", _COMPANY


def _is_news_agency(key: str, surnames: Set[str]) -> bool:
    """Return True for the name of a news agency that is neither a given name nor a surname of the article."""
    return is_agency(key) and not is_given_name(key) and fold(key) not in surnames


def _is_team_of_place(key: str, row: Sequence[float], mentions: Mentions) -> bool:
    """Return True for "the" before the name of a place and a plural: "the Lowmoor Herons"."""
    place, _, last = key.rpartition(" ")
    is_plural = last.endswith("s") and not last.endswith("ss") and last[0].isupper()
    if not is_plural or row[_THE] < _SHARE or not place:
        return False
    return any(found.population >= _LARGE_CITY for found in mentions.gazetteer.candidates(place))


def _is_ensemble(mention: MentionSpan, row: Sequence[float]) -> bool:
    """Return True for "the" before a word that is no given name and a plural: "the Lowmoor Wheelers"."""
    first, last = mention.tokens[0], mention.tokens[-1]
    if row[_THE] < _SHARE or first is last or last.tag != "NNPS" or is_given_name(first.text):
        return False
    return not any(row[feature] for feature in _PERSONAL)


def _short_names(bodies: Set[str], predictions: Mapping[str, TypePrediction]) -> frozenset[str]:
    """Return the first words of names of bodies that are part of no person's name in the article."""
    persons = {
        part
        for key, prediction in predictions.items()
        if prediction.coarse_type == "PERSON" and " " in key and key not in bodies
        for part in key.split()
    }
    return frozenset(key.split()[0] for key in bodies) - persons


def _named_laws(
    mentions: Mentions, features: SpellingFeatures, predictions: Mapping[str, TypePrediction]
) -> frozenset[str]:
    """Return the names of laws and agreements, by their own words and by those beside them, with their acronyms."""
    written = {key for key in predictions if _is_statute(key)}
    full = {
        key
        for key, prediction in predictions.items()
        if (key in written and prediction.coarse_type == "ORG")
        or is_named_as_law(key, (mentions.spans[i] for i in features.indices[key]), prediction)
    }
    return frozenset(full) | acronyms_of_laws(full | written, predictions)


def _is_statute(key: str) -> bool:
    """Return True for a name of several words that ends as only laws and agreements do: "Clean Harbors Act"."""
    return " " in key and bool({head_word(key), key.rpartition(" ")[2].lower()} & words("statute_words"))


def _surnames(predictions: Mapping[str, TypePrediction]) -> frozenset[str]:
    """Return the words after the first of the names of persons, folded."""
    full = (key for key, prediction in predictions.items() if prediction.coarse_type == "PERSON")
    return frozenset(fold(part) for key in full for part in key.split()[1:])


def _pairs_of_laws(mentions: Mentions, surnames: frozenset[str]) -> frozenset[int]:
    """Return the indices of the tokens of laws that are called by two surnames ("the Roe-Vale Act"), at each place.

    Two persons of the article remain two persons: the plan of Ana Roe and Jonas Vale is "the Roe-Vale bill".
    """
    tokens = mentions.doc.tokens
    found: set[int] = set()
    named: set[str] = set()
    for run in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if _is_pair(run) and not {fold(run[0].text), fold(run[2].text)} & surnames:
            following = run[2].next
            if following is not None and following.text.lower() in words("law_words"):
                named.add(run[0].text + run[2].text)
    for run in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if run[0].text + run[2].text in named and _is_pair(run):
            found.update(token.i for token in run)
    return frozenset(found)


def _is_pair(run: Sequence[Token]) -> bool:
    """Return True for three tokens that are two capitalized words with a hyphen between."""
    first, hyphen, second = run
    if hyphen.text != "-" or not hyphen.is_attached or not second.is_attached:
        return False
    return all(word.text[:1].isupper() and word.text[1:].islower() for word in (first, second))


def _is_in(laws: frozenset[int], own: Sequence[MentionSpan]) -> bool:
    """Return True if all mentions of a spelling are in the names of laws."""
    return bool(laws) and all(token.i in laws for mention in own for token in mention.tokens)


def _is_taxed(key: str, own: Sequence[MentionSpan], prediction: TypePrediction) -> bool:
    """Return True for a thing that a tax is called after ("the Gull tax"), and for little else."""
    if " " in key or prediction.coarse_type != "ORG" or "ORG" in known_kinds(key):
        return False
    taxed = sum(mention.next is not None and mention.next.text.lower() == "tax" for mention in own)
    return taxed > 1 and taxed >= _SHARE * len(own)


def _is_body_with_article(key: str, features: SpellingFeatures) -> bool:
    return is_acronym(key) and "." not in key and features.rows[key][_THE] >= _SHARE_WITH_THE


def _has_body(key: str, bodies: Set[str]) -> bool:
    """Return True for a name with the acronym of a body behind its first word: "Young HB", "Ana PAC"."""
    return any(
        part in bodies
        or (
            len(part) > 2
            and part.isupper()
            and (part.lower() in words("organization_words") or _is_known(part))
        )
        for part in key.split()[1:]
    )


def _ends_like_body(key: str, row: Sequence[float], predictions: Mapping[str, TypePrediction]) -> bool:
    """Return True for a name that ends with a word of bodies or industries that nobody is called: "Otto Ley Center"."""
    last = key.rpartition(" ")[2]
    generic = words("organization_words") | words("industry_words")
    is_generic = (
        len(last) >= _LONG and last.lower() in generic and last.lower() not in words("body_words_as_surnames")
    )
    is_surname = last in predictions or SURNAME in known_kinds(last) or is_given_name(last)
    is_titled = any(row[feature] for feature in _PERSONAL)
    return " " in key and is_generic and last.istitle() and not is_surname and not is_titled


def _is_known(acronym: str) -> bool:
    """Return True for an acronym of a well-known body or of two ("AFL-CIO"), for which no person is called."""
    return any("ORG" in known_kinds(part) for part in (acronym, *acronym.split("-")))


def _is_company(key: str, row: Sequence[float]) -> bool:
    """Return True for a name with a word for an industry at its end, or "&": "Vale Pharmaceuticals", "Roe & Vale"."""
    parts = key.split()
    if "&" in parts[1:-1]:
        # "Roe & Vale": two persons are joined by "and".
        return True
    is_name = len(parts) > 1 and parts[0][0].isupper() and not _is_person(parts[0], row)
    return is_name and parts[-1][0].isupper() and parts[-1].lower() in words("industry_words")


def _is_person(given: str, row: Sequence[float]) -> bool:
    """Return True for a given name, or a name with a title."""
    return is_given_name(given) or any(row[feature] for feature in _PERSONAL)
