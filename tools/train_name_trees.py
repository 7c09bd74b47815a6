"""Train the trees that classify what a spelling names, from annotated articles.

    python -m tools.train_name_trees NAMES.jsonl[.gz]

Each line of the input is an article with its names, ``{"id", "text", "mentions": [{"start", "end", "type",
"optional"?}]}``, the type one of PERSON, PLACE, ORG, EVENT, OTHER. The trees
are written to ``builder/annotate/data/kind_trees.json``. The same input, language model and versions give the same
bytes. It needs the dependency group ``train``; ``trees.md`` in that folder says what the shipped file was made from.

It prints the share of spellings that are right in parts of the articles that the trees were not trained on.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.mentions.coarse_types import COARSE_TYPES
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.language_model import load_language
from builder.annotate.parse.model_package import find_model
from builder.annotate.parse.spacy_parser import parse_articles
from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.classifier import NO_NAME
from builder.annotate.typing.features import FEATURES, spelling_features
from builder.evaluate.gold import GoldArticle, GoldMention, read_gold
from builder.gazetteer.lookup import load_gazetteer
from builder.read.reader import read_seed
from tools.tree_files import flat_tree, write_trees

FILE = Path(__file__).parent.parent / "builder" / "annotate" / "data" / "kind_trees.json"
ANSWERS = (*COARSE_TYPES, NO_NAME)
PARAMETERS = {
    "objective": "multiclass",
    "num_class": len(ANSWERS),
    "num_leaves": 7,
    "learning_rate": 0.1,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.3,
    "lambda_l2": 10.0,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}
"""Parameters of small trees with a low learning rate: the articles are few, and the trees must generalize to others."""
ROUNDS = 100
FOLDS = 6


class Question(Struct, frozen=True):
    """One spelling of an article: what does it name?

    Attributes:
        fold: the part of the articles it belongs to.
        row: its features.
        answer: index in ``ANSWERS``.
        weight: the square root of the number of its mentions in the article.
    """

    fold: int
    row: tuple[float, ...]
    answer: int
    weight: float


def questions_of(articles: Sequence[GoldArticle]) -> Iterator[Question]:
    """Yield the spellings of all articles, in order."""
    nlp, gazetteer = load_language(find_model(None).package), load_gazetteer()
    read = [
        read_seed(one.text.encode(), path=f"seeds/{number}.txt")[0] for number, one in enumerate(articles)
    ]
    known = [
        (one, replace(article, seed_id=str(number)))
        for number, (one, article) in enumerate(zip(articles, read, strict=True))
        if article is not None and article.text == one.text
    ]
    documents = parse_articles(nlp, [article for _, article in known])
    for number, ((one, _), doc) in enumerate(zip(known, documents, strict=True)):
        mentions = detect_mentions(doc, gazetteer)
        features = spelling_features(mentions)
        for key, indices in features.indices.items():
            counts = Counter(_answer(mentions.spans[index], one.mentions or ()) for index in indices)
            del counts[None]
            if counts:
                answer = min(counts, key=lambda kind: (-counts[kind], ANSWERS.index(kind or NO_NAME)))
                weight = counts.total() ** 0.5
                yield Question(number % FOLDS, features.rows[key], ANSWERS.index(answer or NO_NAME), weight)


def _answer(name: MentionSpan, mentions: Sequence[GoldMention]) -> str | None:
    """Return the kind of the annotated name that overlaps a name most; None if it is neither required nor wrong."""
    span = name.span
    shared = {
        mention: min(span.end, mention.span.end) - max(span.start, mention.span.start)
        for mention in mentions
        if mention.span.overlaps(span)
    }
    if not shared:
        return NO_NAME
    best = max(shared, key=lambda mention: (shared[mention], -len(mention.span), -mention.span.start))
    return None if best.optional else best.type


def train(questions: Sequence[Question]) -> Any:
    """Return LightGBM's booster, trained on the questions."""
    import lightgbm
    import numpy as np

    data = lightgbm.Dataset(
        np.array([one.row for one in questions]),
        [one.answer for one in questions],
        weight=[one.weight for one in questions],
    )
    return lightgbm.train(PARAMETERS, data, num_boost_round=ROUNDS)


def cross_validated(questions: Sequence[Question]) -> int:
    """Return the number of questions that trees answer right which were trained without their part of the articles."""
    import numpy as np

    right = 0
    for fold in range(FOLDS):
        booster = train([one for one in questions if one.fold != fold])
        held_out = [one for one in questions if one.fold == fold]
        chances = booster.predict(np.array([one.row for one in held_out]))
        right += sum(int(row.argmax()) == one.answer for row, one in zip(chances, held_out, strict=True))
    return right


def main() -> None:
    """Read the articles, cross-validate the trees, then write them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", type=Path, help="annotated articles, JSON lines, may be gzipped")
    articles = read_gold(parser.parse_args().names)
    questions = list(questions_of(articles))
    print(f"{len(articles)} articles, {len(questions)} spellings")
    print(f"right in articles not trained on: {cross_validated(questions) / len(questions):.3f}")
    trees = [flat_tree(tree["tree_structure"]) for tree in train(questions).dump_model()["tree_info"]]
    choices = {answer: trees[n :: len(ANSWERS)] for n, answer in enumerate(ANSWERS)}
    write_trees(FILE, FEATURES, {"choices": choices})


if __name__ == "__main__":
    main()
