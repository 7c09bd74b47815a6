"""Heads that cannot be read, but seem to hold an article back: they are errors, so that no draft is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from builder.content.release import plain_word, publication_words, read_release, release_key
from builder.model.diagnostic import Diagnostic, error

_MOST_LINES = 80
_LONGEST_LINE = 400

_WORDS = ("draft", "publi", "status", "private", "hidden", "unlisted", "headless", "visibility", "embargo")
"""One of these words is in every statement; of seeds without them no line is looked at."""

# The beginning of heads in Org, reStructuredText, JavaScript and the like, and of broken ones.
_HEAD = re.compile(r"[\ufeff\u200b\s]*(?:[-—–+;=~`%]{2,}|%?\{|#\+\w|:\w+:)")
_STATEMENT = re.compile(
    r"(?<![\w.#-])[\"'*_:]*(?P<key>[A-Za-z][\w-]{0,29})[\"'*_]*[ \t]*(?::|=>?)[ \t]*[\"'*_]*(?P<value>\w+)"
)
_LINE = re.compile(
    r"[\s\"'*_,{#+:;-]*(?P<key>[A-Za-z][\w-]{0,20})[\"'*_]*[ \t]*[:=][ \t]*[\"'*_]*(?P<value>[A-Za-z]+)[\s\"'*_,}]*"
)


def find_unread_statement(text: str, *, path: str, is_page: bool) -> Diagnostic | None:
    """Return an error for the first words that seem to hold an article back; None if nothing does.

    Args:
        text: the seed, or what is below its front matter.
        path: its file, for the diagnostic.
        is_page: True for a saved page, whose scripts may contain such lines.
    """
    start = text[: _MOST_LINES * _LONGEST_LINE].lower()
    words = [word for word in _WORDS if word in start]
    if not words:
        return None
    lines = [line[:_LONGEST_LINE] for line in islice(_lines(text), _MOST_LINES)]
    looks_like_head = _HEAD.match(text) is not None
    for number, line in enumerate(lines, start=1):
        if not any(word in line.lower() for word in words):
            continue
        matches = _STATEMENT.finditer(line) if looks_like_head else ()
        found = next((match for match in matches if _holds_back(match["key"], match["value"])), None)
        if found is None and not is_page:
            found = _LINE.fullmatch(line)
            found = found if found is not None and _is_plain(found["key"], found["value"]) else None
        if found is not None:
            said = found[0].strip()
            message = f"“{said}” seems to hold the article back, but is not in front matter that can be read."
            hint = "Write “---” above and below the keys, and each as “key: value” on a line of its own."
            return error(path, number, message, hint)
    return None


def _lines(text: str) -> Iterator[str]:
    # splitlines() would make a list of a text of any length.
    return (match[0] for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text))


def _holds_back(key: str, value: str) -> bool:
    kind = release_key(key)
    release = read_release(kind, value) if kind is not None else None
    return release is not None and release.draft is True


def _is_plain(key: str, value: str) -> bool:
    """Return True for a line that no text has: "draft: true", "published: false", "status: draft"."""
    word = plain_word(value)
    kind = release_key(key)
    if kind == "draft":
        return plain_word(key) in ("draft", "drafts", "isdraft") and word in publication_words()["yes"]
    return (kind == "published" and word == "false") or (kind == "status" and word == "draft")
