"""Security headers of every response, with the Content-Security-Policy of its page extended for live reload."""

# A built page may have a policy in a ``meta`` element, and a browser applies every policy that it finds: a second one
# could not allow live reload. So the preview removes the element and sends its policy, extended, as a header.

from __future__ import annotations

import re
from html import unescape

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

DEFAULT_POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: https:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""The policy of responses that have none of their own."""

# Neither pattern goes beyond the next "<", so that both read each character a fixed number of times.
_META = re.compile(rb"""<meta\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*>""", re.IGNORECASE)
_IS_POLICY = re.compile(rb"""http-equiv\s*=\s*["']?\s*content-security-policy\s*["'\s/>]""", re.IGNORECASE)
_CONTENT = re.compile(rb"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_TOKEN = re.compile(r"[!-+\--:<-~]+")


def split_policies(page: bytes) -> tuple[bytes, list[str]]:
    """Return a page without its ``meta`` elements of policies, and the policies."""
    policies: list[str] = []

    def take(match: re.Match[bytes]) -> bytes:
        element = match[0]
        if not _IS_POLICY.search(element):
            return element
        content = _CONTENT.search(element)
        if content is not None:
            policies.append(
                unescape((content[1] or content[2] or content[3] or b"").decode(errors="replace"))
            )
        return b""

    return _META.sub(take, page), policies


def policy_header(policies: list[str], host: str) -> str:
    """Return the value of the header: the policies of a page, each extended for live reload.

    Args:
        policies: the policies of the page, possibly empty.
        host: the Host header of the request, already checked.
    """
    return ", ".join(_extended(policy, host) for policy in policies or [DEFAULT_POLICY])


def _extended(policy: str, host: str) -> str:
    """Return a policy that also allows scripts, styles and the socket of the preview itself."""
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = _TOKEN.findall(part) or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    # For older browsers, 'self' does not include the socket of the page's own host.
    socket = [f"ws://{host}", f"wss://{host}"] if host else []
    for name, needed in (("script-src", []), ("style-src", []), ("connect-src", socket)):
        if name in directives or "default-src" in directives:
            sources = directives.get(name, directives.get("default-src", []))
            kept = [source for source in sources if source != "'none'"]
            directives[name] = list(dict.fromkeys([*kept, "'self'", *needed]))
    directives.setdefault("frame-ancestors", ["'self'"])
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
