"""Reader of seeds: the bytes of one seed → its article, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.content.release import Release, stricter_release
from builder.model.article import Article
from builder.model.dated_names import dated_name
from builder.model.diagnostic import Diagnostic, error
from builder.model.readable_text import readable
from builder.read.article_head import ArticleHead, read_article_head
from builder.read.boilerplate import mark_boilerplate
from builder.read.encoding import decode, decode_page
from builder.read.front_matter import read_front_matter
from builder.read.limits import limit_errors, size_error, size_limit
from builder.read.loose_front_matter import read_loose_front_matter
from builder.read.mail import is_mail, read_mail
from builder.read.markdown import read_markdown
from builder.read.plain_text import read_plain
from builder.read.raw_article import RawArticle
from builder.read.saved_page import read_saved_page
from builder.read.seed_head import HeadForm, SeedHead, find_head
from builder.read.seed_names import MAIL_ENDINGS, MARKDOWN_ENDINGS, PAGE_ENDINGS, ends_in, seed_id_of
from builder.read.stray_bytes import settle_strays, unmarked


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
    beyond = limit_errors(raw, path=path, has_lines=not ends_in(path, *MARKDOWN_ENDINGS, *PAGE_ENDINGS))
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
    name = dated_name(seed_id_of(path))
    named = name.day if name is not None else None
    published = metadata.date or head.published or named
    release = stricter_release(metadata.release, Release(date=published))
    return Article(
        seed_id=seed_id_of(path),
        path=path,
        text=raw.text,
        paragraphs=head.paragraphs,
        headline=_readable(metadata.headline or head.headline),
        byline=_readable(metadata.byline or head.byline),
        date=metadata.date or head.date or named,
        dateline=head.dateline,
        source=metadata.source,
        source_url=metadata.source_url,
        summary=metadata.summary,
        topics=metadata.topics,
        is_mail=raw.is_mail,
        controls=raw.controls,
        draft=release.draft,
        release=release.date,
        settings=metadata.settings,
    )


def _readable(words: str | None) -> str | None:
    return None if words is None else readable(words)


def source_text(data: bytes, *, path: str) -> str:
    """Return the characters of a seed's file as the reader decodes them; "" if it cannot."""
    decoded = decode_page(data, path=path) if ends_in(path, *PAGE_ENDINGS) else decode(data, path=path)
    return unmarked(decoded.text or "", decoded.strays)


def _read_raw(data: bytes, *, path: str) -> tuple[RawArticle | None, tuple[Diagnostic, ...]]:
    """Return the raw article, read in the format of the file's ending, and the diagnostics of decoding and reading."""
    if len(data) > size_limit(path):
        return None, (size_error(path, len(data), size_limit(path)),)
    decoded = decode_page(data, path=path) if ends_in(path, *PAGE_ENDINGS) else decode(data, path=path)
    if decoded.text is None:
        return None, decoded.diagnostics
    raw, found = _read_text(decoded.text, decoded.original, path=path)
    if raw is not None:
        raw, problems = settle_strays(raw, decoded.strays, path=path)
        found += problems
    return raw, decoded.diagnostics + found


def _read_text(text: str, original: str, *, path: str) -> tuple[RawArticle | None, tuple[Diagnostic, ...]]:
    """Return the raw article of a decoded file; None, with an error, if it cannot be read.

    Args:
        text: the file.
        original: the same with its control characters.
        path: the file.
    """
    if ends_in(path, *PAGE_ENDINGS):
        raw, found = read_saved_page(text, path=path)
        return _with_loose_release(raw, text, found, path=path)
    in_markdown = ends_in(path, *MARKDOWN_ENDINGS)
    head = None if ends_in(path, *MAIL_ENDINGS) else find_head(text, in_markdown=in_markdown)
    has_fences = head is not None and head.form is not HeadForm.BARE
    if ends_in(path, *MAIL_ENDINGS) or (not has_fences and is_mail(text, in_markdown=in_markdown)):
        return read_mail(text, path=path)
    if head is None:
        raw, found = read_markdown(text, path=path) if in_markdown else (read_plain(original), ())
        return _with_loose_release(raw, text, found, path=path)
    return _read_below(head, text, original, path=path)


def _read_below(
    head: SeedHead, text: str, original: str, *, path: str
) -> tuple[RawArticle | None, tuple[Diagnostic, ...]]:
    """Return the raw article of a file with a head; None if the head or the text below it has errors."""
    front = read_front_matter(head, path=path)
    if front.has_errors:
        return None, front.diagnostics
    body, line = text[head.body_start :], head.body_line
    if ends_in(path, *MARKDOWN_ENDINGS):
        raw, found = read_markdown(body, path=path, first_line=line, metadata=front.metadata)
    else:
        raw, found = read_plain(original, first_line=line, metadata=front.metadata), ()
    return _with_loose_release(raw, body, front.diagnostics + found, path=path, first_line=line)


def _with_loose_release(
    raw: RawArticle | None, text: str, found: tuple[Diagnostic, ...], *, path: str, first_line: int = 1
) -> tuple[RawArticle | None, tuple[Diagnostic, ...]]:
    """Return the raw article with the publication status of loose front matter, too; None if that is unclear.

    Args:
        raw: the article; None if it cannot be read.
        text: the file, or what is below its front matter: a second head may follow the first.
        found: the diagnostics so far.
        path: the file.
        first_line: the line of the file on which ``text`` begins, counted from 1.
    """
    if raw is None:
        return None, found
    is_page = ends_in(path, *PAGE_ENDINGS)
    release, problems = read_loose_front_matter(text, path=path, is_page=is_page)
    if problems:
        return None, (*found, *(replace(one, line=(one.line or 1) + first_line - 1) for one in problems))
    stricter = stricter_release(raw.metadata.release, release)
    return replace(raw, metadata=replace(raw.metadata, release=stricter)), found
