"""What the store of a fork did, to be taken over by that of its parent."""

from __future__ import annotations

import msgspec

from builder.store.database import Row


class StoreNews(msgspec.Struct, frozen=True, array_like=True):
    """What a fork did with its store; all keys are those of the file.

    Attributes:
        rows: the entries that it put: key, seal and data.
        used: the keys of entries that are in use.
        kept: the keys of entries that are to survive.
    """

    rows: list[Row]
    used: list[bytes] = msgspec.field(default_factory=list)
    kept: list[bytes] = msgspec.field(default_factory=list)
