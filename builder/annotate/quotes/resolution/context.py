"""The context of resolution: what is looked up in an article to resolve the sources of its quotes to speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote
from builder.annotate.quotes.extraction.label_speakers import persons_by_form
from builder.annotate.quotes.resolution.body_index import BodyIndex, index_bodies
from builder.annotate.quotes.resolution.gender import genders_of
from builder.annotate.quotes.resolution.role_index import RoleIndex, index_roles
from builder.lexicon.word_lists import words
from builder.model.annotations import DocumentEntity, EntityType
from builder.names.given_names import Gender
from builder.names.person_names import person_name

SPEAKER_TYPES = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE)
"""The types of entities that can be speakers. A group is not: "Danes said" names no one."""


class SpeakerContext(Struct, frozen=True):
    """An article with the reverse indexes by which sources are resolved to speakers.

    Attributes:
        linked: the mentions of the article and their entities.
        marked: the tokens in quotation marks, by ``Token.i``.
        speech: for the head of each source the tokens of the words that are attributed to it, both by ``Token.i``.
        narration: for each sentence, by ``Sentence.i``, the number of sentences before it that have a word outside
            quotation marks.
        entities: the entities by key.
        genders: by key the genders of the persons whose gender the text shows.
        surnames: for each surname the keys of the persons with a full name that ends in it, in the order of the
            entities.
        mentions_by_key: for each key the mentions of the entity, in the order of the text.
        role_heads: for each token that is the head of a role, by ``Token.i``, the key of the person with the role.
        roles: the roles of persons by their nouns.
        bodies: the organizations by what they are and do.
        documents: for each noun for documents, in its base form, the tokens of it outside quotation marks, by
            ``Token.i``, in order.
        labels: by folded words the keys of the persons that the label of a transcript may name.
    """

    linked: LinkedMentions
    marked: frozenset[int]
    speech: Mapping[int, frozenset[int]]
    narration: tuple[int, ...]
    entities: Mapping[str, DocumentEntity]
    genders: Mapping[str, Gender]
    surnames: Mapping[str, Sequence[str]]
    mentions_by_key: Mapping[str, Sequence[MentionSpan]]
    role_heads: Mapping[int, str]
    roles: RoleIndex
    bodies: BodyIndex
    documents: Mapping[str, Sequence[int]]
    labels: Mapping[str, str]

    @property
    def doc(self) -> Document:
        """The document."""
        return self.linked.doc

    def mention_at(self, token: Token) -> MentionSpan | None:
        """Return the mention that contains a token; None if none does."""
        return self.linked.mentions.at(token.i)

    def mention_of(self, source: Candidate) -> MentionSpan | None:
        """Return the mention that a source is; None if it is a pronoun or another noun."""
        return self.linked.mentions.spans[source.mention_i] if source.mention_i is not None else None

    def key_of(self, mention: MentionSpan) -> str | None:
        """Return the key of the entity that a mention refers to; None for types without a page."""
        return self.linked.keys[self.linked.mentions.index_at[mention.first]]

    def speaker_key_at(self, token: Token) -> str | None:
        """Return the key of the entity that is mentioned at a token if it is of a type that can speak."""
        mention = self.mention_at(token)
        return self.key_of(mention) if mention is not None and mention.type in SPEAKER_TYPES else None

    def is_marked(self, token: Token) -> bool:
        """Return True if a token is in quotation marks."""
        return token.i in self.marked

    def is_source(self, token: Token) -> bool:
        """Return True if a token is the head of the source of a quote."""
        return token.i in self.speech

    def speech_of(self, token: Token) -> frozenset[int]:
        """Return the tokens, by ``Token.i``, of the words that are attributed to the source that a token heads."""
        return self.speech.get(token.i, frozenset())

    def sentences_between(self, earlier: Token, later: Token) -> int:
        """Return by how many sentences of the writer's own one token is before another."""
        # Sentences in quotation marks do not count: a long quotation separates a pronoun from its antecedent in print
        # only.
        return self.narration[later.sentence_i] - self.narration[earlier.sentence_i]


def head_of(mention: MentionSpan) -> Token:
    """Return the syntactic head of a mention: its first token whose head is outside it, or that is a root."""
    for token in mention.tokens:
        if token.head is token or not mention.first <= token.head_i < mention.last:
            return token
    return mention.tokens[-1]


def paragraphs_between(earlier: Token, later: Token) -> int:
    """Return by how many paragraphs one token is before another."""
    return later.paragraph - earlier.paragraph


def tokens_before_head(source: Candidate) -> tuple[Token, ...]:
    """Return the tokens of a source before its head: its article, adjectives and compounds."""
    return source.head.doc.tokens[source.first : source.head.i]


def speaker_context(
    linked: LinkedMentions, marked: frozenset[int], quotes: Sequence[ExtractedQuote]
) -> SpeakerContext:
    """Return the context in which the sources of an article's quotes are resolved.

    Args:
        linked: the mentions of the article and their entities.
        marked: the tokens in quotation marks, by ``Token.i``.
        quotes: the quotes before their speakers are resolved, each with its source.
    """
    speech = _index_speech(linked, quotes)
    return SpeakerContext(
        linked=linked,
        marked=marked,
        speech=speech,
        narration=_count_narration(linked.doc, marked),
        entities={entity.key: entity for entity in linked.entities},
        genders=genders_of(linked),
        surnames=_index_surnames(linked),
        mentions_by_key=_index_mentions(linked),
        role_heads=_index_role_heads(linked),
        roles=index_roles(linked),
        bodies=index_bodies(linked, marked, frozenset(speech)),
        documents=_index_documents(linked.doc, marked),
        labels=persons_by_form(linked),
    )


def _index_speech(linked: LinkedMentions, quotes: Sequence[ExtractedQuote]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for quote in quotes:
        if quote.candidate is not None:
            found.setdefault(quote.candidate.head.i, set()).update(
                token.i
                for span in (*quote.content, *quote.paraphrase)
                for token in linked.doc.tokens_in(span)
            )
    return {head_i: frozenset(words) for head_i, words in found.items()}


def _count_narration(doc: Document, marked: frozenset[int]) -> tuple[int, ...]:
    is_narration = [
        any(token.i not in marked and token.text[0].isalpha() for token in sentence.tokens)
        for sentence in doc.sentences
    ]
    return tuple(accumulate(is_narration, initial=0))[: len(is_narration)]


def _index_surnames(linked: LinkedMentions) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entity in linked.entities:
        if entity.type is EntityType.PERSON and person_name(entity.name).is_full:
            found.setdefault(person_name(entity.name).surname, []).append(entity.key)
    return found


def _index_mentions(linked: LinkedMentions) -> dict[str, list[MentionSpan]]:
    found: dict[str, list[MentionSpan]] = {}
    for mention, key in zip(linked.mentions, linked.keys, strict=True):
        if key is not None:
            found.setdefault(key, []).append(mention)
    return found


def _index_documents(doc: Document, marked: frozenset[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for token in doc.tokens:
        if token.tag == "NN" and token.i not in marked and token.lemma.lower() in words("document_nouns"):
            found.setdefault(token.lemma.lower(), []).append(token.i)
    return found


def _index_role_heads(linked: LinkedMentions) -> dict[int, str]:
    found: dict[int, str] = {}
    for mention_role in linked.roles:
        key = linked.keys[mention_role.mention_i]
        if key is None:
            continue
        for token in linked.doc.tokens[mention_role.first : mention_role.last]:
            if not mention_role.first <= token.head_i < mention_role.last:
                found.setdefault(token.i, key)
    return found
