"""The keys of a brief: one table for the editor's file of the brief and for the front matter of its seed."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from builder.content.annotation_fixes import MENTION_FIXES, QUOTE_FIXES
from builder.content.brief_values import BUILD, BYLINE, DAY, PERMALINK, TOPICS, release_kind
from builder.content.release import plain_word, publication_words, release_key, stricter_release
from builder.content.slug import SLUG
from builder.content.values import LANGUAGE
from builder.lexicon.word_lists import data_lines
from builder.model.diagnostic import Severity
from builder.model.editorial import Body, Correction, Picture
from builder.schema.mapping import CheckedMapping, Field, Schema
from builder.schema.values import DATE, PROSE, TEXT, WEB_ADDRESS, choice, list_of, mapping_of

_NEAR_RELEASE = 0.8
"""Likeness from which an unknown key is taken for a misspelled key on publication ("darft" has 0.8)."""

CORRECTED_ON = Field("date", DATE, "The day on which the article was corrected.", required=True)
CORRECTED = Field("text", PROSE, "What was wrong and what is right, in one or two sentences.", required=True)
CORRECTION = Schema((CORRECTED_ON, CORRECTED))


def _correction(record: CheckedMapping) -> Correction | None:
    date, text = record.get(CORRECTED_ON), record.get(CORRECTED)
    return None if date is None or text is None else Correction(date, text)


def _first(first: str, second: str) -> str:  # noqa: ARG001 - it takes what others of its type take
    return first


def _all(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


_BOOLEAN: dict[str, object] = {"type": "boolean"}
_WORD_OR_DAY: dict[str, object] = {"type": ["boolean", "string"]}

# The aliases are the names in other generators.
BRIEF_SLUG = Field("slug", SLUG, "The brief's address; without it the seed's file name.")
PERMALINK_KEY = Field(
    "permalink",
    PERMALINK,
    "An address at another generator: its last part is the slug, unless `slug` is given.",
    aliases=("url",),
)
HEADLINE = Field(
    "headline",
    PROSE,
    "The headline; without it the article's own, else its first sentence.",
    aliases=("title",),
)
BRIEF_DATE = Field("date", DAY, "The day the article appeared; “Sunday” and the like are read against it.")
SOURCE = Field("source", TEXT, "Who published the article.", aliases=("publisher", "publication"))
SOURCE_URL = Field("source_url", WEB_ADDRESS, "Where it was published.")
BYLINE_KEY = Field("byline", BYLINE, "Who wrote it, without “By”.", aliases=("author", "authors"))
SUMMARY = Field(
    "summary",
    PROSE,
    "The standfirst: one or two sentences under the headline.",
    aliases=("description", "excerpt"),
    combine=_first,
)
TOPICS_KEY = Field(
    "topics",
    TOPICS,
    "What it is about.",
    aliases=("tags", "tag", "categories", "category", "keywords"),
    combine=_all,
)
BRIEF_LANGUAGE = Field(
    "language", LANGUAGE, "The language of the article; without it the text shows it.", aliases=("lang",)
)
DRAFT = Field(
    "draft",
    release_kind("draft", "true or false", _BOOLEAN),
    "Whether the brief is held back; the editor's file overrides what the seed says.",
    combine=stricter_release,
)
PUBLISHED = Field(
    "published",
    release_kind("published", "true, false or a date", _WORD_OR_DAY),
    "Whether, or from which day, the brief is published.",
    aliases=("publish",),
    combine=stricter_release,
)
STATUS = Field(
    "status",
    release_kind("status", "a word like draft or published", {"type": "string"}),
    "Whether the brief is held back, in one word.",
    combine=stricter_release,
)
PUBLISH_DATE = Field(
    "publish_date",
    release_kind("release", "a date as YYYY-MM-DD", {"type": "string"}),
    "The day before which the brief is held back.",
    aliases=("publishDate", "published_at", "embargo"),
    combine=stricter_release,
)
BUILD_KEY = Field("build", BUILD, "As in Hugo: with `render: never` the brief is held back.")
WITHDRAWN = Field(
    "withdrawn", PROSE, "Why the brief is no longer published; a page at its address says so, and why."
)
BRIEF_BODY = Field(
    "body", choice(Body), "How much of this article is published, in place of the site's rule."
)
PICTURE_FILE = Field("file", TEXT, "Its path in `content/static/`.", required=True)
ALT = Field("alt", PROSE, "What it shows, for readers who do not see it.")
CAPTION = Field("caption", PROSE, "What is below it.")
CREDIT = Field("credit", PROSE, "Who made it.")
PICTURE = Schema((PICTURE_FILE, ALT, CAPTION, CREDIT))


def _picture(record: CheckedMapping) -> Picture | None:
    file = record.get(PICTURE_FILE)
    words = (record.get(ALT) or "", record.get(CAPTION) or "", record.get(CREDIT) or "")
    return None if file is None else Picture(file.removeprefix("content/static/"), *words, line=record.line)


PICTURES = Field(
    "pictures",
    list_of(mapping_of(PICTURE, "a picture with its `file`", _picture), "pictures"),
    "Pictures: the first is above the story, the others are below it.",
)
CORRECTIONS = Field(
    "corrections",
    list_of(mapping_of(CORRECTION, "a correction with `date` and `text`", _correction), "corrections"),
    "The corrections of the article, each with its date.",
)
QUOTES = Field("quotes", QUOTE_FIXES, "Fixes of quotes that the machine got wrong.")
MENTIONS = Field("mentions", MENTION_FIXES, "Fixes of names that the machine got wrong.")

RELEASE_FIELDS = (DRAFT, PUBLISHED, STATUS, PUBLISH_DATE, BUILD_KEY)
"""The keys that say whether a brief may be published; so may ``permalink``."""
_RELEASE_OF = dict(zip(("draft", "published", "status", "release"), RELEASE_FIELDS, strict=False))
_FIELDS: tuple[Field[Any], ...] = (
    *(BRIEF_SLUG, PERMALINK_KEY, HEADLINE, BRIEF_DATE, SOURCE, SOURCE_URL, BYLINE_KEY, SUMMARY, TOPICS_KEY),
    BRIEF_LANGUAGE,
    *RELEASE_FIELDS,
    *(WITHDRAWN, BRIEF_BODY, PICTURES, CORRECTIONS, QUOTES, MENTIONS),
)
_NAMES = {plain_word(name): known.name for known in _FIELDS for name in (known.name, *known.aliases)}


def name_of(key: str) -> str:
    """Return the name of the field that a key means; case, hyphens and underscores make no difference."""
    words = plain_word(" ".join(key.split()))
    kind = release_key(words)
    return _RELEASE_OF[kind].name if kind is not None else _NAMES.get(words, key)


@cache
def ignored_keys() -> frozenset[str]:
    """Return the keys of other generators that have no effect, as ``plain_word`` writes them."""
    return frozenset(data_lines(Path(__file__).parent / "data" / "ignored_keys.txt"))


def is_ignored(key: str) -> bool:
    """Return True for a key of other generators that has no effect here, or that is meant for other programs."""
    return plain_word(key) in ignored_keys() or key.lower().startswith(("og:", "twitter:", "eleventy"))


def is_known(key: str) -> bool:
    """Return True for a key of a brief, or one that is ignored."""
    return plain_word(key) in _NAMES or release_key(key) is not None or is_ignored(key)


@cache
def is_near_release(key: str) -> bool:
    """Return True for a key that looks like a misspelled one on publication, or like one with a stray character."""
    words = plain_word(key)
    lists = publication_words()
    # "Publicity" is as near to "public" as a misspelling.
    names = {*lists["draft"], *lists["published"], *lists["status"], *lists["release"]} - {"public"}
    return any(SequenceMatcher(None, words, name).ratio() >= _NEAR_RELEASE for name in names)


_EXPIRY = "A brief does not expire: hold it back with “draft: true” when its time is over."
_ELSEWHERE = dict.fromkeys(("expiryDate", "expiry_date", "expirydate", "unpublishdate"), _EXPIRY)

BRIEF = Schema(_FIELDS, elsewhere=_ELSEWHERE, name_of=name_of, is_ignored=is_ignored)
"""The keys of ``content/briefs/<seed>.yaml``."""

FRONT_MATTER = Schema(
    _FIELDS,
    elsewhere=_ELSEWHERE,
    name_of=name_of,
    unknown=Severity.WARNING,
    noun="front matter",
    is_ignored=is_ignored,
    is_grave=is_near_release,
    blanks_are_nothing=True,
)
"""The keys of front matter: the same, but an unknown one is a warning, since other programs write it, too."""
