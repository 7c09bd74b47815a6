"""Text of an e-mail: transport encoding and quoting removed, greeting, closing and notices left out."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from builder.read.mail_header import WORDS, MailHead, begins_field, read_mail_head
from builder.read.word_lists import word_list

_MOST_INTRODUCTION_WORDS = 60
_MOST_INTRODUCTION_WORDS_OF_AN_ANSWER = 12
_MOST_LEVELS = 20
_MOST_GREETING_WORDS = 9
_MOST_CLOSING_LINES = 12
_MOST_CLOSINGS = 3
_LONGEST_CLOSING_LINE = 90
_LONGEST_ANSWER = 240

_QUOTE = re.compile(r"(?:> ?|\| )(?!\S*\|)")
_SOFT_BREAK = re.compile(r"[^=\s]=[ \t]*\n(?=\S)")
_ESCAPED = re.compile(r"=(?:[0-9A-F]{2})")
_ESCAPED_LETTER = re.compile(r"=(?:C[2-9A-F]|D[0-9A-F]|E[0-9A-F]|F[0-4])(?:=[89AB][0-9A-F]){1,3}")
_ESCAPED_END = re.compile(r"=20[ \t]*(?:\n|\Z)|=(?:3D|09|0A)")
_ESCAPED_STOP = re.compile(r"[.,;:!?)”\"']=20[ \t]*(?:\n|\Z)")
_SIGNATURE = re.compile(r"--\s*")
_RULE = re.compile(r"[_=*-]{5,}\s*")
_LINK = re.compile(r" ?<(?:mailto:|https?://|tel:)[^<>\s]{1,2000}>")
_SPEECH = re.compile(r"[“”\"«»]")
_BOLD = re.compile(r"\*([^*\n]{2,200})\*")


class MailText(Struct, frozen=True):
    """The article in an e-mail.

    Attributes:
        lines: of the article.
        head: the headers of the message that contains the article, the innermost of several; None if it has none.
        left_out: names of the parts that were left out, for the editor.
    """

    lines: tuple[str, ...]
    head: MailHead | None
    left_out: tuple[str, ...] = ()


def mail_text(lines: Sequence[str], head: MailHead | None) -> MailText:
    """Find the article in the body of a message.

    Args:
        lines: of the body, without their ends.
        head: the headers of the message, if it has any.
    """
    found = MailText(tuple(lines), head)
    for _ in range(_MOST_LEVELS):
        inner = _unfolded(found)
        if inner is None:
            break
        found = inner
    for step in (
        _without_history,
        _without_programs,
        _without_signature,
        _without_closing,
        _without_greeting,
    ):
        found = step(found)
    return replace(found, lines=tuple(_plain(line) for line in found.lines))


def is_quoted_printable(text: str) -> bool:
    """Return True if a text clearly was encoded for transport ("=20", "=E2=80=9C", soft line breaks)."""
    window = text[:200_000].replace("\r\n", "\n")
    letters = len(_ESCAPED_LETTER.findall(window))
    ends = len(_ESCAPED_END.findall(window))
    breaks = len(_SOFT_BREAK.findall(window))
    is_certain = letters > 0 or _ESCAPED_STOP.search(window) is not None
    return is_certain or ends > 1 or breaks > 2 or (breaks > 0 and ends > 0)


def from_quoted_printable(text: str) -> str:
    """Decode quoted-printable; bytes that are not UTF-8 are read as Windows-1252."""
    # The codec works on bytes; letters that are not ASCII were not encoded, and stay as they are.
    try:
        data = quopri.decodestring(text.encode("utf-8"))
    except (binascii.Error, ValueError):
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _ESCAPED.sub(
            lambda match: bytes([int(match[0][1:], 16)]).decode("cp1252", "replace"),
            re.sub(r"=[ \t]*\n", "", text),
        )


def is_quoted(lines: Sequence[str]) -> bool:
    """Return True if nearly all lines are quoted with ">"."""
    full = [line for line in lines if line.strip()]
    return len(full) > 1 and sum(line.startswith(">") for line in full) >= 0.9 * len(full)


def without_quotes(lines: Sequence[str]) -> tuple[str, ...]:
    """Remove one level of quoting."""
    return tuple(_QUOTE.sub("", line, count=1) if line.startswith(">") else line for line in lines)


def _unfolded(mail: MailText) -> MailText | None:
    """Return the message that is quoted or forwarded below at most an introduction; None if no message is."""
    lines = mail.lines
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if first < len(lines) and is_quoted(lines[first:]):
        return replace(mail, lines=without_quotes(lines[first:]))
    words = 0
    for number in range(first, len(lines)):
        line = lines[number]
        inner = _inner_message(lines, number)
        if inner is not None:
            return _opened(mail, inner, has_introduction=number > first)
        length = _answer_length(lines, number)
        if length and is_quoted(lines[number + length :]):
            if not _introduces_answered(lines[first:number]):
                return None
            body = without_quotes(lines[number + length :])
            return MailText(body, mail.head, (*mail.left_out, "an introduction"))
        words += len(line.split())
        if words > _MOST_INTRODUCTION_WORDS:
            return None
    return None


def _introduces_answered(lines: Sequence[str]) -> bool:
    """Return True if the lines above an answered message only point to it."""
    # A longer answer, or one with quotation marks, is the article itself.
    words = " ".join(lines)
    return len(words.split()) <= _MOST_INTRODUCTION_WORDS_OF_AN_ANSWER and not _SPEECH.search(words)


def _opened(mail: MailText, inner: MailText, *, has_introduction: bool) -> MailText:
    """Return the message inside, with the headers of the outer one for what it lacks."""
    left_out = (*mail.left_out, *(("an introduction",) if has_introduction else ()))
    head = inner.head
    if head is not None and mail.head is not None:
        head = replace(head, fields={**mail.head.fields, **head.fields})
    return replace(inner, head=head or mail.head, left_out=left_out)


def _inner_message(lines: Sequence[str], number: int) -> MailText | None:
    """Return the message whose headers, or the line above them, begin on a line."""
    quoted = lines[number].startswith(">")
    line = without_quotes(lines[number : number + 1])[0]
    if not (begins_field(line) or _matches("forward patterns", line)):
        return None
    marked = _matches("forward patterns", line)
    # Some programs quote what follows the line that marks it, but not that line.
    below = next((below for below in lines[number + 1 : number + 4] if below.strip()), "")
    quoted = quoted or (marked and below.startswith(">"))
    block = without_quotes(lines[number:]) if quoted else tuple(lines[number:])
    start = next((n for n in range(int(marked), min(len(block), 4)) if block[n].strip()), None)
    head = read_mail_head(block, start) if start is not None else None
    if head is None or (not marked and len(head.fields) < 3):
        is_certain = marked and not _RULE.fullmatch(block[0])
        return MailText(block[1:], None) if is_certain else None
    return MailText(block[head.end :], head)


def _answer_length(lines: Sequence[str], number: int) -> int:
    """Return how many lines, at most three, introduce a quoted message ("On … wrote:"); 0 if none does."""
    words = ""
    for length, line in enumerate(lines[number : number + 3], start=1):
        words = f"{words} {line[:_LONGEST_ANSWER].strip()}".strip()
        if not words or len(words) >= _LONGEST_ANSWER:
            return 0
        if _matches("answer patterns", words):
            return length
    return 0


def _without_history(mail: MailText) -> MailText:
    """Remove the messages that are answered: from the line that introduces them to the end."""
    lines = mail.lines
    words = 0
    for number, line in enumerate(lines):
        if words and (_inner_message(lines, number) is not None or _introduces_quote(lines, number)):
            return _cut(mail, number, "earlier messages")
        words += len(line.split())
    return replace(mail, lines=tuple(re.sub(r"^(?:> ?)+", "", line) for line in lines))


def _introduces_quote(lines: Sequence[str], number: int) -> bool:
    """Return True if a line introduces a quoted message that begins within the next lines."""
    below = [line for line in lines[number + 1 : number + 8] if line.strip()]
    return _answer_length(lines, number) > 0 and any(line.startswith(">") for line in below)


def _without_programs(mail: MailText) -> MailText:
    """Remove lines that mail programs add, and everything from the first notice or footer of a mailing list."""
    kept: list[str] = []
    left_out = mail.left_out
    for number, line in enumerate(mail.lines):
        words = _plain(line).strip()
        starts = not kept or not kept[-1].strip() or _RULE.fullmatch(kept[-1].strip()) is not None
        if starts and number > 0 and len(words) < 2000 and _matches("notice patterns", words, whole=False):
            return _trimmed(replace(mail, lines=tuple(kept), left_out=(*left_out, "a notice at the end")))
        if words and len(words) < 300 and _matches("program patterns", words):
            left_out = tuple(dict.fromkeys((*left_out, "lines of a mail program")))
        else:
            kept.append(line)
    return replace(mail, lines=tuple(kept), left_out=left_out)


def _without_signature(mail: MailText) -> MailText:
    """Remove everything from the two hyphens that mail programs put above a signature."""
    full = 0
    for number in range(len(mail.lines) - 1, 0, -1):
        line = mail.lines[number]
        if _SIGNATURE.fullmatch(line):
            return _cut(mail, number, "a signature")
        full += bool(line.strip())
        if full > _MOST_CLOSING_LINES or len(line) > 4 * _LONGEST_CLOSING_LINE:
            break
    return mail


def _without_closing(mail: MailText) -> MailText:
    """Remove closings ("Best regards,"), the name below them and its contact details."""
    for _ in range(_MOST_CLOSINGS):
        number = _closing(mail.lines)
        if number is None:
            break
        mail = _cut(mail, number, "a closing and a signature")
    return mail


def _closing(lines: Sequence[str]) -> int | None:
    """Return the line on which the last closing begins, or a block of contact details at the end."""
    full = [number for number, line in enumerate(lines) if line.strip()]
    for place in range(1, min(_MOST_CLOSING_LINES + 1, len(full))):
        number = full[-place]
        words = _plain(lines[number]).strip()
        if len(words) > _LONGEST_CLOSING_LINE:
            break
        if _matches("closing patterns", words):
            return number
    end = full[-1] + 1 if full else 0
    blank = next((n for n in range(end - 1, -1, -1) if not lines[n].strip()), None)
    if blank is None or end - blank > _MOST_CLOSING_LINES:
        return None
    block = [_plain(line).strip() for line in lines[blank + 1 : end]]
    is_short = len(block) > 1 and all(len(words) <= _LONGEST_CLOSING_LINE for words in block)
    is_prose = any(words.endswith((".", "!", "?", "”", '"')) and len(words.split()) > 6 for words in block)
    return blank if is_short and not is_prose and any(map(_has_contact_details, block)) else None


def _has_contact_details(words: str) -> bool:
    """Return True if a line contains contact details."""
    return _matches("reach patterns", words, whole=False)


def _without_greeting(mail: MailText) -> MailText:
    """Remove a greeting ("Dear all,") on the first line."""
    first = next((n for n, line in enumerate(mail.lines) if line.strip()), None)
    if first is None:
        return mail
    words = _plain(mail.lines[first]).strip()
    ends = (
        first + 1 == len(mail.lines) or not mail.lines[first + 1].strip() or words.endswith((",", ":", "!"))
    )
    if ends and len(words.split()) <= _MOST_GREETING_WORDS and _matches("greeting patterns", words):
        return replace(mail, lines=mail.lines[first + 1 :], left_out=(*mail.left_out, "a greeting"))
    return mail


def _cut(mail: MailText, number: int, what: str) -> MailText:
    """Remove everything from a line on; ``what`` names the removed part for the editor."""
    return _trimmed(replace(mail, lines=mail.lines[:number], left_out=(*mail.left_out, what)))


def _trimmed(mail: MailText) -> MailText:
    """Remove blank lines and rules at the end."""
    lines = list(mail.lines)
    while lines and (not lines[-1].strip() or _RULE.fullmatch(lines[-1].strip())):
        lines.pop()
    return replace(mail, lines=tuple(lines))


def _plain(line: str) -> str:
    """Return a line without the addresses that programs add to links, and without stars for bold type."""
    return _BOLD.sub(r"\1", _LINK.sub("", line)) if "<" in line or "*" in line else line


@cache
def _pattern(heading: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in word_list(WORDS)[heading]), re.IGNORECASE)


def _matches(heading: str, words: str, *, whole: bool = True) -> bool:
    """Return True if words match a pattern under a heading of the word list, as a whole or at their beginning."""
    pattern = _pattern(heading)
    words = words.strip().strip("*_").strip()
    return (pattern.fullmatch(words) if whole else pattern.match(words)) is not None
