"""What comes in: the bytes of an article and where they are from, before anything is read from them."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from msgspec import Struct

from builder.files import UnusableError, read_file
from builder.model.diagnostic import InputError, error
from builder.read.limits import MAX_PAGE_BYTES
from builder.read.seed_names import SEED_ENDINGS

STANDARD_INPUT = "-"

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HINT = "newsgloss reads text (.txt), Markdown (.md), web pages (.html) and e-mails (.eml)."


class Incoming(Struct, frozen=True):
    """An article that comes in.

    Attributes:
        data: its bytes.
        ending: of the file name that says how they are read: ".txt", ".md", ".html" or ".eml".
        stem: what its file is called, without the ending; "" if it has no name.
        address: the address that it was loaded from, or None.
        origin: what messages call it.
    """

    data: bytes
    ending: str
    stem: str
    address: str | None
    origin: str


def is_address(source: str) -> bool:
    """Return True if what a user gave is an address in the web."""
    return re.match(r"https?://", source, re.IGNORECASE) is not None


def from_file(path: Path) -> Incoming:
    """Return the article in a file.

    Raises:
        InputError: if it cannot be read, or has another ending.
    """
    ending = path.suffix.lower()
    name = path.as_posix()
    if path.is_dir():
        hint = f"Name its files, one by one: {name.rstrip('/')}/*.txt."
        raise InputError([error(name, None, "This is a folder.", hint)])
    try:
        data = read_file(path, root=path.parent, limit=MAX_PAGE_BYTES)
    except FileNotFoundError:
        hint = "Check the spelling. For an address in the web, begin with https://."
        raise InputError([error(name, None, "There is no such file.", hint)]) from None
    except UnusableError as problem:
        raise InputError([problem.diagnostic(name)]) from problem
    if ending not in SEED_ENDINGS:
        what = (
            f"Files that end in “{ending}” cannot be read."
            if ending
            else "The name of the file has no ending."
        )
        raise InputError([error(name, None, what, f"{_HINT} Rename the file, or give its text through “-”.")])
    return Incoming(data, ".html" if ending == ".htm" else ending, path.stem, None, name)


def from_stream(stream: BinaryIO) -> Incoming:
    """Return the article that a stream gives: a web page if it begins as one, else a text or an e-mail.

    Raises:
        InputError: if it is empty or too large.
    """
    data = stream.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        message = f"The text is larger than {MAX_PAGE_BYTES / 1_000_000:,g} MB."
        raise InputError([error(STANDARD_INPUT, None, message, "Give one article at a time.")])
    if not data.strip():
        hint = "Paste an article, then press Ctrl-D; or name a file or an address."
        raise InputError([error(STANDARD_INPUT, None, "Standard input is empty.", hint)])
    return Incoming(data, ".html" if is_page(data) else ".txt", "", None, STANDARD_INPUT)


def from_response(data: bytes, content_type: str, address: str) -> Incoming:
    """Return the article that a server gave.

    Args:
        data: the bytes.
        content_type: as the server says, "" if it does not.
        address: that they were loaded from in the end.

    Raises:
        InputError: if it is neither a page nor a text.
    """
    kind = content_type.partition(";")[0].strip().lower()
    stem = PurePosixPath(address.partition("?")[0].rstrip("/")).stem
    if kind in ("text/html", "application/xhtml+xml") or (not kind and is_page(data)):
        return Incoming(data, ".html", stem, address, address)
    if kind in ("text/plain", "text/markdown"):
        return Incoming(data, ".md" if kind == "text/markdown" else ".txt", stem, address, address)
    if kind == "message/rfc822":
        return Incoming(data, ".eml", stem, address, address)
    message = f"The address gives no article, but a file of the type {kind or 'unknown'}."
    raise InputError([error(address, None, message, f"{_HINT} Save the article as one of these.")])


def is_page(data: bytes) -> bool:
    """Return True if bytes begin as a web page."""
    return _PAGE.match(data[:10_000]) is not None
