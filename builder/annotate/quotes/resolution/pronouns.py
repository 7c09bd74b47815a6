"""Resolution of "he" and "she": the antecedent of each singular pronoun outside quotation marks.

The document is read once from its front to its end. Each possible antecedent has a cost: its distance, its grammatical
role, and the doubt about its gender. The antecedent with the least cost wins, and is in focus again from there on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.resolution.context import SpeakerContext, head_of, paragraphs_between
from builder.annotate.quotes.resolution.descriptions import is_person_noun
from builder.annotate.quotes.resolution.gender import gender_of_noun, likely_gender
from builder.annotate.quotes.resolution.person_mentions import (
    SURNAME,
    PersonMention,
    described_person,
    is_anaphoric,
    is_member,
    is_qualified,
    may_refer_to_person,
    named_person,
    unknown_person,
)
from builder.annotate.quotes.resolution.salience import OBJECT, exchange_cost, grammatical_cost
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.model.annotations import EntityType
from builder.names.given_names import Gender, gender_of

_PRONOUNS = {
    **dict.fromkeys("he him his himself".split(), Gender.MALE),
    **dict.fromkeys("she her hers herself".split(), Gender.FEMALE),
}
_REACH = 8
"""Sentences of the writer's own between a pronoun and its antecedent, at most."""

_IN_SPEECH = 1.5
"""Cost of an antecedent inside the words that are attributed to the pronoun."""

_OBJECT_OF_SAME_SENTENCE = 0.5
"""Added to the cost of an object or the like in the sentence of the pronoun."""

_PARAGRAPH = 0.2
"""Cost of each paragraph between a pronoun and its antecedent."""

_NEXT_SENTENCES = 2
"""Sentences of the writer's own after a pronoun in which the opposite pronoun shows who is who."""

_DESCRIPTION = 0.5
"""Cost of a description that was resolved like a pronoun ("the senator"), as an antecedent of later pronouns."""

# Costs of a person whose gender the text does not show, by the pronouns resolved to that person so far. They are not
# infinite because a pronoun resolved wrongly must not rule out all that follow.
_SAME_GENDER = 0.1
"""Most pronouns so far had the gender of this one."""

_UNKNOWN_GENDER = 0.3
"""As many had this gender as the opposite one."""

_OPPOSITE_GENDER = 0.5
"""Added to ``_UNKNOWN_GENDER`` for each pronoun by which the opposite gender is ahead."""

_ONLY_OPPOSITE_GENDER = 0.8
"""Added instead if all pronouns so far had the opposite gender."""

_MOST_AHEAD = 4
"""Pronouns of the opposite gender that are counted, at most."""

_GIVEN_NAME_VOTES = 2
"""Pronouns that a clear given name counts for: "Ana Roe" is not the next "he" even if she is the subject."""

_FEWEST_VOTES, _CLEAR_MAJORITY = 2, 3
"""Pronouns that decide an ambiguous surname: at least so many, and so many times as many as of the other gender."""

_GUESS = 0.7
"""Certainty below which an antecedent is a guess."""


class Antecedents(Struct, frozen=True):
    """The antecedents of the pronouns in an article.

    Attributes:
        pronouns: the speaker for each "he", "she", "his" … and each anaphoric description ("the senator") outside
            quotation marks, by ``Token.i``.
        surnames: for each ambiguous surname that pronouns decide, the key of the person.
    """

    pronouns: Mapping[int, Speaker]
    surnames: Mapping[str, str]


class _Discourse(Struct):
    """The discourse up to the current token. It is mutable, and only one call of ``resolve_pronouns`` uses it.

    Attributes:
        context: the article.
        persons: the mentions of persons, in order, including resolved pronouns.
        votes: for each referent, the genders of the pronouns resolved to it, and the likely gender of a given name.
        introduced: for each noun the last unnamed person that it introduced.
        last_misfit: the last one-word name of another type that is a source, by ``Token.i``: it may be a person after
            all. -1 before the first.
        pronouns: the speakers found so far, by ``Token.i``.
    """

    context: SpeakerContext
    persons: list[PersonMention] = field(default_factory=list)
    votes: dict[str, Counter[Gender]] = field(default_factory=dict)
    introduced: dict[str, Candidate] = field(default_factory=dict)
    last_misfit: int = -1
    pronouns: dict[int, Speaker] = field(default_factory=dict)

    def vote(self, referent: str, gender: Gender, count: int = 1) -> None:
        """Count pronouns of a gender for a referent."""
        self.votes.setdefault(referent, Counter())[gender] += count


def resolve_pronouns(context: SpeakerContext) -> Antecedents:
    """Return the antecedents of the pronouns in an article."""
    discourse = _Discourse(context)
    for entity in context.linked.entities:
        likely = likely_gender(entity.name)
        if likely is not None:
            is_clear = gender_of(entity.name.split(maxsplit=1)[0]) is not None
            discourse.vote(entity.key, likely, _GIVEN_NAME_VOTES if is_clear else 1)
    for token in context.doc.tokens:
        if not context.is_marked(token):
            _read(discourse, token)
    return Antecedents(discourse.pronouns, dict(_decided_surnames(discourse)))


def _read(discourse: _Discourse, token: Token) -> None:
    """Resolve a token that is a pronoun, or add the person that it mentions to the discourse."""
    mention = discourse.context.mention_at(token)
    gender = _PRONOUNS.get(token.text.lower())
    if gender is not None:
        _resolve_pronoun(discourse, token, gender)
    elif mention is None:
        if is_person_noun(token):
            _read_description(discourse, token)
    elif mention.type is EntityType.GROUP and is_member(token):
        _resolve_pronoun(discourse, token, None)
    elif mention.first == token.i:
        person = named_person(discourse.context, mention)
        if person is not None:
            discourse.persons.append(person)
        if _is_misfit(discourse.context, mention):
            discourse.last_misfit = token.i


def _is_misfit(context: SpeakerContext, mention: MentionSpan) -> bool:
    """Return True if a one-word name of an organization or place is a source: it may be the name of a person."""
    return (
        context.is_source(head_of(mention))
        and mention.last - mention.first == 1
        and mention.type in (EntityType.ORGANIZATION, EntityType.PLACE)
    )


def _read_description(discourse: _Discourse, token: Token) -> None:
    """Add the person that a noun refers to, or resolve it like a pronoun if it may refer to a person in focus."""
    person = described_person(discourse.context, token, discourse.introduced)
    if person is not None:
        discourse.persons.append(person)
    elif may_refer_to_person(discourse.context, token) and is_anaphoric(token):
        if is_qualified(token):
            discourse.persons.append(unknown_person(discourse.context, token))
        else:
            _resolve_pronoun(discourse, token, gender_of_noun(token.lemma.lower()))


def _resolve_pronoun(discourse: _Discourse, pronoun: Token, gender: Gender | None) -> None:
    """Resolve a pronoun or anaphoric description, and add it to the mentions of its antecedent.

    Args:
        discourse: the discourse up to the pronoun.
        pronoun: its token.
        gender: its gender; None for a description that shows none.
    """
    best = _antecedent(discourse, pronoun, gender)
    if best is None:
        return
    person, certainty = best
    discourse.pronouns[pronoun.i] = _speaker_of(discourse.context, person, gender, certainty)
    cost = grammatical_cost(discourse.context, pronoun)
    if gender is None:
        cost += _DESCRIPTION
    else:
        discourse.vote(person.referent, gender)
    discourse.persons.append(replace(person, token=pronoun, cost=cost, certainty=certainty))


def _speaker_of(
    context: SpeakerContext, person: PersonMention, gender: Gender | None, certainty: float
) -> Speaker:
    """Return the speaker that a pronoun refers to if a person is its antecedent."""
    if person.words is None:
        return Speaker((person.referent,), None, "pronoun", certainty)
    namesake = _namesake_of_gender(context, person, gender)
    if namesake is not None:
        return Speaker((namesake,), None, "pronoun", min(certainty, 0.85))
    return Speaker((), person.words, "pronoun-words", min(certainty, 0.85))


def _namesake_of_gender(context: SpeakerContext, person: PersonMention, gender: Gender | None) -> str | None:
    """Return the only person of a gender with an ambiguous surname; None if the gender of any is unknown."""
    genders = [context.genders.get(key) for key in person.namesakes]
    if gender is None or None in genders or genders.count(gender) != 1:
        return None
    return person.namesakes[genders.index(gender)]


def _decided_surnames(discourse: _Discourse) -> Iterator[tuple[str, str]]:
    """Yield each ambiguous surname that nearly all its pronouns assign to one person, with the person's key."""
    # Several mentions of one surname have the same referent: the last decides.
    last = {person.referent: person for person in discourse.persons if person.namesakes}
    for referent, person in last.items():
        votes = discourse.votes.get(referent, Counter())
        if person.gender is not None or not votes:
            continue
        gender, count = votes.most_common(1)[0]
        namesake = _namesake_of_gender(discourse.context, person, gender)
        is_clear = count >= _FEWEST_VOTES and count >= _CLEAR_MAJORITY * (votes.total() - count)
        if namesake is not None and is_clear:
            yield referent.removeprefix(SURNAME), namesake


def _antecedent(
    discourse: _Discourse, pronoun: Token, gender: Gender | None
) -> tuple[PersonMention, float] | None:
    """Return the antecedent of a pronoun, with the certainty of the choice; None without a possible one."""
    ranked = _ranked(discourse, pronoun, gender)
    if not ranked:
        return None
    if len(ranked) > 1 and gender is not None and _is_of_opposite_pronoun(discourse, pronoun, gender, ranked):
        del ranked[0]
    cost, person = ranked[0]
    margin = ranked[1][0] - cost if len(ranked) > 1 else float(_REACH)
    if discourse.last_misfit > person.token.i:
        margin = 0.0
    certainty = _certainty(cost, margin)
    # A pronoun whose antecedent is a guess is itself a guess.
    return person, min(certainty, person.certainty) if person.certainty < _GUESS else certainty


def _ranked(
    discourse: _Discourse, pronoun: Token, gender: Gender | None
) -> list[tuple[float, PersonMention]]:
    """Return the possible antecedents, each with the least cost of its mentions, by cost and then the latest first."""
    least: dict[str, tuple[float, PersonMention]] = {}
    objects = _objects_beside(discourse.context, pronoun)
    for person in reversed(discourse.persons):
        if discourse.context.sentences_between(person.token, pronoun) > _REACH:
            break
        if person.referent in objects:
            continue
        if gender is not None and person.gender not in (None, gender):
            continue
        cost = _cost(discourse, pronoun, gender, person)
        if person.referent not in least or cost < least[person.referent][0]:
            least[person.referent] = (cost, person)
    return sorted(least.values(), key=lambda pair: (pair[0], -pair[1].token.i))


def _objects_beside(context: SpeakerContext, pronoun: Token) -> frozenset[str | None]:
    """Return the keys of the persons who are objects of the verb of a pronoun: "he told Roe" is not Roe."""
    if pronoun.dep != "nsubj":
        return frozenset()
    objects = (child for child in pronoun.head.children if child.dep in ("dobj", "dative"))
    return frozenset(context.speaker_key_at(child) for child in objects if not context.is_marked(child))


def _is_of_opposite_pronoun(
    discourse: _Discourse, pronoun: Token, gender: Gender, ranked: list[tuple[float, PersonMention]]
) -> bool:
    """Return True if the top candidate (gender unknown) suits the next opposite pronoun better.

    No person is "he" and "she": "Roe said he had made her wait", "“Is it true?” she asked. “Yes,” he said."
    """
    cost, person = ranked[0]
    if person.gender is not None or person.referent in discourse.votes:
        return False
    for token in _narration_after(discourse.context, pronoun):
        opposite = _PRONOUNS.get(token.text.lower())
        if opposite in (None, gender):
            continue
        rivals = (
            other_cost
            for other_cost, other in _ranked(discourse, token, opposite)
            if other.referent != person.referent
        )
        # The cheaper of two assignments: the top candidate to the opposite pronoun and the second to this one, or the
        # top candidate to this one and a rival to the opposite pronoun.
        as_opposite = ranked[1][0] + _cost(discourse, token, opposite, person)
        return as_opposite < cost + min(rivals, default=float(_REACH))
    return False


def _narration_after(context: SpeakerContext, pronoun: Token) -> Iterator[Token]:
    """Yield the writer's own words from a pronoun to the end of its sentence, and on to the next name of a person."""
    for token in context.doc.tokens[pronoun.i + 1 :]:
        is_near = context.sentences_between(pronoun, token) <= _NEXT_SENTENCES
        if not is_near or token.paragraph > pronoun.paragraph + 1:
            return
        if context.is_marked(token):
            continue
        mention = context.mention_at(token)
        if (
            token.sentence_i != pronoun.sentence_i
            and mention is not None
            and mention.type is EntityType.PERSON
        ):
            return
        yield token


def _cost(discourse: _Discourse, pronoun: Token, gender: Gender | None, person: PersonMention) -> float:
    """Return the cost of a mention as the antecedent of a pronoun, in sentences."""
    context = discourse.context
    sentences = context.sentences_between(person.token, pronoun)
    cost = sentences + person.cost + _PARAGRAPH * paragraphs_between(person.token, pronoun)
    if person.token.i in context.speech_of(pronoun):
        cost += _IN_SPEECH
    if gender is not None and person.gender is None:
        cost += _gender_cost(gender, discourse.votes.get(person.referent, Counter()))
    if sentences == 0 and person.cost >= OBJECT:
        cost += _OBJECT_OF_SAME_SENTENCE
    if sentences <= 1:
        cost += exchange_cost(pronoun, person.token)
    return cost


def _gender_cost(gender: Gender, votes: Counter[Gender]) -> float:
    """Return the cost of a person of unknown gender, by the pronouns resolved to that person so far."""
    ahead = votes.total() - 2 * votes[gender]
    if ahead < 0:
        return _SAME_GENDER
    each = _OPPOSITE_GENDER if votes[gender] else _ONLY_OPPOSITE_GENDER
    return _UNKNOWN_GENDER + each * min(ahead, _MOST_AHEAD)


def _certainty(cost: float, margin: float) -> float:
    """Return the certainty of an antecedent: near and alone, near with a rival, or far.

    Args:
        cost: of the antecedent.
        margin: what the next candidate costs more.
    """
    if margin < 0.3:
        return 0.55
    if cost > 4:
        return 0.6
    if margin < 0.8 or cost > 2.5:
        return 0.8
    return 0.95
