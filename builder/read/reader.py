"""Reader of seeds: the bytes of one seed → its article, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, error
from builder.model.readable_text import readable
from builder.read.article_head import ArticleHead, read_article_head
from builder.read.boilerplate import mark_boilerplate
from builder.read.encoding import decode, decode_page
from builder.read.limits import MAX_PAGE_BYTES, MAX_TEXT_BYTES, limit_errors, size_error
from builder.read.loose_front_matter import read_loose_front_matter
from builder.read.mail import is_mail, read_mail
from builder.read.markdown import read_markdown
from builder.read.plain_text import read_plain
from builder.read.raw_article import RawArticle
from builder.read.release import Release, stricter_release
from builder.read.saved_page import read_saved_page
from builder.read.stray_bytes import settle_strays, unmarked
from builder.schema.front_matter import opens_front_matter

MARKDOWN_ENDINGS = (".md",)
PAGE_ENDINGS = (".html", ".htm")
MAIL_ENDINGS = (".eml",)
SEED_ENDINGS = (".txt", *MARKDOWN_ENDINGS, *PAGE_ENDINGS, *MAIL_ENDINGS)
"""The endings of files that can be read, in small letters."""


def seed_id_of(path: str) -> str:
    """Return the id of a seed: its file name without the ending."""
    return PurePosixPath(path).stem


def read_seed(
    data: bytes, *, path: str, boilerplate: Sequence[str] = ()
) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    """Read one seed.

    Args:
        data: the file's bytes.
        path: the file, relative to the site's root, with forward slashes; its ending says how to read it,
            and anything but Markdown and HTML is read as plain text. A text that clearly is an e-mail is read as one.
        boilerplate: regular expressions, already validated, of further paragraphs that are not part of a story;
            each is searched, ignoring case, in the paragraph with each run of white space made one space.

    Returns:
        The article, or None if it cannot be read, and every problem found: at least one error if the
        article is None. A draft without a story gives an article and an error.
    """
    raw, diagnostics = _read_raw(data, path=path)
    if raw is None:
        return None, diagnostics
    beyond = limit_errors(raw, path=path, has_lines=not _ends(path, *MARKDOWN_ENDINGS, *PAGE_ENDINGS))
    if beyond:
        return None, (*diagnostics, *beyond)
    paragraphs = mark_boilerplate(raw.text, raw.paragraphs, boilerplate)
    head = read_article_head(raw.text, paragraphs, headline=raw.metadata.headline)
    article = _article(raw, head, path=path)
    if not article.story:
        message = "The seed has no story: it contains only headline, byline or boilerplate."
        hint = "Paste the article into it, or narrow the patterns under boilerplate in content/site.yaml."
        return article if article.draft else None, (*diagnostics, error(path, None, message, hint))
    return article, diagnostics


def _article(raw: RawArticle, head: ArticleHead, *, path: str) -> Article:
    """Return the article; the seed's metadata overrides the head of its text."""
    metadata = raw.metadata
    release = stricter_release(metadata.release, Release(date=metadata.date or head.published))
    return Article(
        seed_id=seed_id_of(path),
        path=path,
        text=raw.text,
        paragraphs=head.paragraphs,
        headline=_readable(metadata.headline or head.headline),
        byline=_readable(metadata.byline or head.byline),
        date=metadata.date or head.date,
        dateline=head.dateline,
        source=metadata.source,
        source_url=metadata.source_url,
        summary=metadata.summary,
        topics=metadata.topics,
        is_mail=raw.is_mail,
        controls=raw.controls,
        draft=release.draft,
        release=release.date,
    )


def _readable(words: str | None) -> str | None:
    return None if words is None else readable(words)


def size_limit(path: str) -> int:
    """Return the most bytes that a seed's file may have, by its ending."""
    return MAX_PAGE_BYTES if _ends(path, *PAGE_ENDINGS) else MAX_TEXT_BYTES


def source_text(data: bytes, *, path: str) -> str:
    """Return the characters of a seed's file as the reader decodes them; "" if it cannot."""
    decoded = decode_page(data, path=path) if _ends(path, *PAGE_ENDINGS) else decode(data, path=path)
    return unmarked(decoded.text or "", decoded.strays)


def _ends(path: str, *endings: str) -> bool:
    return PurePosixPath(path).suffix.lower() in endings


def _read_raw(data: bytes, *, path: str) -> tuple[RawArticle | None, tuple[Diagnostic, ...]]:
    """Return the raw article, read in the format of the file's ending, and the diagnostics of decoding and reading."""
    if len(data) > size_limit(path):
        return None, (size_error(path, len(data), size_limit(path)),)
    is_page, in_markdown = _ends(path, *PAGE_ENDINGS), _ends(path, *MARKDOWN_ENDINGS)
    decoded = decode_page(data, path=path) if is_page else decode(data, path=path)
    text = decoded.text
    if text is None:
        return None, decoded.diagnostics
    has_front_matter = in_markdown and opens_front_matter(text)
    if is_page:
        raw, found = read_saved_page(text, path=path)
    elif _ends(path, *MAIL_ENDINGS) or (not has_front_matter and is_mail(text, in_markdown=in_markdown)):
        raw, found = read_mail(text, path=path)
    elif in_markdown:
        raw, found = read_markdown(text, path=path)
    else:
        raw, found = read_plain(decoded.original), ()
    if raw is not None and not (has_front_matter or raw.is_mail):
        raw, problems = _with_release(raw, text, path=path)
        found += problems
    if raw is not None:
        raw, problems = settle_strays(raw, decoded.strays, path=path)
        found += problems
    return raw, decoded.diagnostics + found


def _with_release(
    raw: RawArticle, text: str, *, path: str
) -> tuple[RawArticle | None, tuple[Diagnostic, ...]]:
    """Return the raw article with the publication status of loose front matter; None if that is unclear."""
    release, problems = read_loose_front_matter(text, path=path)
    if problems:
        return None, problems
    return replace(raw, metadata=replace(raw.metadata, release=release)), ()
