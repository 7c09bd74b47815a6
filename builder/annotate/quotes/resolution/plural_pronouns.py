"""Resolution of "they", "both", "it" and "who": the antecedents of all pronouns but "he" and "she"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.resolution.bodies import resolve_body
from builder.annotate.quotes.resolution.context import SpeakerContext, paragraphs_between, tokens_before_head
from builder.annotate.quotes.resolution.coordination import conjuncts
from builder.annotate.quotes.resolution.descriptions import is_person_noun
from builder.annotate.quotes.resolution.issuers import issuer_of_object
from builder.annotate.quotes.resolution.names import is_part_of_group, noun_phrase, resolve_name
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_SURE = 0.8
"""Certainty from which a resolved pronoun counts as one person of a pair."""

_REACH = 2
"""Sentences of the writer's own between "they" and its antecedent, at most."""

_RELATIVE_TYPES = {"who": EntityType.PERSON, "which": EntityType.ORGANIZATION}
"""The types of the names that a relative pronoun refers to."""

ResolvedSources = Mapping[int, Speaker]
"""The speakers of the sources so far, by the ``Token.i`` of the source's head."""


def resolve_they(context: SpeakerContext, source: Candidate, resolved: ResolvedSources) -> Speaker:
    """Return the antecedent of "they": several speakers shortly before, or the last plural subject."""
    head = source.head
    for subject in _subjects_before(context, head, _REACH):
        if paragraphs_between(subject, head) > 1:
            break
        speaker = resolved.get(subject.i)
        if speaker is not None and _is_several(subject, speaker):
            return Speaker(speaker.keys, speaker.words, _rule_of_they(speaker), 0.8)
        is_joined = any(child.dep == "conj" for child in subject.children)
        if subject.pos == "PRON" and is_joined:
            # "She and her friends" have no name in common.
            break
        candidate = _candidate(context, subject)
        if candidate.mention_i is not None:
            speaker = resolve_name(context, candidate)
            if len(speaker.keys) > 1 or _is_group(context, candidate):
                return Speaker(speaker.keys, speaker.words, _rule_of_they(speaker), 0.7)
        elif subject.tag == "NNPS" or _is_plural(subject):
            return Speaker((), candidate, "they-words", 0.75)
    return Speaker((), source, "pronoun", 0.3)


def _rule_of_they(speaker: Speaker) -> str:
    if not speaker.keys:
        return "they-words"
    return "they-joint" if len(speaker.keys) > 1 else "they-name"


def resolve_pair(
    context: SpeakerContext, source: Candidate, pronouns: Mapping[int, Speaker]
) -> Speaker | None:
    """Return the two persons that "both", "the two candidates" or "they" refers to; None without such a pair.

    They are the joint subject of the sentence before.

    Args:
        context: the article.
        source: the pronoun or description.
        pronouns: the speakers of singular pronouns, by ``Token.i``.
    """
    head = source.head
    for subject in _subjects_before(context, head, 1):
        if subject.dep not in ("nsubj", "nsubjpass") or subject.sentence_i == head.sentence_i:
            continue
        if paragraphs_between(subject, head) > 1:
            return None
        keys = [_person_at(context, token, pronouns) for token in (subject, *conjuncts(subject))]
        known = tuple(key for key in keys if key is not None)
        if len(keys) == 2 and len(set(known)) == 2:
            return Speaker(known, source, "both", 0.8)
        return None
    return None


def resolve_two_named(context: SpeakerContext, source: Candidate) -> Speaker | None:
    """Return the only two persons whom the sentences before "the two" or "both women" name; None for others."""
    head = source.head
    sentences = context.doc.sentences[: head.sentence_i]
    keys: list[str] = []
    for sentence in reversed(sentences):
        first = sentence.tokens[0]
        is_far = context.sentences_between(first, head) > _REACH or paragraphs_between(first, head) > 1
        if is_far:
            break
        mentions = (context.mention_at(token) for token in sentence.tokens if not context.is_marked(token))
        for mention in mentions:
            key = context.key_of(mention) if mention is not None else None
            is_person = mention is not None and mention.type is EntityType.PERSON
            if is_person and key is not None and key not in keys:
                keys.append(key)
        if len(keys) >= 2:
            break
    holders = {role.key for role in context.roles.with_noun(head.lemma.lower(), former=False)}
    # "The two lawmakers" are not two others if the article has lawmakers.
    if len(keys) != 2 or (holders and holders.isdisjoint(keys)):
        return None
    return Speaker(tuple(keys), source, "both", 0.7)


def resolve_each(context: SpeakerContext, source: Candidate) -> Speaker | None:
    """Return the persons who are the joint subject of the sentence of "each": "Roe and Vale met, each saying"."""
    for token in source.head.sentence.tokens:
        if token.i >= source.head.i:
            return None
        if token.dep in ("nsubj", "nsubjpass") and token.head.dep == "ROOT":
            keys = [context.speaker_key_at(one) for one in (token, *conjuncts(token))]
            known = tuple(dict.fromkeys(key for key in keys if key is not None))
            return Speaker(known, source, "both", 0.85) if len(known) == len(keys) > 1 else None
    return None


def is_pair_description(source: Candidate) -> bool:
    """Return True if a description refers to two known persons: "the two candidates", "both women"."""
    before = [token.text.lower() for token in tokens_before_head(source)]
    if source.head.text.lower() == "two":
        return before == ["the"]
    return (
        source.head.tag == "NNS"
        and is_person_noun(source.head)
        and (before[:2] == ["the", "two"] or before[:1] == ["both"])
    )


def resolve_it(context: SpeakerContext, source: Candidate, resolved: ResolvedSources) -> Speaker:
    """Return the antecedent of "it": the subject shortly before that is an organization, a place or a document."""
    head = source.head
    for subject in _subjects_before(context, head, 1):
        # In the paragraph before, only the subject of the main clause or a source can be the antecedent.
        is_prominent = subject.head.dep == "ROOT" or subject.i in resolved
        if paragraphs_between(subject, head) > int(is_prominent):
            break
        candidate = _candidate(context, subject)
        mention = context.mention_of(candidate)
        if mention is not None:
            if mention.type in (EntityType.ORGANIZATION, EntityType.PLACE):
                speaker = resolve_name(context, candidate)
                return Speaker(speaker.keys, speaker.words, "it-name", 0.75)
        elif subject.tag == "NN" and not is_person_noun(subject) and _can_speak(context, subject):
            return _thing(context, candidate, resolved)
    return Speaker((), source, "pronoun", 0.3)


def _thing(context: SpeakerContext, source: Candidate, resolved: ResolvedSources) -> Speaker:
    """Return the speaker of a noun for a thing: the body that it refers to, the issuer of a document, or its words."""
    before = resolved.get(source.head.i)
    if before is not None and before.keys:
        return Speaker(before.keys, source, "it-name", 0.7)
    body = resolve_body(context, source)
    if body is not None:
        return Speaker((body[0],), source, "it-name", min(body[1], 0.7))
    return Speaker((), source, "it-words", 0.7)


def resolve_relative(context: SpeakerContext, source: Candidate) -> Speaker:
    """Return the antecedent of "who" or "which": the noun that its relative clause modifies."""
    clause = next((token for token in source.head.ancestors if token.dep == "relcl"), None)
    noun = _named_before(context, source.head) or (clause.head if clause is not None else None)
    if noun is None:
        return Speaker((), source, "words", 0.5)
    if noun.dep == "pobj" and _is_place(context, noun) and source.head.text.lower() == "who":
        # "Roe's allies on the hill, who said": places are not "who".
        noun = noun.head.head
    key, mention = context.speaker_key_at(noun), context.mention_at(noun)
    key = key or context.role_heads.get(noun.i)
    if mention is not None and mention.type is EntityType.GROUP:
        words_of_group = noun_phrase(noun) if is_part_of_group(mention) else _candidate(context, noun)
        return Speaker((), words_of_group, "relative-words", 0.85)
    if key is not None:
        return Speaker((key,), source, "relative", 0.9)
    issuer = issuer_of_object(context, noun)
    if issuer is not None:
        # "The board released data that show": the board shows it.
        return Speaker((issuer,), source, "issuer", 0.75)
    if is_person_noun(noun) or noun.tag == "NNS" or _can_speak(context, noun):
        return Speaker((), _candidate(context, noun), "relative-words", 0.85)
    return Speaker((), source, "words", 0.5)


def _is_place(context: SpeakerContext, noun: Token) -> bool:
    mention = context.mention_at(noun)
    return mention is not None and mention.type is EntityType.PLACE


def _named_before(context: SpeakerContext, pronoun: Token) -> Token | None:
    """Return the person right before "who", or the body right before "which", whatever the parse attaches it to."""
    before = pronoun.previous
    if before is not None and before.text in (",", ")"):
        before = before.previous
    if before is not None and before.i in context.role_heads and pronoun.text.lower() == "who":
        # "Roe, now the mayor, who said".
        return before
    mention = context.mention_at(before) if before is not None else None
    wanted = _RELATIVE_TYPES.get(pronoun.text.lower())
    is_fit = mention is not None and mention.type is wanted and context.key_of(mention) is not None
    return before if is_fit else None


def _candidate(context: SpeakerContext, token: Token) -> Candidate:
    return candidate_at(token, context.linked.mentions)


def _subjects_before(context: SpeakerContext, pronoun: Token, reach: int) -> Iterator[Token]:
    """Yield the subjects and sources before a pronoun, outside quotation marks.

    The nearest sentence comes first, and in each sentence the subject of the main clause.

    Args:
        context: the article.
        pronoun: the pronoun; subjects in the words attributed to it are left out.
        reach: sentences of the writer's own between them, at most.
    """
    for sentence in reversed(context.doc.sentences[: pronoun.sentence_i + 1]):
        if context.sentences_between(sentence.tokens[0], pronoun) > reach:
            break
        subjects = [token for token in sentence.tokens if _may_precede(context, token, pronoun)]
        yield from sorted(subjects, key=lambda token: (token.head.dep != "ROOT", token.i))


def _may_precede(context: SpeakerContext, token: Token, pronoun: Token) -> bool:
    """Return True if a token may be the antecedent of a pronoun: a subject, a source, or persons in its sentence."""
    if token.i >= pronoun.i or context.is_marked(token) or token.i in context.speech_of(pronoun):
        return False
    return token.dep in ("nsubj", "nsubjpass") or context.is_source(token) or _is_local_plural(token, pronoun)


def _is_local_plural(token: Token, pronoun: Token) -> bool:
    """Return True for plural persons in the sentence of a pronoun: "it worries the nurses because they …"."""
    return token.sentence_i == pronoun.sentence_i and token.tag == "NNS" and is_person_noun(token)


def _person_at(context: SpeakerContext, token: Token, pronouns: Mapping[int, Speaker]) -> str | None:
    """Return the key of the person that a name or a surely resolved pronoun refers to; None for other tokens."""
    if token.pos == "PRON":
        speaker = pronouns.get(token.i)
        if speaker is None or speaker.certainty < _SURE or len(speaker.keys) != 1:
            return None
        return speaker.keys[0]
    key = context.speaker_key_at(token)
    return key if key is not None and context.entities[key].type is EntityType.PERSON else None


def _is_several(subject: Token, speaker: Speaker) -> bool:
    """Return True if a subject that was resolved to a speaker refers to several persons."""
    if len(speaker.keys) > 1 or subject.text.lower() in ("they", "some", "others", "many"):
        return bool(speaker.keys) or speaker.words is not None
    return not speaker.keys and speaker.words is not None and subject.tag in ("NNS", "NNPS")


def _is_plural(noun: Token) -> bool:
    """Return True if a noun refers to several persons: "nurses", "the family"."""
    if noun.tag == "NN":
        return noun.lemma.lower() in words("collective_nouns")
    return noun.tag == "NNS" and is_person_noun(noun)


def _is_group(context: SpeakerContext, candidate: Candidate) -> bool:
    """Return True if a name refers to several persons: to a group, or to an organization that is a source."""
    mention = context.mention_of(candidate)
    if mention is None:
        return False
    is_source = context.is_source(candidate.head)
    return mention.type is EntityType.GROUP or (mention.type is EntityType.ORGANIZATION and is_source)


def _can_speak(context: SpeakerContext, noun: Token) -> bool:
    """Return True if a thing can be a speaker: a report, a company, or the source of a quote before."""
    lemma = noun.lemma.lower()
    is_listed = lemma in words("document_nouns") or lemma in words("organization_words")
    return context.is_source(noun) or is_listed or f"{lemma}*" in words("organization_words")
