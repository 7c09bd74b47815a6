"""The gender of persons, as far as the text shows it: by given names, "Mr." or "Ms.", and nouns such as "actress"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType
from builder.names.courtesy_titles import courtesy_gender
from builder.names.given_names import Gender, gender_of, given_name_counts
from builder.names.person_names import fold

_LIKELY = 3
"""A given name makes a gender likely if it has at least this many times as many men as women, or the opposite."""


def gender_of_title(mention: MentionSpan) -> Gender | None:
    """Return the gender that a "Mr." or "Ms." before a mention shows; None without one."""
    return courtesy_gender(mention.previous.text) if mention.previous is not None else None


def gender_of_noun(noun: str) -> Gender | None:
    """Return the gender that a noun for a person shows ("spokeswoman", "father"); None for "mayor"."""
    return _gendered_nouns().get(noun)


def likely_gender(name: str) -> Gender | None:
    """Return the more frequent gender of a given name, which does not settle it: "Terry" is usually a man."""
    male, female = given_name_counts().get(fold(name.split(maxsplit=1)[0]), (0, 0))
    if max(male, female) < _LIKELY * min(male, female) or male == female:
        return None
    return Gender.MALE if male > female else Gender.FEMALE


def genders_of(linked: LinkedMentions) -> Mapping[str, Gender]:
    """Return the gender of each person whose gender the text shows, by the key of the entity."""
    shown: dict[str, Counter[Gender]] = defaultdict(Counter)
    for key, gender in _evidence(linked):
        shown[key][gender] += 1
    genders = {key: next(iter(found)) for key, found in shown.items() if len(found) == 1}
    for entity in linked.entities:
        if entity.type is not EntityType.PERSON:
            continue
        given = _gender_of_given_name(entity.name)
        # A given name outweighs the words beside it, unless these agree and are more than one: an Andrea may be a man.
        is_overruled = len(shown[entity.key]) == 1 and shown[entity.key].total() > 1
        if given is not None and not is_overruled:
            genders[entity.key] = given
    return genders


def _evidence(linked: LinkedMentions) -> Iterator[tuple[str, Gender]]:
    """Yield the key of a person with a gender for each title, apposition and role that shows one."""
    for mention, key in zip(linked.mentions, linked.keys, strict=True):
        gender = gender_of_title(mention) or _gender_of_apposition(mention)
        if key is not None and gender is not None:
            yield key, gender
    for mention_role in linked.roles:
        key = linked.keys[mention_role.mention_i]
        nouns = reversed(mention_role.role.text.lower().split())
        gender = next(filter(None, map(gender_of_noun, nouns)), None)
        if key is not None and gender is not None:
            yield key, gender


def _gender_of_apposition(mention: MentionSpan) -> Gender | None:
    """Return the gender of the noun that introduces a mention: "his wife, Ana Roe", "the actress Ana Roe"."""
    last = mention.tokens[-1]
    if last.dep == "appos" and last.head_i < mention.first:
        return gender_of_noun(last.head.lemma.lower())
    return gender_of_noun(mention.previous.lemma.lower()) if mention.previous is not None else None


def _gender_of_given_name(name: str) -> Gender | None:
    """Return the gender of the first given name that is not an initial."""
    given = [part for part in name.split()[:-1] if len(part.rstrip(".")) > 1]
    return gender_of(given[0]) if given else None


@cache
def _gendered_nouns() -> Mapping[str, Gender]:
    return {noun: Gender.MALE if letter == "m" else Gender.FEMALE for noun, letter in table("gendered_nouns")}
