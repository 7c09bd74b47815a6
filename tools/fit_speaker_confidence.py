"""Fit the weights of the confidence of speakers on articles that people annotated.

    python -m tools.fit_speaker_confidence PACK.jsonl IDENTITY.jsonl [--root FOLDER]

PACK has articles with quotes, IDENTITY who is who in them, as ``newsgloss eval`` takes them. The table that is printed
goes into ``builder/lexicon/data/speaker_confidence.tsv``. The same input and versions give the same table.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from builder.evaluate.gold import read_gold
from builder.evaluate.identity_alignment import align_identity
from builder.evaluate.identity_gold import read_identity
from builder.evaluate.identity_pages import identify_site
from builder.evaluate.prediction import predict
from builder.graph.speaker_confidence import FEATURES, speaker_features
from builder.pipeline.progress import SilentProgress
from builder.store.store import Store

PENALTY = 1.0
"""Strength of the quadratic penalty on all weights but the first."""
ROUNDS = 200
STEP = 0.7


def main() -> int:
    """Fit the weights and print them as a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pack", type=Path)
    parser.add_argument("identity", type=Path)
    parser.add_argument("--root", type=Path, default=Path(), help="folder of the cache")
    options = parser.parse_args()
    gold = list(read_gold(options.pack))
    identity = read_identity(options.identity).articles
    with Store(options.root / ".newsgloss") as store:
        found = predict(gold, path=str(options.pack), model=None, store=store, progress=SilentProgress())
    aligned = [
        align_identity(one, identity[one.id], found.briefs.get(one.id)) for one in gold if one.id in identity
    ]
    site = identify_site(aligned, found.graph.entities)
    texts = {one.id: one.text for one in gold}
    types = {key: entity.type for key, entity in found.graph.entities.items()}
    rows, rights = [], []
    for quote in site.quotes:
        if quote.found is not None:
            rows.append(
                speaker_features(
                    quote.found, texts[quote.article], types, likely=quote.found.source_confidence
                )
            )
            rights.append(float(site.has_right_speakers(quote)))
    weights = fit(np.array(rows), np.array(rights))
    print(f"# {len(rows)} quotes of {len(aligned)} articles, {sum(rights):.0f} credited rightly.")
    for feature, weight in zip(FEATURES, weights, strict=True):
        print(f"{feature}\t{weight:.3f}")
    return 0


def fit(rows: np.ndarray, rights: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression with a quadratic penalty, found by Newton's method.

    Args:
        rows: evidence, one row for each quote; the first column is 1.
        rights: for each row 1.0 if the speaker is right, else 0.0.
    """
    penalty = np.diag([1e-6] + [PENALTY] * (rows.shape[1] - 1))
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (likely - rights) + penalty @ weights
        curvature = (rows * (likely * (1 - likely))[:, None]).T @ rows + penalty
        weights = weights - STEP * np.linalg.solve(curvature, gradient)
    return weights


if __name__ == "__main__":
    sys.exit(main())
