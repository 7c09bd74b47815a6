"""Work that kills its own process, as the system does if memory runs out, to test the pool of workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from builder.annotate.outcome import Outcome
from builder.model.annotations import Annotations
from builder.model.article import Article


def doubled(items: Sequence[int]) -> list[int]:
    """Return twice each number."""
    return [2 * item for item in items]


def dies_at(items: Sequence[int], *, deadly: frozenset[int], folder: Path, times: int) -> list[int]:
    """Return twice each number; a deadly one kills its process a number of times, counted in the folder."""
    for item in items:
        if item in deadly:
            died = len(list(folder.glob(f"{item}-*")))
            if died < times:
                (folder / f"{item}-{died}").touch()
                os.kill(os.getpid(), signal.SIGKILL)
    return doubled(items)


def raises_at(items: Sequence[int], *, bad: int) -> list[int]:
    """Return twice each number; one of them raises an error of the work itself."""
    if bad in items:
        raise ValueError(f"not to be doubled: {bad}")
    return doubled(items)


def slow(items: Sequence[int], *, folder: Path) -> list[int]:
    """Return twice each number after a minute; the process first writes its id into the folder."""
    (folder / str(os.getpid())).touch()
    time.sleep(60)
    return doubled(items)


def annotates_but(articles: Sequence[Article], *, deadly: str) -> list[Outcome]:
    """Return empty annotations for each article; the article with this id kills its process."""
    if any(article.seed_id == deadly for article in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return [Annotations(article.seed_id, "none", (), (), (), ()) for article in articles]
