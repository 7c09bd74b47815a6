"""The garbage collection during a build, which creates much and throws little away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (500_000, 10, 10)
"""Python's thresholds during a build: it is looked for cycles after as many new objects, and not after 700."""


@contextmanager
def frozen_collection() -> Iterator[None]:
    """Look for reference cycles seldom, and never among what ``freeze`` has set aside; at the end as before."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def freeze() -> None:
    """Set aside all objects that exist: the next stages keep them, and need not look through them for cycles.

    A template that defines macros leaves cycles: they hold all that its page shows. The built-in pages define none.
    """
    gc.freeze()


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause the collection of reference cycles, set aside what was made meanwhile, and go on if it was on.

    It is for work whose results all live on. Deciding who is who in 840 articles creates millions of objects; looking
    through them for cycles took a quarter of its time, and more with each article. After a pause the first collection
    would look through all that was made in it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
