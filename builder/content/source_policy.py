"""Sources of a Content-Security-Policy that an editor lists under ``csp``: hosts, schemes and digests by directive."""

from __future__ import annotations

import re

from builder.schema.mapping import CheckedMapping, Field, Schema, ValueKind, wrong_type
from builder.schema.report import Report
from builder.schema.values import list_of, mapping_of
from builder.schema.yaml_node import ScalarKind, YamlMap, YamlNode, YamlScalar

_HOST = r"(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::[0-9]{1,5})?"
_ADDRESS = re.compile(rf"https://{_HOST}(?:/[a-z0-9._~%/@+-]*)?", re.IGNORECASE)
_SOCKET = re.compile(rf"wss://{_HOST}(?:/[a-z0-9._~%/@+-]*)?", re.IGNORECASE)
_BARE_HOST = re.compile(rf"(?:http://|//)?({_HOST}(?:/[a-z0-9._~%/@+-]*)?)", re.IGNORECASE)
_DIGEST = re.compile(r"sha(?:256|384|512)-[A-Za-z0-9+/_-]+={0,2}")
_EVERY_HOST = ("*", "https:", "http:", "https://*", "wss:")
EXPECTS = "a source that this directive may have"
_OWN_POLICY = "If you must, write a components/policy.html of your own."


def _source(
    *, socket: bool = False, schemes: tuple[str, ...] = (), digests: bool = False, styles: bool = False
) -> ValueKind[str]:
    """Return the kind of a source.

    Args:
        socket: True if addresses may begin with wss://.
        schemes: schemes that may be given without a host.
        digests: True if the digest of a script or style inside a page may be given.
        styles: True if all styles inside a page may be allowed.
    """

    def read(node: YamlNode, label: str, report: Report) -> str | None:
        text = _text(node)
        if text is None:
            wrong_type(node, label, EXPECTS, report, "Write it like https://fonts.example.")
            return None
        word = text.strip("'")
        if _ADDRESS.fullmatch(text) or text in schemes or (socket and _SOCKET.fullmatch(text)):
            return text
        if digests and _DIGEST.fullmatch(word):
            return f"'{word}'"
        if styles and word == "unsafe-inline":
            return "'unsafe-inline'"
        if word != "self":  # which every directive has
            report.error(node.line, *_problem(label, text, word))
        return None

    return ValueKind(EXPECTS, read)


def _text(node: YamlNode) -> str | None:
    """Return the text of a source. YAML takes “data:” for a key."""
    if isinstance(node, YamlMap) and len(node.entries) == 1:
        ((key, value),) = node.entries
        return f"{key.text}:" if isinstance(value, YamlScalar) and value.is_nothing else None
    return node.text.strip() if isinstance(node, YamlScalar) and node.kind is ScalarKind.TEXT else None


def _problem(label: str, text: str, word: str) -> tuple[str, str]:
    """Return what is wrong with a source, and what to do."""
    host = _BARE_HOST.fullmatch(text)
    if text in _EVERY_HOST:
        return f"`{label}`: “{text}” would allow every host.", "Name the hosts, like https://fonts.example."
    if word.startswith("unsafe-"):
        what = f"`{label}`: “{text}” would let any script inside a page run."
        hint = "Put the script into a file of content/static/, or list the digest that the browser's console names."
        return what, f"{hint} {_OWN_POLICY}"
    if host is not None:
        return f"`{label}`: “{text}” does not begin with https://.", f"Write https://{host[1]}."
    return (
        f"`{label}`: “{text}” is not {EXPECTS}.",
        "Write it like https://fonts.example or https://*.example.org.",
    )


def _directive(name: str, description: str, kind: ValueKind[str]) -> Field[tuple[str, ...]]:
    return Field(name, list_of(kind, "sources"), description)


DIRECTIVES = (
    _directive("script-src", "Scripts.", _source(digests=True)),
    _directive("style-src", "Style sheets.", _source(digests=True, styles=True)),
    _directive("img-src", "Pictures.", _source(schemes=("data:", "blob:"))),
    _directive("font-src", "Typefaces.", _source(schemes=("data:",))),
    _directive("connect-src", "What scripts ask for or send.", _source(socket=True)),
    _directive("media-src", "Sound and video.", _source(schemes=("data:", "blob:"))),
    _directive("frame-src", "Pages in frames.", _source()),
    _directive("worker-src", "Scripts that run in the background.", _source(schemes=("blob:",))),
    _directive("form-action", "Where forms are sent.", _source()),
)
_FIXED = f"It cannot be changed here. {_OWN_POLICY}"
CSP = Schema(
    DIRECTIVES,
    elsewhere={
        "default-src": f"Name what is loaded: {', '.join(one.name for one in DIRECTIVES)}.",
        **dict.fromkeys(("object-src", "base-uri"), _FIXED),
        **dict.fromkeys(
            ("frame-ancestors", "report-uri", "report-to", "sandbox"),
            "Browsers read it only in a header: set it on your web server.",
        ),
    },
)


def _policy(record: CheckedMapping) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the directives that allow something, in the order of the schema."""
    found = ((one.name, record.get(one) or ()) for one in DIRECTIVES)
    return tuple((name, sources) for name, sources in found if sources)


POLICY = mapping_of(CSP, "directives, each with a list of sources", _policy)
