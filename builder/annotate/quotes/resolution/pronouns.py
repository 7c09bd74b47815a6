"""Whom "he" and "she" stand for, wherever they stand in the writer's own text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.resolution.context import Reading
from builder.annotate.quotes.resolution.descriptions import is_person_noun
from builder.annotate.quotes.resolution.gender import gender_of_noun, likely_gender
from builder.annotate.quotes.resolution.person_mentions import (
    CLAUSE,
    OBJECT,
    UNTITLED,
    Person,
    described_person,
    is_epithet,
    is_new_or_known,
    is_qualified,
    named_person,
    place_cost,
    unknown_person,
)
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.model.annotations import EntityType
from builder.names.given_names import Gender

_PRONOUNS = {
    **dict.fromkeys("he him his himself".split(), Gender.MALE),
    **dict.fromkeys("she her hers herself".split(), Gender.FEMALE),
}
_FARTHEST = 8
"""Sentences of the writer's own beyond which a pronoun looks back to nobody."""

_IN_OWN_WORDS = 1.5
"""What it costs to be named inside the very words that the pronoun is the speaker of."""

_SAME_SENTENCE_OBJECT = 0.5
_PARAGRAPH = 0.2
_SAME_GENDER, _UNKNOWN_GENDER, _OTHER_GENDER = 0.1, 0.3, 0.5
"""What it costs that the text does not show somebody's gender: where most pronouns resolved so far were the same, where
it is even, and for each that the others are ahead. A pronoun resolved wrongly must not rule out all that follow.
"""

_ONLY_OTHER = 0.8
"""The same for each where all pronouns resolved to somebody were the others."""

_MOST_VOTES = 4
_FEWEST_VOTES, _CLEAR = 2, 3
"""Pronouns that tell whose a shared surname is: so many, and so many times as many as of the other sex."""

_GUESS = 0.7


@dataclass(slots=True)
class _Course:
    """State of one reading of a text, which grows from the beginning of the text to its end.

    Attributes:
        persons: the mentions, in order.
        leaning: by person the pronouns resolved to them.
        introduced: by noun those it introduced last.
        strangers: sentences in which a single word that is held for no person's name speaks: it may be one after all.
    """

    persons: list[Person] = field(default_factory=list)
    leaning: dict[str, Counter[Gender]] = field(default_factory=lambda: defaultdict(Counter))
    introduced: dict[str, Candidate] = field(default_factory=dict)
    strangers: list[Token] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What the places of pronouns tell.

    Attributes:
        pronouns: for each "he", "she", "his" … and each "the senator" out of quotation marks, by its token, whom it
            would stand for by its place in the text alone.
        surnames: for surnames that persons of both sexes share and that stand alone, whom they mean by the pronouns
            that look back to them: the person's key.
    """

    pronouns: Mapping[int, Speaker]
    surnames: Mapping[str, str]


def antecedents(reading: Reading) -> Antecedents:
    """Follows the pronouns from the front of the text to its end."""
    found: dict[int, Speaker] = {}
    course = _Course()
    for entity in reading.linked.entities:
        likely = likely_gender(entity.name)
        if likely is not None:
            course.leaning[entity.key][likely] += 1
    starts = {name.first: number for number, name in enumerate(reading.linked.names)}
    for token in reading.doc.tokens:
        if token.i in reading.quoted:
            continue
        gender = _PRONOUNS.get(token.text.lower())
        if gender is not None:
            _follow(reading, token, gender, course, found)
        elif token.i in starts:
            course.persons.extend(named_person(reading, starts[token.i]))
            if _is_stranger(reading, starts[token.i]):
                course.strangers.append(token)
        elif token.i not in reading.linked.mentions.index_at and is_person_noun(token):
            _describe(reading, token, course, found)
    return Antecedents(found, dict(_told_by_pronouns(reading, course)))


def _describe(reading: Reading, token: Token, course: _Course, found: dict[int, Speaker]) -> None:
    """Adds whom a noun speaks of, and resolves it where it may speak again of somebody named."""
    known = list(described_person(reading, token, course.introduced))
    course.persons.extend(known)
    if known or not is_new_or_known(reading, token) or not is_epithet(token):
        return
    if is_qualified(token):
        course.persons.append(unknown_person(reading, token))
    else:
        _follow(reading, token, gender_of_noun(token.lemma.lower()), course, found)


def _told_by_pronouns(reading: Reading, course: _Course) -> Iterator[tuple[str, str]]:
    """Surnames with the one of their bearers who is "she" where nearly all that looks back to the surname is "she"."""
    for person in {person.who: person for person in course.persons if person.bearers}.values():
        votes = course.leaning.get(person.who, Counter())
        if person.gender is not None or not votes:
            continue
        gender, count = votes.most_common(1)[0]
        bearer = _of_gender(reading, person, gender)
        if bearer is not None and count >= _FEWEST_VOTES and count >= _CLEAR * (votes.total() - count):
            yield person.who.removeprefix(UNTITLED), bearer


def _of_gender(reading: Reading, person: Person, gender: Gender | None) -> str | None:
    """The only bearer of a shared surname who is of that sex, where the sex of all of them is known."""
    shown = [reading.genders.get(one) for one in person.bearers]
    if gender is None or None in shown or shown.count(gender) != 1:
        return None
    return person.bearers[shown.index(gender)]


def _follow(
    reading: Reading, token: Token, gender: Gender | None, course: _Course, found: dict[int, Speaker]
) -> None:
    """Resolves one pronoun or epithet, and adds it to what later ones can look back to."""
    best = _choose(reading, token, gender, course)
    if best is None:
        return
    person, certainty = best
    found[token.i] = _speaker(reading, person, gender, certainty)
    doubt = 0.0
    if gender is None:
        doubt = CLAUSE
    else:
        course.leaning[person.who][gender] += 1
    course.persons.append(
        replace(person, token=token, cost=place_cost(reading, token) + doubt, certainty=certainty)
    )


def _speaker(reading: Reading, person: Person, gender: Gender | None, certainty: float) -> Speaker:
    if person.words is None:
        return Speaker((person.who,), None, "pronoun", certainty)
    bearer = _of_gender(reading, person, gender)
    if bearer is not None:
        return Speaker((bearer,), None, "pronoun", min(certainty, 0.85))
    return Speaker((), person.words, "pronoun-words", min(certainty, 0.85))


def _is_stranger(reading: Reading, number: int) -> bool:
    name = reading.linked.names[number]
    speaks = reading.head_of(name).i in reading.spoken
    return speaks and name.last - name.first == 1 and name.type in (EntityType.ORGANIZATION, EntityType.PLACE)


def _choose(
    reading: Reading, pronoun: Token, gender: Gender | None, course: _Course
) -> tuple[Person, float] | None:
    """The likeliest antecedent, with how certain it is beside the next likely one."""
    ranked = _ranked(reading, pronoun, gender, course)
    if not ranked:
        return None
    if len(ranked) > 1 and gender is not None and _is_the_other(reading, pronoun, gender, ranked, course):
        del ranked[0]
    cost, person = ranked[0]
    margin = ranked[1][0] - cost if len(ranked) > 1 else float(_FARTHEST)
    if course.strangers and course.strangers[-1].i > person.token.i:
        margin = 0.0
    certainty = _certainty(cost, margin)
    # What looks back to a guess is a guess.
    return person, min(certainty, person.certainty) if person.certainty < _GUESS else certainty


def _ranked(
    reading: Reading, pronoun: Token, gender: Gender | None, course: _Course
) -> list[tuple[float, Person]]:
    """The persons a pronoun may look back to, each with the least cost of a mention, the likeliest first."""
    told = reading.told[pronoun.sentence_i]
    costs: dict[str, tuple[float, Person]] = {}
    for person in reversed(course.persons):
        if told - reading.told[person.token.sentence_i] > _FARTHEST:
            break
        if gender is not None and person.gender not in (None, gender):
            continue
        cost = _cost(reading, pronoun, gender, person, course)
        if person.who not in costs or cost < costs[person.who][0]:
            costs[person.who] = (cost, person)
    return sorted(costs.values(), key=lambda pair: (pair[0], -pair[1].token.i))


def _is_the_other(
    reading: Reading,
    pronoun: Token,
    gender: Gender,
    ranked: list[tuple[float, Person]],
    course: _Course,
) -> bool:
    """Whether the likeliest, of whom no sex is shown, is rather who the sentence calls by the other pronoun: nobody is
    "he" and "she" in one sentence ("Roe said he had made her wait").
    """
    cost, person = ranked[0]
    if person.gender is not None or person.who in course.leaning:
        return False
    sentence = pronoun.sentence.tokens
    for token in sentence[pronoun.i - sentence[0].i + 1 :]:
        other = _PRONOUNS.get(token.text.lower())
        if other in (None, gender) or token.i in reading.quoted:
            continue
        rivals = [one for one, who in _ranked(reading, token, other, course) if who.who != person.who]
        as_other = _cost(reading, token, other, person, course)
        return ranked[1][0] + as_other < cost + min(rivals, default=float(_FARTHEST))
    return False


def _cost(reading: Reading, pronoun: Token, gender: Gender | None, person: Person, course: _Course) -> float:
    """How unlikely somebody is as the antecedent: far, in a minor place, of a gender that nothing shows."""
    back = reading.told[pronoun.sentence_i] - reading.told[person.token.sentence_i]
    cost = back + person.cost + _PARAGRAPH * reading.paragraphs_between(person.token, pronoun)
    if person.token.i in reading.spoken.get(pronoun.i, frozenset()):
        cost += _IN_OWN_WORDS
    if gender is not None and person.gender is None:
        cost += _gender_cost(gender, course.leaning.get(person.who, Counter()))
    if back == 0 and person.cost >= OBJECT:
        cost += _SAME_SENTENCE_OBJECT
    return cost


def _gender_cost(gender: Gender, votes: Counter[Gender]) -> float:
    behind = votes.total() - 2 * votes[gender]
    if behind < 0:
        return _SAME_GENDER
    each = _OTHER_GENDER if votes[gender] else _ONLY_OTHER
    return _UNKNOWN_GENDER + each * min(behind, _MOST_VOTES)


def _certainty(cost: float, margin: float) -> float:
    """How far a choice can be trusted: near and alone, near with a rival, far."""
    if margin < 0.3:
        return 0.55
    if cost > 4:
        return 0.6
    if margin < 0.8 or cost > 2.5:
        return 0.8
    return 0.95
