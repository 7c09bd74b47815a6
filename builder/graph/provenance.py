"""Provenance of what an editor sets: the rule and the confidence of mentions and quotes that the editor decided."""

from __future__ import annotations

EDITOR_CONFIDENCE = 1.0
"""Confidence of a mention or quote that the editor decided."""

FIX_RULE = "fix"
"""Rule of a mention or quote that a fix in the file of a brief sets."""

ALIAS_RULE = "alias"
"""Rule of a mention that a name or alias in ``entities.yaml`` adds."""
