"""What the resolution of speakers looks up in an article, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.roles import MentionRole
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote
from builder.annotate.quotes.resolution.gender import genders_of
from builder.model.annotations import DocumentEntity, EntityType
from builder.names.given_names import Gender
from builder.names.person_names import person_name

ACTORS = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE)
"""What can speak."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what its speakers are resolved by.

    Attributes:
        linked: the mentions of the document and their entities.
        quoted: the tokens in quotation marks.
        spoken: by the head of a source the tokens that it is the source of: nobody names himself there.
        types: of the entities.
        genders: of the persons whose gender the text shows.
        told: for each sentence how many before it hold a word of the writer's own. Long quotations part a pronoun from
            its antecedent on paper only.
        entities: by key.
        surnames: by surname the persons with a full name who bear it, in the order of the entities.
        mentions: by entity the indices of its names, in order.
        borne: by the token that heads a role the person who has it.
        holders: what was found out of roles so far, so that it is found out once.
    """

    linked: LinkedMentions
    quoted: frozenset[int]
    spoken: Mapping[int, frozenset[int]]
    types: Mapping[str, EntityType]
    genders: Mapping[str, Gender]
    told: tuple[int, ...]
    entities: Mapping[str, DocumentEntity]
    surnames: Mapping[str, Sequence[str]]
    mentions: Mapping[str, Sequence[int]]
    borne: Mapping[int, str]
    holders: dict[object, tuple[MentionRole, ...]]

    @property
    def doc(self) -> Document:
        """The document."""
        return self.linked.doc

    def key_at(self, i: int) -> str | None:
        """The entity that a token belongs to the name of, if it is of a kind that speaks."""
        number = self.linked.mentions.index_at.get(i)
        if number is None or self.linked.names[number].type not in ACTORS:
            return None
        return self.linked.keys[number]

    def head_of(self, name: MentionSpan) -> Token:
        """The token of a name that is governed from outside it."""
        for token in name.tokens:
            if token.head is token or not name.first <= token.head_i < name.last:
                return token
        return self.doc.tokens[name.last - 1]

    def paragraphs_between(self, earlier: Token, later: Token) -> int:
        """How many paragraphs one token stands before another."""
        return later.paragraph - earlier.paragraph


def reading_of(
    linked: LinkedMentions, quoted: frozenset[int], utterances: Sequence[ExtractedQuote]
) -> Reading:
    """Everything the resolution looks up."""
    spoken: dict[int, set[int]] = {}
    for utterance in utterances:
        if utterance.candidate is not None:
            spoken.setdefault(utterance.candidate.head.i, set()).update(
                token.i
                for span in (*utterance.content, *utterance.paraphrase)
                for token in linked.doc.tokens_in(span)
            )
    own = [
        any(i not in quoted and linked.doc.tokens[i].text[0].isalpha() for i in range(one.first, one.last))
        for one in linked.doc.sentences
    ]
    return Reading(
        linked=linked,
        quoted=quoted,
        spoken={head: frozenset(said) for head, said in spoken.items()},
        types={entity.key: entity.type for entity in linked.entities},
        genders=genders_of(linked),
        told=tuple(accumulate(own, initial=0))[: len(own)],
        entities={entity.key: entity for entity in linked.entities},
        surnames=_surnames(linked),
        mentions=_mentions(linked),
        borne=_borne(linked),
        holders={},
    )


def _borne(linked: LinkedMentions) -> dict[int, str]:
    found: dict[int, str] = {}
    for role in linked.roles:
        key = linked.keys[role.name_index]
        for i in range(role.first, role.last) if key is not None else ():
            if key is not None and not role.first <= linked.doc.tokens[i].head_i < role.last:
                found.setdefault(i, key)
    return found


def _surnames(linked: LinkedMentions) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entity in linked.entities:
        if entity.type is EntityType.PERSON and " " in entity.name:
            found.setdefault(person_name(entity.name).surname, []).append(entity.key)
    return found


def _mentions(linked: LinkedMentions) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, key in enumerate(linked.keys):
        if key is not None:
            found.setdefault(key, []).append(number)
    return found
