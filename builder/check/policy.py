"""Content-Security-Policy of a page: what its elements may load from other sites, and which scripts in it may run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from builder.check.tags import Tag

Policy = Mapping[str, tuple[str, ...]]
"""The sources of each directive, by its name."""

_DIRECTIVES: Mapping[str, str] = {
    "script": "script-src",
    "img": "img-src",
    "audio": "media-src",
    "video": "media-src",
    "source": "media-src",
    "track": "media-src",
    "iframe": "frame-src",
    "embed": "object-src",
    "object": "object-src",
}
_OF_LINKS: Mapping[str, str] = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
}
_DEFAULT = "default-src"
_INSIDE: Mapping[str, str] = {"script": "script-src", "style": "style-src"}
_LONGER = ("'sha384-", "'sha512-", "'nonce-")


def policy_of(tag: Tag) -> Policy | None:
    """Return the policy that a start tag declares; None if it declares none."""
    if tag.name != "meta" or tag.attributes.get("http-equiv", "").lower() != "content-security-policy":
        return None
    found: dict[str, tuple[str, ...]] = {}
    for directive in tag.attributes.get("content", "").split(";"):
        name, *sources = directive.split() or [""]
        found.setdefault(name.lower(), tuple(sources))
    return found


def allows(policy: Policy, tag: Tag, address: str) -> bool:
    """Return True if a page with a policy may load an address of another site for a start tag."""
    sources = policy.get(_directive(tag), policy.get(_DEFAULT, ()))
    wanted = urlsplit(address.strip())
    return any(_matches(urlsplit(source), wanted) for source in sources if "://" in source)


def refused_digest(policy: Policy, tag: Tag) -> str | None:
    """Return the digest of a script or style inside a page that the policy refuses, as a source; None if it does not.

    Args:
        policy: of the page.
        tag: a start tag with its text.
    """
    if tag.name not in _INSIDE or not policy or not (tag.text or "").strip() or not _is_run(tag):
        return None
    directive = _INSIDE[tag.name]
    sources = policy.get(directive, policy.get(_DEFAULT))
    own = "'sha256-" + base64.b64encode(hashlib.sha256((tag.text or "").encode()).digest()).decode() + "'"
    # A list with digests makes browsers ignore 'unsafe-inline'. Of longer digests only the browser's console knows.
    if sources is None or own in sources or any(one.startswith(_LONGER) for one in sources):
        return None
    has_digest = any(one.startswith("'sha") for one in sources)
    return None if "'unsafe-inline'" in sources and not has_digest else own


def _is_run(tag: Tag) -> bool:
    """Return True if the text of an element is a style or a script: it may also be data."""
    kind = tag.attributes.get("type", "").lower()
    return "src" not in tag.attributes and (
        tag.name == "style" or not kind or kind == "module" or "javascript" in kind
    )


def _directive(tag: Tag) -> str:
    """Return the directive that says what an element may load."""
    if tag.name != "link":
        return _DIRECTIVES.get(tag.name, _DEFAULT)
    relations = tag.attributes.get("rel", "").lower().split()
    return next((_OF_LINKS[one] for one in relations if one in _OF_LINKS), _DEFAULT)


def _matches(source: SplitResult, wanted: SplitResult) -> bool:
    """Return True if an address is within a source: a host, perhaps any below it, and a path."""
    host, wanted_host = source.netloc.lower(), wanted.netloc.lower()
    is_host = wanted_host.endswith(host[1:]) if host.startswith("*.") else wanted_host == host
    is_path = (
        wanted.path.startswith(source.path) if source.path.endswith("/") else source.path in ("", wanted.path)
    )
    return source.scheme == wanted.scheme and is_host and is_path
