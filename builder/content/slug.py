"""Slugs: ids of entities and addresses of pages."""

from __future__ import annotations

import re

from builder.schema.mapping import ValueKind, wrong_type
from builder.schema.report import Report
from builder.schema.yaml_node import YamlNode, YamlScalar

MAX_SLUG = 120
"""Characters of the longest slug. With every ending of a page, a file name then stays under 255 bytes."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)


def is_slug(text: str) -> bool:
    """Return True if a text can be an id or an address: small letters a to z, digits and hyphens."""
    return len(text) <= MAX_SLUG and _SLUG.fullmatch(text) is not None


def slug_hint(text: str) -> str:
    """Return what to write instead of a text that is not a slug."""
    from slugify import slugify

    better = slugify(text, max_length=MAX_SLUG)
    return f"Try “{better}”." if better else "Use the letters a to z, digits and hyphens."


def _read_slug(node: YamlNode, label: str, report: Report) -> str | None:
    if isinstance(node, YamlScalar) and is_slug(node.text):
        return node.text
    hint = slug_hint(node.text) if isinstance(node, YamlScalar) else ""
    wrong_type(node, label, SLUG.expects, report, hint)
    return None


SLUG = ValueKind(
    "small letters a to z, digits and hyphens",
    _read_slug,
    shape={"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": MAX_SLUG},
)
