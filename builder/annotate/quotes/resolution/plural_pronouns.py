"""Whom "they", "it" and "who" stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.resolution.context import Reading
from builder.annotate.quotes.resolution.descriptions import is_person_noun
from builder.annotate.quotes.resolution.names import conjuncts, is_some_of_group, named, plain
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_SURE = 0.8
"""Certainty from which on a pronoun stands for one of two."""

_NEAR = 2
"""Sentences that "they" may look back over."""

Earlier = dict[int, Speaker]
"""What the earlier sources were resolved to, keyed by the source's head."""


def plural(reading: Reading, source: Candidate, earlier: Earlier) -> Speaker:
    """Of "they": several who spoke just before, else the last subject that stands in the plural."""
    head = source.head
    for subject in _subjects_before(reading, head, _NEAR):
        if reading.paragraphs_between(subject, head) > 1:
            break
        if subject.i in earlier and _is_several(subject, earlier[subject.i]):
            speaker = earlier[subject.i]
            rule = (
                "they-joint" if len(speaker.keys) > 1 else "they-words" if not speaker.keys else "they-name"
            )
            return Speaker(speaker.keys, speaker.words, rule, 0.8)
        joined = any(child.dep == "conj" for child in subject.children)
        if subject.pos == "PRON" and joined:
            # "She and her friends": nobody that could be named in a word.
            break
        candidate = _candidate(reading, subject)
        if candidate.name_index is not None:
            speaker = named(reading, candidate)
            if len(speaker.keys) > 1 or _is_group(reading, candidate):
                return Speaker(speaker.keys, speaker.words, "they-name", 0.7)
        elif subject.tag == "NNPS" or _is_of_several(subject):
            return Speaker((), candidate, "they-words", 0.75)
    return Speaker((), source, "pronoun", 0.3)


def _is_of_several(noun: Token) -> bool:
    """Whether a noun stands for several persons: "nurses", "the family"."""
    if noun.tag == "NN":
        return noun.lemma.lower() in words("collective_nouns")
    return noun.tag == "NNS" and is_person_noun(noun)


def is_pair(reading: Reading, source: Candidate) -> bool:
    """Whether a description is of two who are known: "the two candidates", "both women"."""
    head = source.head
    before = [token.text.lower() for token in reading.doc.tokens[source.first : source.head.i]]
    return (
        head.tag == "NNS"
        and is_person_noun(head)
        and (before[:2] == ["the", "two"] or before[:1] == ["both"])
    )


def both(reading: Reading, source: Candidate, pronouns: Mapping[int, Speaker]) -> Speaker | None:
    """Of "both", "the two candidates", "they": the two persons whom the sentence before joins as its subject."""
    head = source.head
    for subject in _subjects_before(reading, head, 1):
        if subject.dep not in ("nsubj", "nsubjpass") or subject.sentence_i == head.sentence_i:
            continue
        if reading.paragraphs_between(subject, head) > 1:
            return None
        joined = [subject, *conjuncts(subject)]
        keys = [_person(reading, token, pronouns) for token in joined]
        known = tuple(key for key in keys if key is not None)
        if len(keys) == 2 and len(set(known)) == 2:
            return Speaker(known, source, "both", 0.8)
        return None
    return None


def _person(reading: Reading, token: Token, pronouns: Mapping[int, Speaker]) -> str | None:
    """The person that a name or pronoun stands for, where that is sure enough."""
    if token.pos == "PRON":
        speaker = pronouns.get(token.i)
        sure = speaker is not None and speaker.certainty >= _SURE and len(speaker.keys) == 1
        return speaker.keys[0] if speaker is not None and sure else None
    key = reading.key_at(token.i)
    return key if key is not None and reading.types[key] is EntityType.PERSON else None


def neuter(reading: Reading, source: Candidate, earlier: Earlier) -> Speaker:
    """Of "it": the subject just before that is no person; beyond its own paragraph that of the main clause alone."""
    head = source.head
    for subject in _subjects_before(reading, head, 1):
        main = subject.head.dep == "ROOT" or subject.i in earlier
        if reading.paragraphs_between(subject, head) > main:
            break
        candidate = _candidate(reading, subject)
        if candidate.name_index is not None:
            kind = reading.linked.names[candidate.name_index].type
            if kind in (EntityType.ORGANIZATION, EntityType.PLACE):
                speaker = named(reading, candidate)
                return Speaker(speaker.keys, speaker.words, "it-name", 0.75)
        elif subject.tag == "NN" and not is_person_noun(subject) and _speaks(reading, subject):
            return Speaker((), candidate, "it-words", 0.7)
    return Speaker((), source, "pronoun", 0.3)


def relative(reading: Reading, source: Candidate) -> Speaker:
    """Of "who" and "which": the noun that the relative clause hangs on."""
    for token in source.head.ancestors:
        if token.dep == "relcl":
            noun = token.head
            key = reading.key_at(noun.i)
            if key is not None:
                name = reading.linked.names[reading.linked.mentions.index_at[noun.i]]
                if name.type is EntityType.GROUP and is_some_of_group(name):
                    return Speaker((), plain(noun), "relative-words", 0.85)
                return Speaker((key,), source, "relative", 0.9)
            if is_person_noun(noun) or noun.tag == "NNS" or _speaks(reading, noun):
                return Speaker((), _candidate(reading, noun), "relative-words", 0.85)
            break
    return Speaker((), source, "words", 0.5)


def _candidate(reading: Reading, token: Token) -> Candidate:
    return candidate_at(token, reading.linked.mentions)


def _subjects_before(reading: Reading, head: Token, reach: int) -> Iterator[Token]:
    """The subjects before a pronoun, out of quotation marks, sentence by sentence backwards, and in each that of the
    main clause first.
    """
    said = reading.spoken.get(head.i, frozenset())
    sentences = reading.doc.sentences
    for number in range(head.sentence_i, -1, -1):
        if reading.told[head.sentence_i] - reading.told[number] > reach:
            break
        subjects = [
            token
            for token in sentences[number].tokens
            if token.i < head.i
            and (
                token.dep in ("nsubj", "nsubjpass") or token.i in reading.spoken or _is_addressed(token, head)
            )
            and token.i not in reading.quoted
            and token.i not in said
        ]
        yield from sorted(subjects, key=lambda token: (token.head.dep != "ROOT", token.i))


def _is_addressed(token: Token, pronoun: Token) -> bool:
    """Persons in the plural before a pronoun in its own sentence: "it worries the nurses because they …"."""
    return token.sentence_i == pronoun.sentence_i and token.tag == "NNS" and is_person_noun(token)


def _is_several(subject: Token, speaker: Speaker) -> bool:
    if len(speaker.keys) > 1 or subject.text.lower() in ("they", "some", "others", "many"):
        return bool(speaker.keys) or speaker.words is not None
    return not speaker.keys and speaker.words is not None and subject.tag in ("NNS", "NNPS")


def _is_group(reading: Reading, candidate: Candidate) -> bool:
    """Whether a name is of several: a group, or an organization that speaks."""
    if candidate.name_index is None:
        return False
    kind = reading.linked.names[candidate.name_index].type
    speaks = candidate.head.i in reading.spoken
    return kind is EntityType.GROUP or (kind is EntityType.ORGANIZATION and speaks)


def _speaks(reading: Reading, noun: Token) -> bool:
    """Whether a thing is one that can be said to say something: a report, a company, what spoke before."""
    lemma = noun.lemma.lower()
    listed = lemma in words("document_nouns") or lemma in words("organization_words")
    return noun.i in reading.spoken or listed or f"{lemma}*" in words("organization_words")
