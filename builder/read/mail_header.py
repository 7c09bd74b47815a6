"""Headers of e-mails: as mail servers send them, and as mail programs paste them above a message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from functools import cache

from msgspec import Struct

from builder.dates.written_days import iso_day
from builder.read.raw_article import one_line
from builder.read.word_lists import word_list

WORDS = "mail_words.txt"

_FIELD = re.compile(r"[*_]{0,2}([A-Za-z][A-Za-z-]{1,40})[*_]{0,2}:[*_]{0,2}(?:\s+(\S.*)|\s*)$")
_SENDER = re.compile(r"(?![A-Za-z*_-]{1,40}:|by )[^<>\n]{1,80}<[^<>@\s]{1,64}@[^<>\s]{1,200}>", re.IGNORECASE)
_ENVELOPE = re.compile(r">?From \S+@\S+ .{0,40}\d{4}\s*$")
# Every message that a server forwards has one of these.
_SEEN = frozenset(("message-id", "mime-version", "received", "return-path"))
# Characters of a header that are read, and lines of a head: far more than any message needs.
_LONGEST_VALUE = 1000
_MOST_LINES = 400


class MailHead(Struct, frozen=True):
    """The headers of one message.

    Attributes:
        fields: values by name in small letters; of a repeated field the first.
        end: the number of lines up to the body, the blank line between them included.
    """

    fields: Mapping[str, str]
    end: int

    @property
    def subject(self) -> str | None:
        """The subject without prefixes such as "Re:" and "Fwd:", or None."""
        return _subject(decoded(self.fields.get("subject", "")))

    @property
    def date(self) -> str | None:
        """The ISO date in the message's own time zone, or None."""
        value = self.fields.get("date") or self.fields.get("sent") or ""
        return _day(decoded(value))


def read_mail_head(lines: Sequence[str], first: int = 0) -> MailHead | None:
    """Read the headers that begin on a line; None if no headers begin there.

    Two fields are needed that mail programs know, one of them From, or Subject beside a day or a recipient.
    """
    # Fewer are not enough: an article may well open with a line "From: …" or "Date: …".
    number = first + bool(first < len(lines) and _ENVELOPE.match(lines[first]))
    fields, number = _sender(lines, number)
    last = "from" if fields else ""
    while number < min(len(lines), first + _MOST_LINES):
        line = lines[number]
        name, value = _field(line, fields)
        if name:
            # Memos have "TO: …" and "FROM: …", but no addresses.
            if line[:4].isupper() and name in ("from", "to") and "@" not in value and last != "received":
                break
            last = name
            fields.setdefault(name, value)
        elif last and _continues_field(line, last):
            fields[last] = f"{fields[last]} {line.strip()}"[:_LONGEST_VALUE].strip()
        elif line.strip() or not _is_spaced_out(lines, number, fields):
            break
        number += 1
    if not _are_headers(fields):
        return None
    while number < len(lines) and not lines[number].strip():
        number += 1
    return MailHead(fields, number)


def _sender(lines: Sequence[str], number: int) -> tuple[dict[str, str], int]:
    """Read the lines "Name <address>" and date above a printed message; return the line after them, too."""
    block = [line[:_LONGEST_VALUE].strip() for line in lines[number : number + 3]]
    if len(block) < 3 or not _SENDER.match(block[0]):
        return {}, number
    # An article may have such a signature and a date below it, but not a time to the minute.
    day = next((line for line in (block[0], block[1]) if iso_day(line) and re.search(r"\d:\d\d", line)), "")
    recipient = next((line for line in block[1:] if re.match(r"to:? \S", line, re.IGNORECASE)), "")
    if not day and not recipient:
        return {}, number
    number += 1 + (block[1] == day)
    if number < len(lines) and lines[number].strip() == recipient:
        number += 1
    return {"from": block[0], "date": day, "to": recipient}, number


def begins_field(line: str) -> bool:
    """Return True if a line looks like the first visible header of a message."""
    return _field(line, {})[0] in ("date", "from", "sent", "subject", "to")


def _field(line: str, fields: Mapping[str, str]) -> tuple[str, str]:
    """Return name and value of a line among those read so far; "" for one that is not a header there."""
    match = _FIELD.match(line[:_LONGEST_VALUE])
    if match is None:
        return "", ""
    name, value = match[1].lower(), (match[2] or "").strip()
    technical = not _SEEN.isdisjoint(fields)
    lists = word_list(WORDS)
    if name in lists["known fields"]:
        return (name, value) if technical or name not in fields else ("", "")
    known = name in lists["technical fields"] or name.startswith("x-")
    return (name, value) if known or technical or _are_headers(fields) else ("", "")


def _continues_field(line: str, last: str) -> bool:
    """Return True if a line continues the header above: indented, or with further recipients."""
    if line[:1] in (" ", "\t"):
        return bool(line.strip())
    return last in ("bcc", "cc", "reply-to", "to") and "@" in line and len(line) < _LONGEST_VALUE


def _is_spaced_out(lines: Sequence[str], number: int, fields: Mapping[str, str]) -> bool:
    """Return True for a blank line between headers, as browsers paste them."""
    if not fields or not _SEEN.isdisjoint(fields) or number + 1 >= len(lines):
        return False
    return begins_field(lines[number + 1]) and bool(_field(lines[number + 1], fields)[0])


def decoded(value: str) -> str:
    """Return a header with its encoded words read (RFC 2047); as it is if they are broken."""
    if "=?" not in value:
        return one_line(value)
    try:
        return one_line(str(make_header(decode_header(value))))
    except (HeaderParseError, LookupError, ValueError):
        return one_line(value)


def _are_headers(fields: Mapping[str, str]) -> bool:
    """Return True if the fields can only be the headers of a message."""
    if len(fields) < 2:
        return False
    if not _SEEN.isdisjoint(fields):
        return True
    if "from" not in fields and "subject" not in fields:
        return False
    # "From: a mill to a museum" above "Date: Monday" is not a message.
    has_day = re.search(r"\d", fields.get("date", "") + fields.get("sent", "")) is not None
    return len(fields) > 2 or has_day or any("@" in value for value in fields.values())


@cache
def _prefix() -> re.Pattern[str]:
    prefixes = "|".join(word_list(WORDS)["subject prefixes"])
    return re.compile(rf"(?:(?:{prefixes})(?:\[\d+\]|\(\d+\))?\s?:|\[[^\]]{{1,40}}\])\s*", re.IGNORECASE)


def _subject(words: str) -> str | None:
    while (match := _prefix().match(words)) is not None and match.end() < len(words):
        words = words[match.end() :]
    words = words.strip("*_ ")
    return None if not re.search(r"\w", words) or words.lower() in ("(no subject)", "no subject") else words


def _day(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return iso_day(value)
