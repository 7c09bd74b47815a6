"""A new seed: the article as the site keeps it, and the file with its settings, filled in as far as it says them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from builder.desk.yaml_splices import Plain, Value, with_value
from builder.graph.slugs import slug_of
from builder.intake.incoming import Incoming
from builder.model.article import Article, ParagraphKind
from builder.model.diagnostic import InputError, Severity
from builder.model.readable_text import readable
from builder.read.reader import read_seed

LONGEST_NAME = 60
"""Characters of the name that a seed gets from its headline, at most."""

FIRST_WORDS = 6
"""Words of the story that name a seed without a headline."""

KEYS = ("headline", "date", "byline", "source", "source_url")
"""The settings that are filled in, in this order."""

_MARKS = {ParagraphKind.LIST_ITEM: "• ", ParagraphKind.SUBHEADING: "", ParagraphKind.BLOCK_QUOTE: ""}


class NewSeed(Struct, frozen=True):
    """A seed that is to be added.

    Attributes:
        name: of its file, without the ending.
        ending: of its file.
        data: its bytes.
        settings: the text of ``content/briefs/<name>.yaml``.
        words: the number of words of its story.
        found: the settings that it gives, by key.
    """

    name: str
    ending: str
    data: bytes
    settings: str
    words: int
    found: dict[str, str]


def new_seed(incoming: Incoming, *, name: str = "", boilerplate: Sequence[str] = ()) -> NewSeed:
    """Return the seed of an article that came in. Of a page from the web only the text of the article is kept.

    Args:
        incoming: the article.
        name: of its file, without the ending; "" for one of its headline, else the one that it came with.
        boilerplate: as for ``read_seed``.

    Raises:
        InputError: if no article can be read from it.
    """
    article, diagnostics = read_seed(
        incoming.data, path=f"{incoming.stem or 'article'}{incoming.ending}", boilerplate=boilerplate
    )
    if article is None:
        errors = [one for one in diagnostics if one.severity is Severity.ERROR]
        raise InputError([replace(one, path=incoming.origin) for one in errors])
    is_page = incoming.ending == ".html"
    found = _settings(article, incoming)
    return NewSeed(
        name=name or _name(found.get("headline") or incoming.stem or _beginning(article)),
        ending=".txt" if is_page else incoming.ending,
        data=_story(article).encode() if is_page else incoming.data,
        settings=_settings_file(found),
        words=sum(len(part.span.of(article.text).split()) for part in article.story),
        found=found,
    )


def _settings(article: Article, incoming: Incoming) -> dict[str, str]:
    """Return the settings that an article gives, by key."""
    address = incoming.address or article.source_url
    source = (
        article.source or (urlsplit(address).hostname or "").removeprefix("www.")
        if address
        else article.source
    )
    values = (article.headline, article.date, article.byline, source, address)
    return {key: " ".join(value.split()) for key, value in zip(KEYS, values, strict=True) if value}


def _settings_file(found: dict[str, str]) -> str:
    """Return the file with the settings, and a line to fill in for each other one."""
    text = "".join(f"# {key}:\n" for key in KEYS if key not in found)
    for key, value in found.items():
        given: Value = Plain(value) if key == "date" else value
        text = with_value(text, [key], given)
    return text


def _beginning(article: Article) -> str:
    """Return the first words of a story, without its dateline."""
    start = article.dateline.span.end if article.dateline is not None else article.story[0].span.start
    words = readable(article.text[start : article.story[0].span.end]).split()
    return " ".join(words[:FIRST_WORDS])


def _name(title: str) -> str:
    """Return the name of a seed's file: words, cut to its length."""
    slug = slug_of(title, fallback="article")
    return (
        slug
        if len(slug) <= LONGEST_NAME
        else slug[: LONGEST_NAME + 1].rpartition("-")[0] or slug[:LONGEST_NAME]
    )


def _story(article: Article) -> str:
    """Return the story as a plain text: paragraphs on one line each, with blank lines between."""
    parts = (
        f"{_MARKS.get(part.kind, '')}{' '.join(readable(part.span.of(article.text)).split())}"
        for part in article.story
    )
    return "\n\n".join(parts) + "\n"
