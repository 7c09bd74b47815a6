"""Whom "he" and "she" stand for, wherever they stand in the writer's own text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from builder.annotate.analysis import Token
from builder.annotate.names.given import Gender
from builder.annotate.names.name import Name
from builder.annotate.quotes.candidates import Candidate, candidate_at
from builder.annotate.quotes.described import described, is_definite, is_person_noun
from builder.annotate.quotes.genders import gender_of_noun, gender_of_title
from builder.annotate.quotes.named import bearer
from builder.annotate.quotes.reading import Reading
from builder.annotate.quotes.speaker import Speaker
from builder.model.annotations import EntityType

_PRONOUNS = {
    **dict.fromkeys("he him his himself".split(), Gender.MALE),
    **dict.fromkeys("she her hers herself".split(), Gender.FEMALE),
}
_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_FARTHEST = 8
"""Sentences of the writer's own beyond which a pronoun looks back to nobody."""

_MAIN, _CLAUSE, _OBJECT, _OWNER, _SUBJECTS_OWNER = 0.0, 0.5, 1.0, 1.1, 0.7
"""What a place in its sentence costs somebody as the antecedent: a sentence back costs 1."""

_IN_OWN_WORDS = 1.5
"""What it costs to be named inside the very words that the pronoun is the speaker of."""

_ASKING = frozenset("ask question quiz press".split())
_SAME_SENTENCE_OBJECT = 0.5
_PARAGRAPH = 0.2
_LEANING = {1: 0.1, 0: 0.3, -1: 2.0}
"""What it costs that the text does not show somebody's gender: where most pronouns resolved so far were the same, where
it is even, and where most were the other. A pronoun resolved wrongly must not rule out all that follow.
"""
_ONE_WORD = 0.4
"""A name of one word alone is often no person's at all."""


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody a pronoun may look back to.

    Attributes:
        token: where the text speaks of the person.
        who: the entity's key, or "#" and what tells one without an entity from others.
        words: the words of one who has no name; None beside a key.
        cost: of the place in the sentence.
        gender: what the text shows; None where it does not.
    """

    token: Token
    who: str
    words: Candidate | None
    cost: float
    gender: Gender | None


def antecedents(reading: Reading) -> Mapping[int, Speaker]:
    """For each "he", "she", "his" … out of quotation marks, by its token, whom it stands for.

    From the front of the text to its end: what one pronoun was found to stand for the next can look back to.
    """
    found: dict[int, Speaker] = {}
    persons: list[_Person] = []
    leaning: dict[str, Counter[Gender]] = defaultdict(Counter)
    introduced: dict[str, Candidate] = {}
    starts = {name.first: number for number, name in enumerate(reading.linked.names)}
    for token in reading.analysis.tokens:
        if token.i in reading.quoted:
            continue
        gender = _PRONOUNS.get(token.text.lower())
        if gender is not None:
            best = _choose(reading, token, gender, persons, leaning)
            if best is None:
                continue
            person, certainty = best
            leaning[person.who][gender] += 1
            found[token.i] = _speaker(person, certainty)
            persons.append(replace(person, token=token, cost=_cost(reading, token)))
        elif token.i in starts:
            persons.extend(_named(reading, starts[token.i]))
        elif token.i not in reading.name_at and is_person_noun(token):
            persons.extend(_unnamed(reading, token, introduced))
    return found


def _speaker(person: _Person, certainty: float) -> Speaker:
    if person.words is None:
        return Speaker((person.who,), None, "pronoun", certainty)
    return Speaker((), person.words, "pronoun-words", min(certainty, 0.85))


def _named(reading: Reading, number: int) -> Iterator[_Person]:
    name, key = reading.linked.names[number], reading.linked.keys[number]
    head = reading.head_of(name)
    if name.type is not EntityType.PERSON or key is None or head.dep in ("compound", "nmod", "amod"):
        return
    speaker = bearer(reading, Candidate(head.i, name.first, name.last, number), name, key)
    title = gender_of_title(reading.analysis, name.first)
    if speaker.keys:
        key = speaker.keys[0]
        cost = _cost(reading, head) + (0.0 if _is_surely_personal(reading, name, key) else _ONE_WORD)
        yield _Person(head, key, None, cost, title or reading.genders.get(key))
    else:
        who = f"#{title} {name.text(reading.analysis)}"
        own = Candidate(head.i, speaker.words.first if speaker.words else name.first, name.last, number)
        yield _Person(head, who, own, _cost(reading, head), title)


def _is_surely_personal(reading: Reading, name: Name, key: str) -> bool:
    return " " in name.text(reading.analysis) or any(
        entity.key == key and (" " in entity.name or entity.roles) for entity in reading.linked.entities
    )


def _unnamed(reading: Reading, token: Token, introduced: dict[str, Candidate]) -> Iterator[_Person]:
    """A description in the singular that is a subject or says who speaks: "a partner", "the mayor's lawyer". The ways
    of speaking again of somebody who has a name ("the senator") are left out where it is not known of whom.
    """
    if token.tag not in ("NN", "NNP") or not _is_prominent(reading, token):
        return
    candidate = candidate_at(reading.analysis, token, reading.linked.names, reading.name_at)
    speaker = described(reading, candidate)
    lemma = token.lemma.lower()
    if len(speaker.keys) == 1:
        gender = reading.genders.get(speaker.keys[0])
        yield _Person(token, speaker.keys[0], None, _cost(reading, token), gender)
    elif not speaker.keys:
        known = introduced.get(lemma)
        if is_definite(reading, token) and not _is_told_apart(reading, token):
            if known is None:
                return
            candidate = known
        else:
            introduced[lemma] = candidate
        yield _Person(token, f"#{candidate.head}", candidate, _cost(reading, token), gender_of_noun(lemma))


def _is_prominent(reading: Reading, token: Token) -> bool:
    """Whether a noun speaks, or is a subject with an article or the like: without one it is a title more often."""
    if token.i in reading.spoken:
        return True
    determined = any(child.dep in ("det", "poss", "nummod") for child in reading.analysis.dependents(token))
    return token.dep in _SUBJECTS and determined


def _is_told_apart(reading: Reading, token: Token) -> bool:
    """Whether a description says by itself of whom it speaks: "the board's lawyer", "the spokesman for the mayor"."""
    return any(
        child.dep == "poss" or (child.dep == "prep" and child.text.lower() in ("for", "of", "to"))
        for child in reading.analysis.dependents(token)
    )


def _cost(reading: Reading, token: Token) -> float:
    """How far from the subject of its sentence a token stands."""
    while token.dep in ("appos", "conj") and token.head != token.i:
        token = reading.analysis.tokens[token.head]
    verb = reading.analysis.tokens[token.head]
    if verb.lemma in _ASKING and token.dep in ("nsubj", "dobj"):
        # Who is asked has the next word.
        return _OBJECT if token.dep == "nsubj" else _MAIN
    if token.i in reading.spoken:
        return _MAIN
    if token.dep in _SUBJECTS or token.dep == "ROOT":
        while verb.dep == "conj" and verb.head != verb.i:
            verb = reading.analysis.tokens[verb.head]
        return _MAIN if verb.dep == "ROOT" else _CLAUSE
    if token.dep == "poss":
        return _SUBJECTS_OWNER if verb.dep in _SUBJECTS else _OWNER
    return _OBJECT


def _choose(
    reading: Reading,
    pronoun: Token,
    gender: Gender,
    persons: list[_Person],
    leaning: Mapping[str, Counter[Gender]],
) -> tuple[_Person, float] | None:
    """The likeliest antecedent, with how certain it is beside the next likely one."""
    told = reading.told[pronoun.sentence]
    said = reading.spoken.get(pronoun.i, frozenset())
    costs: dict[str, tuple[float, _Person]] = {}
    for person in reversed(persons):
        back = told - reading.told[person.token.sentence]
        if back > _FARTHEST:
            break
        if person.gender not in (None, gender):
            continue
        cost = back + person.cost + _PARAGRAPH * reading.paragraphs_between(person.token, pronoun)
        if person.token.i in said:
            cost += _IN_OWN_WORDS
        if person.gender is None:
            votes = leaning[person.who] if person.who in leaning else Counter()
            cost += _LEANING[(2 * votes[gender] > votes.total()) - (2 * votes[gender] < votes.total())]
        if back == 0 and person.cost >= _OBJECT:
            cost += _SAME_SENTENCE_OBJECT
        if person.who not in costs or cost < costs[person.who][0]:
            costs[person.who] = (cost, person)
    ranked = sorted(costs.values(), key=lambda pair: (pair[0], -pair[1].token.i))
    if not ranked:
        return None
    margin = ranked[1][0] - ranked[0][0] if len(ranked) > 1 else float(_FARTHEST)
    return ranked[0][1], _certainty(ranked[0][0], margin)


def _certainty(cost: float, margin: float) -> float:
    """How far a choice can be trusted: near and alone, near with a rival, far."""
    if margin < 0.3:
        return 0.55
    if cost > 4:
        return 0.6
    if margin < 0.8 or cost > 2.5:
        return 0.8
    return 0.95
