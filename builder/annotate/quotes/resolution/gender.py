"""Of which sex the text shows somebody to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document
from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType
from builder.names.given_names import Gender, bearers, gender_of
from builder.names.person_names import fold

_LIKELY = 3
"""A given name speaks for a sex that has this many times as many of its bearers as the other."""

_TITLES = {"Mr": Gender.MALE, "Mrs": Gender.FEMALE, "Ms": Gender.FEMALE, "Miss": Gender.FEMALE}


def gender_of_title(doc: Document, first: int) -> Gender | None:
    """What the "Mr." or "Ms." before the token ``first`` says."""
    return _TITLES.get(doc.tokens[first - 1].text.rstrip(".")) if first else None


def gender_of_noun(noun: str) -> Gender | None:
    """What a noun for a person says: "spokeswoman", "father"; None for nouns of both sexes."""
    return _nouns().get(noun)


@cache
def _nouns() -> Mapping[str, Gender]:
    return {noun: Gender.MALE if sex == "m" else Gender.FEMALE for noun, sex in table("gendered_nouns")}


def genders_of(linked: LinkedMentions) -> Mapping[str, Gender]:
    """The gender of each person that the text shows: by the given name, by "Mr." or "Ms." before a name, or by a noun
    such as "congresswoman" or "wife". Where these disagree the given name counts, unless the text says the other more
    than once and never the same: an Andrea may be a man.
    """
    said: dict[str, Counter[Gender]] = defaultdict(Counter)
    for name, key in zip(linked.names, linked.keys, strict=True):
        shown = gender_of_title(linked.doc, name.first) or _gender_of_apposition(name)
        if key is not None and shown is not None:
            said[key][shown] += 1
    for role in linked.roles:
        key = linked.keys[role.name_index]
        words_of_role = role.role.text.lower().split()
        gender = next(filter(None, map(gender_of_noun, reversed(words_of_role))), None)
        if key is not None and gender is not None:
            said[key][gender] += 1
    genders = {key: next(iter(found)) for key, found in said.items() if len(found) == 1}
    for entity in linked.entities:
        if entity.type is EntityType.PERSON:
            given = _gender_of_given(entity.name)
            if given is not None and not (len(said[entity.key]) == 1 and said[entity.key].total() > 1):
                genders[entity.key] = given
    return genders


def _gender_of_apposition(name: MentionSpan) -> Gender | None:
    """By the noun that introduces a name: "his wife, Ana Roe", "the actress Ana Roe"."""
    head = name.doc.tokens[name.last - 1]
    noun = head.head
    if head.dep == "appos" and noun.i < name.first:
        return gender_of_noun(noun.lemma.lower())
    return gender_of_noun(name.doc.tokens[name.first - 1].lemma.lower()) if name.first else None


def likely_gender(name: str) -> Gender | None:
    """The sex that a given name speaks for without settling it: "Terry" is a man more often than not."""
    male, female = bearers().get(fold(name.split(maxsplit=1)[0]), (0, 0))
    if max(male, female) < _LIKELY * min(male, female) or male == female:
        return None
    return Gender.MALE if male > female else Gender.FEMALE


def _gender_of_given(name: str) -> Gender | None:
    """By the first name that is no initial."""
    given = [part for part in name.split()[:-1] if len(part.rstrip(".")) > 1]
    return gender_of(given[0]) if given else None
