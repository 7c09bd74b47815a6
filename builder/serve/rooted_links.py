"""Links of a page at the root of the site that is shown at another address."""

from __future__ import annotations

import re

# A link that begins with a scheme, a slash or a number sign leads to the same place from everywhere.
_RELATIVE = re.compile(
    rb"""(\s(?:href|src|action|data-[a-z-]*url)=)(["'])(?![a-z][a-z0-9+.-]*:|[/#"'])(?:\./)*""", re.IGNORECASE
)


def with_rooted_links(page: bytes) -> bytes:
    """Return a page of the root whose relative links begin with a slash."""
    return _RELATIVE.sub(rb"\1\2/", page)
