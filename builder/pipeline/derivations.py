"""All derivations of single briefs, so that builds keep what they remember of them."""

from __future__ import annotations

from typing import Any

from builder.edition.derivations import Derivation
from builder.pages.entity.excerpts import EXCERPTS
from builder.pages.exports.archive_data import QUOTE_ROWS
from builder.pages.first_mentions import FIRST_MENTIONS
from builder.pages.lists.indexes import CARD_PARTS
from builder.pages.quotes.quote_data import QUOTED
from builder.pages.sharing.share import SHARED_IDS
from builder.search.records import RECORD_PARTS

DERIVATIONS: tuple[Derivation[Any], ...] = (
    EXCERPTS,
    QUOTE_ROWS,
    FIRST_MENTIONS,
    CARD_PARTS,
    QUOTED,
    SHARED_IDS,
    RECORD_PARTS,
)
"""Those of pages and of the search."""
