"""What the resolution of speakers looks up in an article, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from builder.annotate.analysis import Analysis, Token
from builder.annotate.names.given import Gender
from builder.annotate.names.linked import LinkedNames
from builder.annotate.names.name import Name
from builder.annotate.quotes.genders import genders_of
from builder.annotate.quotes.utterance import Utterance
from builder.model.annotations import EntityType

ACTORS = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE)
"""What can speak."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what its speakers are resolved by.

    Attributes:
        analysis, linked: the article and its names.
        quoted: the tokens in quotation marks.
        spoken: by the head of a source the tokens that it is the source of: nobody names himself there.
        types: of the entities.
        genders: of the persons whose gender the text shows.
        name_at: for the tokens of names the index of the name.
        told: for each sentence how many before it hold a word of the writer's own. Long quotations part a pronoun from
            its antecedent on paper only.
    """

    analysis: Analysis
    linked: LinkedNames
    quoted: frozenset[int]
    spoken: Mapping[int, frozenset[int]]
    types: Mapping[str, EntityType]
    genders: Mapping[str, Gender]
    name_at: Mapping[int, int]
    told: tuple[int, ...]

    def key_at(self, i: int) -> str | None:
        """The entity that a token belongs to the name of, if it is of a kind that speaks."""
        number = self.name_at.get(i)
        if number is None or self.linked.names[number].type not in ACTORS:
            return None
        return self.linked.keys[number]

    def head_of(self, name: Name) -> Token:
        """The token of a name that is governed from outside it."""
        for token in name.tokens(self.analysis):
            if token.head == token.i or not name.first <= token.head < name.last:
                return token
        return self.analysis.tokens[name.last - 1]

    def paragraphs_between(self, earlier: Token, later: Token) -> int:
        """How many paragraphs one token stands before another."""
        return self.analysis.paragraph_of(later) - self.analysis.paragraph_of(earlier)


def reading_of(
    analysis: Analysis, linked: LinkedNames, quoted: frozenset[int], utterances: Sequence[Utterance]
) -> Reading:
    """Everything the resolution looks up."""
    spoken: dict[int, frozenset[int]] = {}
    for utterance in utterances:
        if utterance.candidate is not None:
            said = {
                token.i
                for span in (*utterance.content, *utterance.paraphrase)
                for token in analysis.tokens_in(span)
            }
            head = utterance.candidate.head
            spoken[head] = spoken.get(head, frozenset()) | said
    own = [
        any(i not in quoted and analysis.tokens[i].text[0].isalpha() for i in range(one.first, one.last))
        for one in analysis.sentences
    ]
    return Reading(
        analysis=analysis,
        linked=linked,
        quoted=quoted,
        spoken=spoken,
        types={entity.key: entity.type for entity in linked.entities},
        genders=genders_of(analysis, linked),
        name_at={i: number for number, name in enumerate(linked.names) for i in range(name.first, name.last)},
        told=tuple(accumulate(own, initial=0))[: len(own)],
    )
