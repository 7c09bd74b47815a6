"""E-mails: the article in a message, as a mail server keeps it or as pasted from a mail program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_string, policy
from email.message import EmailMessage, Message

from msgspec import Struct
from msgspec.structs import replace

from builder.model.diagnostic import Diagnostic, error, note
from builder.model.line_ends import plain_line_ends
from builder.read.mail_header import MailHead, read_mail_head
from builder.read.mail_text import (
    MailText,
    from_quoted_printable,
    is_quoted,
    is_quoted_printable,
    mail_text,
    without_quotes,
)
from builder.read.paragraphs import paragraph_spans
from builder.read.raw_article import RawArticle, SeedMetadata, TextBlock, join_blocks, one_line

_ENCODED = ("base64", "quoted-printable", "x-uuencode", "uuencode")
_MOST_PARTS = 200
_MOST_LINES = 500

_BREAK = re.compile(r"<br\b[^<>]{0,80}>", re.IGNORECASE)
_RULE = re.compile(r"_{10,}\s*")
# In Markdown, too, this is not a block quote: the line above it contains an address or a time.
_ANSWER = re.compile(
    r"^On [^\n]{4,200}(?:@|\d:\d\d)[^\n]{0,200}(?:\n[^\n]{0,80})?\bwrote:[ \t]*\n\s{0,20}>", re.MULTILINE
)
_FORWARD = re.compile(
    r"\s{0,200}(?:>\s?)*(?:begin forwarded message|-{2,} ?(?:forwarded|original) (?:e-?mail )?message ?-{2,})",
    re.IGNORECASE,
)


class _Body(Struct, frozen=True):
    """The body of a message: its text, whether it is HTML, and whether it is flowed (RFC 3676)."""

    text: str
    is_html: bool = False
    is_flowed: bool = False


def is_mail(text: str, *, in_markdown: bool = False) -> bool:
    """Return True if a text clearly is an e-mail, or part of one."""
    start = text[:60_000].lstrip("\ufeff\r\n\t ")
    lines = start.splitlines()
    if read_mail_head(lines) is not None or _FORWARD.match(start) or _is_forwarded(lines):
        return True
    if _ANSWER.search(start.replace("\r\n", "\n")):
        return True
    # Markdown, too, quotes with ">".
    return is_quoted_printable(text) or (not in_markdown and is_quoted(text.splitlines()))


def _is_forwarded(lines: list[str]) -> bool:
    """Return True if a forwarded message follows at most an introduction."""
    words = 0
    unquoted = without_quotes(lines[:_MOST_LINES])
    for number, line in enumerate(lines[:40]):
        if (_FORWARD.match(line) or _RULE.fullmatch(line)) and read_mail_head(
            unquoted, _next_full(unquoted, number + 1)
        ) is not None:
            return True
        words += len(line.split())
        if words > 60:
            break
    return False


def _next_full(lines: Sequence[str], number: int) -> int:
    return next((n for n in range(number, len(lines)) if lines[n].strip()), len(lines))


def read_mail(text: str, *, path: str) -> tuple[RawArticle | None, tuple[Diagnostic, ...]]:
    """Read an e-mail: the words of the article in it, its subject as headline, its day as date.

    Args:
        text: the file, decoded.
        path: the file, for the diagnostics.

    Returns:
        The raw article (None if the message has no text of one), and a note on what was left out.
    """
    text = plain_line_ends(text).lstrip("\ufeff\n\t ")
    lines = text.split("\n")
    head = read_mail_head(lines)
    body = _Body("\n".join(lines[head.end :]) if head is not None else text)
    if head is not None and ("content-type" in head.fields or "content-transfer-encoding" in head.fields):
        body = _mime_body(text) or body
    words = _html_text(body.text, path=path) if body.is_html else body.text
    if is_quoted_printable(words):
        words = from_quoted_printable(words)
    words = plain_line_ends(words)
    found = mail_text(_flowed(words) if body.is_flowed else words.split("\n"), head)
    raw = join_blocks(_paragraphs(found), _metadata(found.head))
    if not raw.paragraphs:
        message = "The e-mail has no text of an article."
        return None, (error(path, None, message, "Paste the article into a .txt file without headers."),)
    return replace(raw, is_mail=True), (_omission_note(found, path=path, has_head=found.head is not None),)


def _metadata(head: MailHead | None) -> SeedMetadata:
    return SeedMetadata(headline=head.subject, date=head.date) if head is not None else SeedMetadata()


def _omission_note(found: MailText, *, path: str, has_head: bool) -> Diagnostic:
    parts = dict.fromkeys((*(("the headers",) if has_head else ()), *found.left_out))
    left = f"; left out: {', '.join(parts)}" if parts else ""
    return note(path, None, f"Read as an e-mail{left}.", "Compare the brief with the message.")


def _paragraphs(found: MailText) -> Iterator[TextBlock]:
    text = "\n".join(found.lines)
    return (TextBlock(one_line(span.of(text))) for span in paragraph_spans(text))


def _flowed(text: str) -> list[str]:
    """Return the lines of a text, each joined with the next if it ends in a space (RFC 3676)."""
    lines: list[str] = []
    parts: list[str] = []
    for line in text.split("\n"):
        parts.append(line)
        if not line.endswith(" ") or line == "-- " or len(line.strip()) == 0:
            lines.append("".join(parts))
            parts = []
    return [*lines, *(["".join(parts)] if parts else [])]


def _mime_body(text: str) -> _Body | None:
    """Return the plain part of a message of several parts, else its HTML; None if there is neither."""
    try:
        # The policy keeps headers as they are: reading addresses and the like is not needed, and has pitfalls.
        message = message_from_string(text, policy=policy.compat32)
        parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    except (RecursionError, ValueError, LookupError):
        return None
    texts = [part for part in parts if not part.is_multipart() and not _is_attached(part)]
    for wanted in ("text/plain", "text/html"):
        for part in texts:
            words = _words(part) if part.get_content_type() == wanted else ""
            if words.strip():
                flowed = str(part.get_param("format", "")).lower() == "flowed"
                return _Body(words, wanted == "text/html", flowed)
    return None


def _is_attached(part: Message | EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment"


def _words(part: Message | EmailMessage) -> str:
    """Return the text of a part, decoded; a part without a transfer encoding was decoded with the file."""
    if str(part.get("content-transfer-encoding", "")).strip().lower() not in _ENCODED:
        payload = part.get_payload()
        return payload if isinstance(payload, str) else ""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    for charset in (part.get_content_charset(), "utf-8", "cp1252"):
        try:
            return data.decode(charset or "utf-8")
        except (LookupError, UnicodeError):
            continue
    return data.decode("latin-1")


def _html_text(page: str, *, path: str) -> str:
    """Return the words of a part in HTML, its blocks separated by blank lines."""
    from builder.read.saved_page import read_saved_page

    # Line breaks of HTML letters are paragraphs of pages.
    raw, _ = read_saved_page(_BREAK.sub("</p><p>", page), path=path)
    return raw.text if raw is not None else ""
