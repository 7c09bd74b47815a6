"""Overrides from context: what the words beside a single-word name show of its type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING

from builder.annotate.mentions.coined_names import COINED
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.possessive_names import POSSESSIVE_NAME
from builder.annotate.parse.document import Token
from builder.annotate.typing.classifier import NO_NAME, TypePrediction
from builder.annotate.typing.features import FEATURES, SpellingFeatures
from builder.lexicon.word_lists import table, words
from builder.model.place import PlaceKind
from builder.names.acronyms import is_acronym
from builder.names.given_names import is_given_name
from builder.names.known_names import other_names
from builder.names.person_names import fold

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_PERSONAL = tuple(
    FEATURES.index(name)
    for name in ("surname_of", "given_name_of", "spelled_out_PERSON", "title", "honorific")
)
"""Features that show a person, whatever the other words beside a name."""
_OPENING = tuple(FEATURES.index(name) for name in ("opens_sentence", "heading", "the"))
_MODEL_ORGANIZATION = FEATURES.index("model_ORG")
_SPELLED_OUT = FEATURES.index("spelled_out_ORG")
_SURNAME_OF = FEATURES.index("surname_of")
_SPEAKS = FEATURES.index("speaks")

_ORGANIZATION = TypePrediction("ORG", 0.7)
_OTHER = TypePrediction("OTHER", 0.7)
_NO_NAME = TypePrediction(NO_NAME, 0.0)

_SHARE = 0.5
"""Share of the mentions of a name, at least, that have the context of a pollster or of a news company."""
_LONG_ACRONYM = 4
"""Letters of an acronym that names no person, though the model does not mark it as an organization."""
_LARGE_CITY = 100_000
_VOTE = "exit"
_LONGEST_OPENER = 2
"""Mentions of a common word that is capitalized only because it opens sentences, at most."""


def context_predictions(
    mentions: Mentions, features: SpellingFeatures, predictions: Mapping[str, TypePrediction]
) -> Iterator[tuple[str, str, TypePrediction]]:
    """Yield the spellings whose context decides their type: spelling, rule, prediction; the last of a spelling wins.

    Args:
        mentions: the mentions.
        features: of their spellings.
        predictions: the classifier's predictions, by spelling.
    """
    lower = frozenset(token.text for token in mentions.doc.tokens if token.text.islower())
    last_words = frozenset(token.text for token in mentions.doc.tokens if _follows_name(token))
    for key, prediction in predictions.items():
        own = [mentions.spans[i] for i in features.indices[key]]
        rule = _rule_of_body(key, own, prediction, features.rows[key], last_words)
        if rule is not None:
            yield key, rule, _ORGANIZATION
        if " " in key:
            continue
        row = features.rows[key]
        # "PAC" alone is no name, though "Ana PAC" looks like one.
        is_noun = is_acronym(key) and key.lower() in words("no_name_words")
        if any(row[feature] for feature in _PERSONAL) and not is_noun:
            if _is_contest(key, row, own):
                yield key, "contest", _NO_NAME
            continue
        found = _rule_of_word(key, own, prediction, row, lower) or _rule_of_medium(
            key, own, prediction, row, mentions.gazetteer
        )
        if found is not None:
            yield key, *found
        elif prediction.coarse_type in ("PERSON", "PLACE") and _is_body_in_capitals(
            key, row, predictions, mentions.gazetteer
        ):
            yield key, "acronym", _ORGANIZATION


def _rule_of_word(
    key: str, own: Sequence[MentionSpan], prediction: TypePrediction, row: Sequence[float], lower: Set[str]
) -> tuple[str, TypePrediction] | None:
    """Return the rule by which a word names nothing, and its prediction; None if no rule applies."""
    if key.lower() in words("no_name_words") and not row[_SPELLED_OUT]:
        return "no-name", _NO_NAME
    if prediction.coarse_type == "PERSON" and _is_common_word(key, row, lower, own):
        return "common-word", _NO_NAME
    return None


def _rule_of_medium(
    key: str,
    own: Sequence[MentionSpan],
    prediction: TypePrediction,
    row: Sequence[float],
    gazetteer: Gazetteer,
) -> tuple[str, TypePrediction] | None:
    """Return the rule by which a word names a movement or a company, and its prediction; None if no rule applies."""
    if prediction.coarse_type in ("PERSON", "PLACE", "ORG") and _is_movement(
        key, prediction.coarse_type, gazetteer
    ):
        return "movement", _OTHER
    if prediction.coarse_type != "ORG" and _is_medium(key, own, gazetteer):
        return "medium", _ORGANIZATION
    if prediction.coarse_type != "ORG" and _is_brand(key, own, row):
        return "brand", _ORGANIZATION
    if prediction.coarse_type == "PLACE" and _is_named_after_river(key, own, row):
        return "river", _ORGANIZATION
    return None


def _is_named_after_river(key: str, own: Sequence[MentionSpan], row: Sequence[float]) -> bool:
    """Return True for an organization of the model of whose name only a river is known, without "the" before it."""
    if not row[_MODEL_ORGANIZATION]:
        return False
    is_river = any(fold(name) == f"{fold(key)} river" for name in other_names(key))
    before = (mention.previous for mention in own)
    return is_river and not any(
        token is not None and token.text.lower() in ("the", "river") for token in before
    )


def _is_contest(key: str, row: Sequence[float], own: Sequence[MentionSpan]) -> bool:
    """Return True for a word that is only after "Miss", and nobody's name in full: the title "Miss Lowmoor"."""
    after_miss = all(mention.previous is not None and mention.previous.text == "Miss" for mention in own)
    return after_miss and not row[_SURNAME_OF] and not is_given_name(key)


def _is_common_word(key: str, row: Sequence[float], lower: Set[str], own: Sequence[MentionSpan]) -> bool:
    """Return True if only its place capitalizes a word that the article also has in lower case."""
    opens = any(row[feature] == 1.0 for feature in _OPENING)
    return opens and key.lower() in lower and len(own) <= _LONGEST_OPENER and not is_given_name(key)


def _is_movement(key: str, coarse_type: str, gazetteer: Gazetteer) -> bool:
    """Return True for a word that ends like the names of policies, votes and movements: "Obamacare".

    What is predicted as an organization must end like a vote: companies end in "care", too.
    """
    endings = words("movement_endings") if coarse_type != "ORG" else (_VOTE,)
    ending = next((word for word in endings if key.lower().endswith(word)), None)
    return ending is not None and len(key) > len(ending) + 1 and not gazetteer.candidates(key)


def _is_body_in_capitals(
    key: str, row: Sequence[float], predictions: Mapping[str, TypePrediction], gazetteer: Gazetteer
) -> bool:
    """Return True for an acronym that is neither a place's nor anybody's name in capitals.

    The model must mark a short one as an organization: "ANA".
    """
    if not is_acronym(key) or predictions.get(key.title()) is not None:
        return False
    if row[_MODEL_ORGANIZATION] > 0 and predictions[key].coarse_type == "PERSON":
        return True
    return len(key) >= _LONG_ACRONYM and not is_given_name(key) and not gazetteer.candidates(key)


def _is_medium(key: str, own: Sequence[MentionSpan], gazetteer: Gazetteer) -> bool:
    """Return True if what a name publishes is beside most of its mentions: "a Gallup poll", "polled by Gallup"."""
    if any(_is_large(place.kind, place.population) for place in gazetteer.candidates(key)):
        return False
    return sum(map(_publishes, own)) >= _SHARE * len(own)


def _is_large(kind: PlaceKind, population: int) -> bool:
    return kind is not PlaceKind.CITY or population >= _LARGE_CITY


def _publishes(mention: MentionSpan) -> bool:
    """Return True if a mention modifies a noun for what media publish, or is the agent of a survey."""
    noun, before = mention.next, mention.previous
    if noun is not None and noun.pos in ("NOUN", "PROPN") and noun.lemma.lower() not in words("media_nouns"):
        noun = noun.next
    if noun is not None and noun.lemma.lower() in words("media_nouns") and _is_compound(mention, noun):
        return True
    verb = before.previous if before is not None and before.text == "by" else None
    return verb is not None and verb.lemma.lower() in words("survey_verbs")


def _is_compound(mention: MentionSpan, noun: Token) -> bool:
    return mention.tokens[-1].dep in ("compound", "nmod") and noun.sentence_i == mention.tokens[0].sentence_i


def _rule_of_body(
    key: str,
    own: Sequence[MentionSpan],
    prediction: TypePrediction,
    row: Sequence[float],
    last_words: Set[str],
) -> str | None:
    """Return the rule that shows an organization, whatever the number of words in its name; else None."""
    if any(mention.rule.startswith(POSSESSIVE_NAME) for mention in own):
        return "possessive"
    is_unknown = prediction.coarse_type in (NO_NAME, "OTHER")
    return "body" if is_unknown and _is_body(key, own, row, last_words) else None


def _follows_name(token: Token) -> bool:
    """Return True for a capitalized word after another one, which may be a given name."""
    before = token.previous
    if before is None or before.sentence_i != token.sentence_i or not token.text[0].isupper():
        return False
    return before.pos == "PROPN" and before.text[0].isupper()


def _is_body(key: str, own: Sequence[MentionSpan], row: Sequence[float], last_words: Set[str]) -> bool:
    """Return True for a name that the text calls a body: "Orve Next, a super PAC", "the website GullPost"."""
    if any(row[feature] for feature in _PERSONAL):
        return False
    if any(mention.rule == COINED for mention in own):
        return not key.lower().endswith(tuple(words("movement_endings")))
    # Of "Quick said" beside "Ana Quick" the model may know neither. A newspaper has no given name, and it reports.
    reports = row[_SPEAKS] > 0 and any(mention.tokens[-1].head.lemma.lower() != "say" for mention in own)
    speaks = reports or any(map(_is_told, own))
    if speaks and " " not in key and not last_words & {key, own[0].text}:
        return key.lower() not in words("work_words") | words("law_words")
    return any(map(_is_called_body, own))


def _is_told(mention: MentionSpan) -> bool:
    head = mention.tokens[-1].head
    return mention.tokens[-1].dep in ("dobj", "dative") and head.lemma.lower() == "tell"


def _is_called_body(mention: MentionSpan) -> bool:
    """Return True if an apposition calls a mention a body: the noun after its comma, or the noun right before it."""
    head = next(
        (token for token in mention.tokens if token.head_i not in range(mention.first, mention.last)), None
    )
    if head is None:
        return False
    after = [token for token in head.children if token.dep == "appos" and token.i > mention.last]
    before = mention.previous
    if before is not None and head.dep == "appos" and head.head_i == before.i:
        after.append(before)
    return any(_is_body_noun(token) for token in after)


def _is_body_noun(token: Token) -> bool:
    """Return True for a noun of bodies; a journal is rather a work, and "the group of acids" is no body."""
    is_collection = token.lemma.lower() == "group" and any(child.text == "of" for child in token.children)
    if is_collection or token.lemma.lower() == "journal":
        return False
    return token.lemma.lower() in _body_nouns() or token.text == "PAC"


@cache
def _body_nouns() -> frozenset[str]:
    return frozenset(row[0] for row in table("body_nouns"))


def _is_brand(key: str, own: Sequence[MentionSpan], row: Sequence[float]) -> bool:
    """Return True for a brand that is used like a company or a website: "posted on Twitter"."""
    if key not in words("brands"):
        return False
    is_used = row[_MODEL_ORGANIZATION] > 0 or row[_SPEAKS] > 0
    return is_used or any(_is_posted_on(mention) or _modifies_noun(mention) for mention in own)


def _modifies_noun(mention: MentionSpan) -> bool:
    """Return True if a mention modifies a noun in lower case after it: "the live Gullfeed stream"."""
    noun = mention.next
    return noun is not None and noun.pos == "NOUN" and noun.text.islower() and _is_compound(mention, noun)


def _is_posted_on(mention: MentionSpan) -> bool:
    before = mention.previous
    return before is not None and before.text.lower() in ("on", "to", "via", "from")
