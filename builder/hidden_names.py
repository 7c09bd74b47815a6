"""Hidden names: files and folders whose names begin with a dot are neither read nor published, but for a few."""

from __future__ import annotations

PUBLISHED = frozenset({".htaccess", ".nojekyll", ".well-known"})
"""Names that hosts and browsers ask for: settings of a folder (Apache, GitHub Pages), and addresses of RFC 8615."""


def is_hidden(name: str) -> bool:
    """Return True if a name begins with a dot, which includes "." and "..", and is not published all the same."""
    return name.startswith(".") and name not in PUBLISHED
