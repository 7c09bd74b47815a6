"""Explanation of words of an article: what decided the mentions and quotes in them, from the language model on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.annotate.entities.linking import link_mentions
from builder.annotate.explanation.mention_explanation import MentionExplanation, explain_mention
from builder.annotate.explanation.quote_explanation import QuoteExplanation, explain_quotes
from builder.annotate.parse.language_model import load_language
from builder.annotate.parse.model_package import ModelPackage
from builder.annotate.parse.spacy_parser import parse_articles
from builder.annotate.pipeline import find_mentions
from builder.annotate.quotes.trained_models import load_scorers
from builder.gazetteer.lookup import load_gazetteer
from builder.model.article import Article
from builder.model.span import Span


class ArticleExplanation(Struct, frozen=True):
    """What decided the annotations of some words.

    Attributes:
        mentions: an explanation for each place of the words.
        quotes: an explanation of each quote or quoted region that overlaps one of them.
    """

    mentions: tuple[MentionExplanation, ...]
    quotes: tuple[QuoteExplanation, ...]


def explain_article(article: Article, spans: Sequence[Span], package: ModelPackage) -> ArticleExplanation:
    """Return what decided the annotations that overlap some spans of an article in its readable form.

    Raises:
        LimitError: if a sentence is too long.
    """
    (doc,) = parse_articles(load_language(package.package), [article])
    gazetteer = load_gazetteer()
    quotes = explain_quotes(link_mentions(find_mentions(doc, gazetteer)), load_scorers())
    return ArticleExplanation(
        mentions=tuple(explain_mention(doc, gazetteer, span) for span in spans),
        quotes=tuple(
            one for one in quotes if any(part.overlaps(span) for part in one.content for span in spans)
        ),
    )
