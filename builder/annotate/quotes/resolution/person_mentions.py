"""The persons that a text speaks of, one mention after another: what a pronoun may look back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.resolution.context import Reading
from builder.annotate.quotes.resolution.descriptions import described, is_definite
from builder.annotate.quotes.resolution.gender import gender_of_noun, gender_of_title
from builder.annotate.quotes.resolution.names import bearer, bearers_of
from builder.model.annotations import EntityType
from builder.names.given_names import Gender

SUBJECTS = ("nsubj", "nsubjpass", "agent")
MAIN, CLAUSE, OBJECT, OWNER, SUBJECTS_OWNER = 0.0, 0.5, 1.0, 1.1, 0.7
"""What a place in its sentence costs somebody as the antecedent: a sentence back costs 1."""

UNTITLED = "#surname "
"""Before a surname without "Mr." or the like that several persons share: who it is is not known."""

_ONE_WORD = 0.4
"""A name of one word alone is often no person's at all."""

_ASKING = frozenset("ask question quiz press".split())
_UNKNOWN = 0.65
"""How sure it is that a definite description is of somebody whom the text does not name."""

_SURE_ROLE = 0.8
"""A description resolved with less certainty than this is nobody's antecedent."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a pronoun may look back to.

    Attributes:
        token: where the text speaks of the person.
        who: the entity's key, or "#" and what tells one without an entity from others.
        words: the words of one who has no entity; None beside a key.
        cost: of the place in the sentence.
        gender: what the text shows; None where it does not.
        certainty: 0..1, that it is this person the text speaks of there.
        bearers: of a surname that several share, those whom it may name: a pronoun can tell which.
    """

    token: Token
    who: str
    words: Candidate | None
    cost: float
    gender: Gender | None
    certainty: float = 1.0
    bearers: tuple[str, ...] = ()


def named_person(reading: Reading, number: int) -> Iterator[Person]:
    """The person that a name names, by its index, if it names one and is no mere modifier ("the Roe plan")."""
    name, key = reading.linked.names[number], reading.linked.keys[number]
    head = reading.head_of(name)
    if name.type is not EntityType.PERSON or key is None or head.dep in ("compound", "nmod", "amod"):
        return
    speaker = bearer(reading, Candidate(head, name.first, name.last, number), name, key)
    title = gender_of_title(reading.doc, name.first)
    cost = place_cost(reading, head)
    if speaker.keys:
        key = speaker.keys[0]
        doubt = 0.0 if _is_surely_personal(reading, name, key) else _ONE_WORD
        yield Person(head, key, None, cost + doubt, title or reading.genders.get(key))
    else:
        who = (UNTITLED if title is None else f"#{title} ") + name.text
        own = Candidate(head, speaker.words.first if speaker.words else name.first, name.last, number)
        yield Person(head, who, own, cost, title, bearers=tuple(bearers_of(reading, name)))


def _is_surely_personal(reading: Reading, name: MentionSpan, key: str) -> bool:
    entity = reading.entities.get(key)
    told = entity is not None and (" " in entity.name or bool(entity.roles))
    return " " in name.text or told


def described_person(reading: Reading, token: Token, introduced: dict[str, Candidate]) -> Iterator[Person]:
    """The person that a description in the singular stands for, if it is a subject or says who speaks: somebody with
    a name, or somebody new, "a partner", "the mayor's lawyer", who is added to ``introduced``.
    """
    if not is_new_or_known(reading, token):
        return
    candidate = candidate_at(token, reading.linked.mentions)
    speaker = described(reading, candidate)
    lemma = token.lemma.lower()
    cost = place_cost(reading, token)
    if len(speaker.keys) == 1 and speaker.certainty >= _SURE_ROLE:
        yield Person(token, speaker.keys[0], None, cost, reading.genders.get(speaker.keys[0]))
    elif not speaker.keys:
        if not is_epithet(token):
            introduced[lemma] = candidate
        candidate_known = introduced.get(lemma)
        if candidate_known is not None:
            who = f"#{candidate_known.head.i}"
            yield Person(token, who, candidate_known, cost, gender_of_noun(lemma))


def is_epithet(token: Token) -> bool:
    """Whether a description may speak again of somebody who has a name: "the senator", and not "the board's lawyer"."""
    told_apart = any(
        child.dep == "poss" or (child.dep == "prep" and child.text.lower() in ("for", "of", "to"))
        for child in token.children
    )
    return is_definite(token) and not told_apart


def is_qualified(token: Token) -> bool:
    """Whether an adjective tells a description from others: "the new mayor" is not simply who was spoken of last."""
    return any(child.dep == "amod" for child in token.children)


def unknown_person(reading: Reading, token: Token) -> Person:
    """The person of a definite description of whom the text does not show who it is."""
    candidate = candidate_at(token, reading.linked.mentions)
    gender = gender_of_noun(token.lemma.lower())
    return Person(token, f"#{token.i}", candidate, place_cost(reading, token), gender, _UNKNOWN)


def is_new_or_known(reading: Reading, token: Token) -> bool:
    """Whether a noun speaks, or is a subject with an article or the like: without one it is a title more often."""
    if token.tag not in ("NN", "NNP"):
        return False
    determined = any(child.dep in ("det", "poss", "nummod") for child in token.children)
    return token.i in reading.spoken or (token.dep in SUBJECTS and determined)


def place_cost(reading: Reading, token: Token) -> float:
    """How far from the subject of its sentence a token stands."""
    if _is_cleft(token):
        return MAIN
    while token.dep in ("appos", "conj") and token.head is not token:
        token = token.head
    verb = token.head
    if token.dep in ("nsubj", "dobj") and _asks(verb):
        # Who is asked has the next word.
        return OBJECT if token.dep == "nsubj" else MAIN
    if not reading.quoted.isdisjoint(reading.spoken.get(token.i, ())):
        return MAIN
    if token.dep in SUBJECTS:
        while verb.dep == "conj" and verb.head is not verb:
            verb = verb.head
        return MAIN if verb.dep == "ROOT" else CLAUSE
    if token.dep == "poss":
        return SUBJECTS_OWNER if verb.dep in SUBJECTS else OWNER
    return OBJECT


def _is_cleft(token: Token) -> bool:
    """Whether a token is whom "it was … who" puts forward: the subject in all but grammar."""
    verb = token.head
    if token.dep != "attr" or verb.lemma != "be":
        return False
    it = any(child.dep == "nsubj" and child.text.lower() == "it" for child in verb.children)
    return it and any(child.dep == "relcl" for one in (token, verb) for child in one.children)


def _asks(verb: Token) -> bool:
    """Whether a verb tells of a question: to ask somebody to do a thing is none."""
    if verb.lemma not in _ASKING:
        return False
    return not any(
        child.tag == "TO"
        for token in verb.children
        if token.dep in ("xcomp", "ccomp")
        for child in token.children
    )
