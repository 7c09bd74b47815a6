"""From the words beside a quotation to the entities they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from builder.annotate.analysis import Analysis, Token
from builder.annotate.lexicon import words
from builder.annotate.names.found import title_abbreviations
from builder.annotate.names.given import Gender, gender_of
from builder.annotate.names.linked import LinkedNames
from builder.annotate.names.name import Name
from builder.annotate.names.roles import is_role_head
from builder.annotate.quotes.candidates import Candidate
from builder.model.annotations import EntityType

_TITLES = {"Mr": Gender.MALE, "Mrs": Gender.FEMALE, "Ms": Gender.FEMALE, "Miss": Gender.FEMALE}
_FEMALE = frozenset("she her herself".split())
_MODIFIERS = ("compound", "poss", "nmod", "amod", "npadvmod")
_SINGULAR = frozenset("he she him her himself herself".split())
_PLURAL = frozenset("they them themselves both".split())
_NEUTER = frozenset("it itself".split())
_RELATIVE = frozenset("who which that whom".split())
_ACTORS = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source stands for.

    Attributes:
        keys: the entities, in the order of the text; empty where it names nobody.
        words: the candidate whose words name the speaker where there is no entity: the source itself, or
            what a pronoun in it stands for; None where it is unknown.
        rule: how it was resolved.
        certainty: 0..1, how far the resolution can be trusted, the source being right.
    """

    keys: tuple[str, ...]
    words: Candidate | None
    rule: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Discourse:
    """What the resolution of one source may look back on.

    Attributes:
        speakers: what the sources before it were resolved to, the latest last, with the source's head.
        genders: the gender of the persons whose gender the text shows.
    """

    speakers: tuple[tuple[int, Speaker], ...] = ()
    genders: Mapping[str, Gender] = field(default_factory=dict)

    def then(self, head: int, speaker: Speaker) -> Discourse:
        """The discourse after one more source."""
        return replace(self, speakers=(*self.speakers, (head, speaker)))


def resolve(analysis: Analysis, linked: LinkedNames, source: Candidate, discourse: Discourse) -> Speaker:
    """Whom the source of a quotation stands for."""
    head = analysis.tokens[source.head]
    lower = head.text.lower()
    if source.name_index is not None:
        return _named(analysis, linked, source)
    if lower in _RELATIVE and head.dep.startswith("nsubj"):
        return _relative(analysis, linked, source)
    if lower in _SINGULAR:
        return _pronoun(analysis, linked, source, discourse)
    if lower in _PLURAL:
        return _plural(analysis, linked, source, discourse)
    if lower in _NEUTER:
        return _neuter(analysis, linked, source, discourse)
    if head.pos == "PRON":
        return Speaker((), source, "pronoun", 0.5)
    return _described(analysis, linked, source)


def _key_at(linked: LinkedNames, i: int) -> str | None:
    for name, key in zip(linked.names, linked.keys, strict=True):
        if name.first <= i < name.last:
            return key if name.type in _ACTORS else None
    return None


def _named(analysis: Analysis, linked: LinkedNames, source: Candidate) -> Speaker:
    index = source.name_index
    key = linked.keys[index] if index is not None else None
    if index is None or key is None:
        return Speaker((), source, "words", 0.6)
    keys = [key]
    for token in _conjuncts(analysis, analysis.tokens[source.head]):
        other = _key_at(linked, token.i)
        if other is not None and other not in keys:
            keys.append(other)
    if linked.names[index].type is EntityType.PERSON:
        before = _listed(analysis, linked, index, -1)
        keys = [*(other for other in before if other not in keys), *keys]
    return Speaker(tuple(keys), source, "name" if len(keys) == 1 else "joint-names", 1.0)


def _conjuncts(analysis: Analysis, token: Token) -> Iterator[Token]:
    for child in analysis.dependents(token):
        if child.dep == "conj":
            yield child
            yield from _conjuncts(analysis, child)


def _listed(analysis: Analysis, linked: LinkedNames, index: int, step: int) -> list[str]:
    """Persons joined to a person by "and", commas and "of <place>" alone: "A of X and B of Y".

    Args:
        analysis: the article.
        linked: its names.
        index: of the person's name.
        step: 1 looks behind it, -1 before it.
    """
    keys: list[str] = []
    edge = index
    number = index + step
    while 0 <= number < len(linked.names):
        first, second = sorted((edge, number))
        between = analysis.tokens[linked.names[first].last : linked.names[second].first]
        if not all(map(_joins, between)) or not between:
            break
        if linked.names[number].type is EntityType.PERSON:
            key = linked.keys[number]
            # A comma alone joins only what an "and" closes further on.
            open_list = "and" not in {token.text for token in between} and not keys
            if open_list and (step < 0 or not _closed_by_and(analysis, linked, number)):
                break
            if key is not None:
                keys.append(key)
            edge = number
        number += step
    return keys[::step]


def _joins(token: Token) -> bool:
    if token.text in ("of", "from", "and", ",", "&", "-", "(", ")"):
        return True
    return token.pos == "PROPN" or token.text in title_abbreviations()


def _closed_by_and(analysis: Analysis, linked: LinkedNames, index: int) -> bool:
    after = analysis.tokens[linked.names[index].last : linked.names[index].last + 5]
    return any(token.text == "and" for token in after)


def _described(analysis: Analysis, linked: LinkedNames, source: Candidate) -> Speaker:
    """A description: the persons it introduces, the person who has that role, or its own words."""
    head = analysis.tokens[source.head]
    beside = _apposed(analysis, linked, source)
    if beside:
        return Speaker(tuple(beside), source, "apposition", 0.95)
    definite = any(
        child.tag in ("DT", "PRP$") and child.text.lower() in ("the", "this", "that", "his", "her")
        for child in analysis.dependents(head)
    )
    plain = source.last - source.first <= 3 and head.tag == "NN"
    if definite and plain and is_role_head(head):
        key = _holder(analysis, linked, head)
        if key is not None:
            return Speaker((key,), source, "role", 0.75)
    key = _issuer(analysis, linked, head)
    if key is not None:
        return Speaker((key,), source, "issuer", 0.85)
    return Speaker((), source, "words", 0.9)


def _issuer(analysis: Analysis, linked: LinkedNames, head: Token) -> str | None:
    """Whose a statement, report or letter is: "according to a Harbour Board statement"."""
    if head.lemma.lower() not in words("setting_nouns"):
        return None
    for child in analysis.dependents(head):
        if child.dep in _MODIFIERS:
            key = _key_at(linked, child.i)
            if key is not None and _type_of(linked, key) in (EntityType.PERSON, EntityType.ORGANIZATION):
                return key
    return None


def _apposed(analysis: Analysis, linked: LinkedNames, source: Candidate) -> list[str]:
    """Persons in apposition to the head: "both teachers, A of X and B of Y, said"."""
    head = analysis.tokens[source.head]
    keys: list[str] = []
    for child in analysis.dependents(head):
        if child.dep not in ("appos", "conj"):
            continue
        for index, name in enumerate(linked.names):
            if not name.first <= child.i < name.last:
                continue
            found = [linked.keys[index]]
            if name.type is EntityType.PERSON:
                found += _listed(analysis, linked, index, 1)
            elif name.type is not EntityType.ORGANIZATION or child.dep != "appos":
                continue
            keys.extend(key for key in found if key is not None and key not in keys)
    return keys


def _holder(analysis: Analysis, linked: LinkedNames, head: Token) -> str | None:
    """The person last named before ``head`` whose role has that noun: "the mayor"."""
    wanted = head.lemma.lower()
    best = None
    for named in linked.roles:
        words_of_role = {token.lemma.lower() for token in analysis.tokens[named.first : named.last]}
        short = named.role.text.lower().rstrip(".").split()
        fits = wanted in words_of_role or any(len(part) >= 3 and wanted.startswith(part) for part in short)
        if fits and linked.names[named.name_index].first < head.i:
            best = linked.keys[named.name_index]
    return best


def _relative(analysis: Analysis, linked: LinkedNames, source: Candidate) -> Speaker:
    """Of "who" and "which": the noun that the relative clause hangs on."""
    for token in analysis.ancestors(analysis.tokens[source.head]):
        if token.dep == "relcl":
            key = _key_at(linked, token.head)
            if key is not None:
                return Speaker((key,), source, "relative", 0.9)
            break
    return Speaker((), source, "words", 0.5)


def _earlier(
    analysis: Analysis, linked: LinkedNames, head: Token, discourse: Discourse
) -> Iterator[tuple[Token, str, bool]]:
    """Persons before a pronoun with the token that names them and whether it is a subject, the likeliest antecedent
    first.

    Sentence by sentence backwards from its own; in each the subjects first, then from the front. What was a pronoun
    and is resolved counts like a name; a name that only modifies a noun ("the Roe government") does not count.
    """
    found: dict[int, list[tuple[Token, str, bool]]] = {}
    for name, key in zip(linked.names, linked.keys, strict=True):
        if name.type is EntityType.PERSON and key is not None and name.first < head.i:
            token = _head_of(analysis, name)
            if token.dep not in _MODIFIERS:
                found.setdefault(token.sentence, []).append((token, key, token.dep.startswith("nsubj")))
    for i, speaker in discourse.speakers:
        token = analysis.tokens[i]
        if i < head.i and token.pos == "PRON" and len(speaker.keys) == 1:
            found.setdefault(token.sentence, []).append((token, speaker.keys[0], True))
    for sentence in sorted(found, reverse=True):
        yield from sorted(found[sentence], key=lambda one: (not one[2], one[0].i))


def _head_of(analysis: Analysis, name: Name) -> Token:
    """The token of a name that is governed from outside it."""
    for token in name.tokens(analysis):
        if token.head == token.i or not name.first <= token.head < name.last:
            return token
    return analysis.tokens[name.last - 1]


def _pronoun(analysis: Analysis, linked: LinkedNames, source: Candidate, discourse: Discourse) -> Speaker:
    head = analysis.tokens[source.head]
    wanted = Gender.FEMALE if head.text.lower() in _FEMALE else Gender.MALE
    persons = {entity.key for entity in linked.entities if entity.type is EntityType.PERSON}
    for token, key, is_subject in _earlier(analysis, linked, head, discourse):
        if key not in persons or discourse.genders.get(key, wanted) is not wanted:
            continue
        near = head.sentence - token.sentence
        certainty = 0.9 if near <= 2 and is_subject else 0.7
        return Speaker((key,), source, "pronoun", certainty)
    return Speaker((), source, "pronoun", 0.3)


def genders_of(analysis: Analysis, linked: LinkedNames) -> Mapping[str, Gender]:
    """The gender of each person that the text shows: by "Mr." or "Ms." before a name, else by the given name."""
    genders: dict[str, Gender] = {}
    for entity in linked.entities:
        gender = gender_of(entity.name.split()[0]) if " " in entity.name else None
        if entity.type is EntityType.PERSON and gender is not None:
            genders[entity.key] = gender
    for name, key in zip(linked.names, linked.keys, strict=True):
        title = analysis.tokens[name.first - 1].text.rstrip(".") if name.first else ""
        if key is not None and title in _TITLES:
            genders[key] = _TITLES[title]
    return genders


def _plural(analysis: Analysis, linked: LinkedNames, source: Candidate, discourse: Discourse) -> Speaker:
    """Of "they": the last speakers who were several, else the last organisation or group that spoke."""
    for _, speaker in reversed(discourse.speakers):
        if len(speaker.keys) > 1:
            return Speaker(speaker.keys, source, "they-joint", 0.85)
        if speaker.words is not None and not speaker.keys and _is_plural(analysis, speaker.words):
            return Speaker((), speaker.words, "they-words", 0.7)
        if speaker.keys and _type_of(linked, speaker.keys[0]) is not EntityType.PERSON:
            return Speaker(speaker.keys, source, "they-organization", 0.6)
    return Speaker((), source, "pronoun", 0.3)


def _neuter(analysis: Analysis, linked: LinkedNames, source: Candidate, discourse: Discourse) -> Speaker:
    head = analysis.tokens[source.head]
    for name, key in reversed(list(zip(linked.names, linked.keys, strict=True))):
        if name.first < head.i and name.type is EntityType.ORGANIZATION and key is not None:
            near = head.sentence - analysis.tokens[name.first].sentence <= 1
            if near and _head_of(analysis, name).dep.startswith("nsubj"):
                return Speaker((key,), source, "pronoun", 0.7)
    for _, speaker in reversed(discourse.speakers):
        if not any(_type_of(linked, key) is EntityType.PERSON for key in speaker.keys):
            return Speaker(speaker.keys, speaker.words, "pronoun", 0.5)
    return Speaker((), source, "pronoun", 0.3)


def _is_plural(analysis: Analysis, candidate: Candidate) -> bool:
    return analysis.tokens[candidate.head].tag in ("NNS", "NNPS")


def _type_of(linked: LinkedNames, key: str) -> EntityType | None:
    types: Mapping[str, EntityType] = {entity.key: entity.type for entity in linked.entities}
    return types.get(key)
