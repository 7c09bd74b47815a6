"""From bytes to text: which encoding a seed is in, and what to say where it is in none."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from builder.model.diagnostic import Diagnostic, error, warning

SAVE_AS_UTF8 = "Open it in a text editor and save it as UTF-8."

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How files that are no text begin; the names are for the message.
_SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (Word and OpenDocument files are such)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
    (b"{\\rtf", "a Rich Text document"),
)

# A declared encoding is believed where it is one that pages and text files are really saved in; the codecs
# that Python has besides those transform rather than decode.
_TEXT_CODEC = re.compile(
    r"iso8859|latin|ascii|cp\d+|windows|koi8|mac|gb|big5|euc|shift_jis|utf-8$", re.IGNORECASE
)

# What text files were saved in before UTF-8, as browsers know them; the hundred more that there are look so
# much like these that they would only mislead the guess.
_LEGACY_CODECS = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u", "mac_roman"),
    *("gb18030", "big5", "euc_jp", "shift_jis", "euc_kr"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A seed's text, and what is to be said about its encoding.

    Attributes:
        text: without the byte order mark; None where the file could not be read.
        diagnostics: at least one error where ``text`` is None.
    """

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(data: bytes, *, path: str) -> Decoded:
    """Reads a text file: UTF-8, UTF-16 or UTF-32 with a mark, else what the bytes show it to be.

    Whatever is valid UTF-8 is read as UTF-8. A file of an older encoding is read with a warning that names
    it; a UTF-8 file with broken bytes is an error, since the words that they stood for are lost.
    """
    decoded = _by_mark(data, path=path)
    if decoded is None:
        decoded = _refuse_binary(data, path=path) or _as_utf8(data) or _as_legacy(data, path=path)
    if decoded.text is None:
        return decoded
    if not decoded.text.strip():
        return Decoded(
            None, (error(path, None, "The seed is empty.", "Paste the article into it, or remove it."),)
        )
    return Decoded(decoded.text, decoded.diagnostics + _control_characters(decoded.text, path=path))


def decode_page(data: bytes, *, path: str) -> Decoded:
    """Reads an HTML file: like ``decode``, but an encoding that the page declares goes before a guess."""
    declared = _declared_codec(data)
    is_marked = any(data.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS)
    if declared and not is_marked and not _refuse_binary(data, path=path) and not _as_utf8(data):
        try:
            return Decoded(data.decode(declared))
        except (UnicodeError, LookupError):
            pass  # the page is wrong about itself
    return decode(data, path=path)


def _by_mark(data: bytes, *, path: str) -> Decoded | None:
    """The text of a file that opens with a byte order mark; None where it does not."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if not data.startswith(mark):
            continue
        body = data[len(mark) :]
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError as failure:
            return Decoded(None, (_broken(data, len(mark) + failure.start, encoding.upper(), path=path),))
        if "\0" in text:
            return _binary("it holds NUL characters", path=path)
        return Decoded(text)
    return None


def _refuse_binary(data: bytes, *, path: str) -> Decoded | None:
    """The refusal of a file that is no text; None for one that may be."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return _binary(f"it is {name}", path=path)
    if b"\0" in data:
        return _binary("it holds NUL bytes", path=path)
    controls = sum(data.count(code) for code in (*range(0x01, 0x09), *range(0x0E, 0x20), 0x7F))
    if controls * 20 > len(data):
        return _binary("more than one byte in twenty is a control character", path=path)
    return None


def _binary(reason: str, *, path: str) -> Decoded:
    hint = "Save the article as plain text in UTF-8 (.txt), as Markdown (.md) or as a web page (.html)."
    return Decoded(None, (error(path, None, f"The seed is not a text file: {reason}.", hint),))


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _as_legacy(data: bytes, *, path: str) -> Decoded:
    """The text of a file that is not valid UTF-8."""
    # Bytes that fit no UTF-8 sequence come out of this as lone surrogates, all other non-ASCII as itself.
    probe = data.decode("utf-8", errors="surrogateescape")
    broken = sum("\udc80" <= char <= "\udcff" for char in probe)
    valid = sum(char >= "\x80" for char in probe) - broken
    if valid >= broken:
        first = next(index for index, char in enumerate(probe) if "\udc80" <= char <= "\udcff")
        offset = len(probe[:first].encode("utf-8"))
        return Decoded(None, (_broken(data, offset, "UTF-8", path=path),))
    text, name = _windows_1252(data), "Windows-1252"
    if text is None:
        text, name = _guessed(data)
    if text is None:
        message = "The seed is neither UTF-8 nor any other encoding that could be made out."
        return Decoded(None, (error(path, None, message, SAVE_AS_UTF8),))
    message = f"The seed is not UTF-8; it was read as {name}, which may be wrong."
    return Decoded(
        text, (warning(path, None, message, f"Check the accents and quotation marks. {SAVE_AS_UTF8}"),)
    )


def _windows_1252(data: bytes) -> str | None:
    """The text as Windows-1252, or None where that gives letters which no Western text would have there.

    Curly quotation marks, dashes and accented letters of Western Europe all lie where this encoding has them;
    read with it, other encodings give runs of accented letters or capitals within words.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond_ascii = sum(char >= "\x80" for char in text)
    odd = sum(len(run) for run in re.findall(r"[À-ÿ]{3,}", text))
    odd += len(re.findall(r"(?<=[a-z])[À-ÖØ-Þ]", text))
    return text if odd * 10 <= beyond_ascii else None


def _guessed(data: bytes) -> tuple[str | None, str]:
    """The text and its encoding as charset-normalizer sees them; ``(None, "")`` where it sees none."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_LEGACY_CODECS)).best()
    if best is None:
        return None, ""
    text = str(best)
    return (None, "") if _CONTROL.search(text) else (text, best.encoding)


def _broken(data: bytes, offset: int, name: str, *, path: str) -> Diagnostic:
    line = len(_LINE_END.findall(data, 0, offset)) + 1
    message = (
        f"The seed is not valid {name}: byte {offset} (0x{data[offset]:02X}, line {line}) fits no character."
    )
    return error(path, line, message, f"Mend the character there. {SAVE_AS_UTF8}")


def _declared_codec(data: bytes) -> str | None:
    """The codec that an HTML page names in its first kilobytes, or None."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, ValueError):
        return None
    # As browsers do: pages that say Latin-1 or ASCII mean its superset, which has the curly quotation marks.
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return name if _TEXT_CODEC.match(name) else None


def _control_characters(text: str, *, path: str) -> tuple[Diagnostic, ...]:
    match = _CONTROL.search(text)
    if match is None:
        return ()
    line = len(re.findall(r"\r\n|\r|\n", text[: match.start()])) + 1
    message = f"The seed holds a control character (U+{ord(match[0]):04X}), which no page can show."
    return (warning(path, line, message, "Delete it."),)
