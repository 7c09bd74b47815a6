"""Publication status: the keys of front matter that say whether, and from which date, a seed may be published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from builder.dates.written_days import iso_day
from builder.lexicon.word_lists import headed_lines
from builder.model.diagnostic import Diagnostic, error

_KINDS = ("draft", "published", "status", "release")
_JOINTS = re.compile(r"[-_\s]+")

_HINTS = {
    "draft": "Write “{key}: true” to hold the brief back, or “{key}: false”.",
    "published": "Write “{key}: false” to hold the brief back, or “{key}: true”.",
    "status": "Write “{key}: draft” to hold the brief back, or “{key}: published”.",
    "release": "Write year, month and day: “{key}: 2014-01-05”.",
}


class Release(Struct, frozen=True):
    """Publication status that a seed states.

    Attributes:
        draft: True to hold it back, False to publish it, None if it does not say.
        date: the ISO date of its publication, or None.
    """

    draft: bool | None = None
    date: str | None = None


UNSAID = Release()


@cache
def publication_words() -> Mapping[str, tuple[str, ...]]:
    """Return the keys and values on publication by the heading above them, as ``plain_word`` writes them."""
    return headed_lines(Path(__file__).parent / "data" / "publication_words.txt")


def release_key(key: str) -> str | None:
    """Return the kind of a key on publication (draft, published, status or release); None for any other key."""
    return _kinds().get(plain_word(key))


def plain_word(words: str) -> str:
    """Return a key or value in small letters, without the joints of its words ("Publish_Date")."""
    return _JOINTS.sub("", words).casefold()


def read_release(kind: str, value: str) -> Release | None:
    """Read the value of a key on publication.

    Args:
        kind: of the key, as ``release_key`` returns it.
        value: as written, without quotation marks around it.

    Returns:
        None if the value cannot be understood; the seed may then not be published.
    """
    lists = publication_words()
    word = plain_word(value)
    if kind == "status":
        word_is_known = word in lists["held"] or word in lists["released"]
        return Release(draft=word in lists["held"]) if word_is_known else None
    if kind == "draft" and word in (*lists["yes"], *lists["no"]):
        return Release(draft=word in lists["yes"])
    if kind == "published" and word in (*lists["yes"], *lists["no"], *lists["held"]):
        return Release(draft=word not in lists["yes"] or word in lists["held"])
    # "published: 2024-03-05" gives the day, and so does "embargoed: 2024-03-05".
    day = iso_day(value)
    return Release(date=day) if day is not None else None


def stricter_release(first: Release, second: Release) -> Release:
    """Return the stricter of two statements: holding back wins, and the later date."""
    drafts = {first.draft, second.draft}
    draft = True if True in drafts else False if False in drafts else None
    return Release(draft, max(filter(None, (first.date, second.date)), default=None))


def unclear_release_error(key: str, value: str, kind: str, *, path: str, line: int) -> Diagnostic:
    """Return the error for a statement about publication that cannot be understood."""
    shown = value if len(value) <= 40 else value[:39] + "…"
    what = f"“{shown}”, which does not say" if value.strip() else "empty, which does not say"
    message = f"`{key}` is {what} whether the article may be published."
    return error(path, line, message, _HINTS[kind].format(key=key))


@cache
def _kinds() -> dict[str, str]:
    return {key: kind for kind in _KINDS for key in publication_words()[kind]}
