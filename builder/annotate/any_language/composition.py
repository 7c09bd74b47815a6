"""Annotation of a parsed document in any language: names of the model, their entities, quotes in quotation marks.

None of the rules for English takes part: titles, roles, surnames of families, truecasing, dates, figures, paraphrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.any_language.language_words import language_words
from builder.annotate.any_language.marked_quotes import NamedSpan, marked_quotes
from builder.annotate.any_language.model_names import find_names
from builder.annotate.any_language.name_linking import linked_entities, with_one_type
from builder.annotate.limits import check_entities, check_mentions, check_sentences
from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Document
from builder.model.annotations import Annotations, EntityType, Mention

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

SPEAKING = (EntityType.PERSON, EntityType.ORGANIZATION)
"""The types of who can be credited with a quote."""


def annotate_in_any_language(
    doc: Document, gazetteer: Gazetteer, model: str, *, language: str
) -> Annotations:
    """Return the annotations of a parsed document.

    Args:
        doc: the document.
        gazetteer: is not read, since its names are English.
        model: name and version of the language model, as provenance shows them.
        language: the primary tag of what the model reads.

    Raises:
        LimitError: the document exceeds a limit.
    """
    check_sentences(doc)
    words = language_words(language)
    mentions = Mentions(doc, gazetteer, tuple(with_one_type(list(find_names(doc, words)))))
    check_mentions(mentions)
    keys, entities = linked_entities(mentions.spans)
    check_entities(len(entities))
    speakers = {
        mention.span.start: NamedSpan(mention.span, key)
        for mention, key in zip(mentions, keys, strict=True)
        if mention.type in SPEAKING
    }
    return Annotations(
        seed_id=doc.article.seed_id,
        model=model,
        sentences=tuple(sentence.span for sentence in doc.sentences),
        mentions=tuple(
            Mention(one.span, one.type, key, one.origin, one.rule, one.confidence)
            for one, key in zip(mentions, keys, strict=True)
        ),
        entities=entities,
        quotes=tuple(marked_quotes(doc, speakers, words)),
    )
