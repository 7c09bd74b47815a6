"""Decoding of seeds: detection of their encoding, and diagnostics if none fits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from msgspec import Struct

from builder.model.control_characters import control_messages, find_controls, without_controls
from builder.model.diagnostic import Diagnostic, Severity, error, warning
from builder.read.stray_bytes import LOST, Stray, mark_strays, read_strays, replaced_strays, stray_warnings

SAVE_AS_UTF8 = "Open it in a text editor and save it as UTF-8."

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The first bytes of files that are not text, and their names for the message.
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

# A declared encoding is used if pages and text files are really saved in it; Python's other codecs transform rather
# than decode.
_TEXT_CODEC = re.compile(
    r"iso8859|latin|ascii|cp\d+|windows|koi8|mac|gb|big5|euc|shift_jis|utf-8$", re.IGNORECASE
)

# Encodings of text files before UTF-8 that browsers support; the hundred others look so much like these that they
# would only mislead the guess.
_LEGACY_CODECS = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u", "mac_roman"),
    *("gb18030", "big5", "euc_jp", "shift_jis", "euc_kr"),
)

# Up to this share of stray bytes a file is UTF-8; more of them mean another encoding. The parts of a saved page around
# the article come from many sources, and matter less.
_STRAYS_OF_TEXT = 0.001
_STRAYS_OF_PAGE = 0.01
_FEW_STRAYS = 3

_LINE_END = re.compile(rb"\r\n|\r|\n")
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)


class Decoded(Struct, frozen=True):
    """A seed's text, and the diagnostics of its encoding.

    Attributes:
        text: without the byte order mark and control characters; None if the file could not be read.
        diagnostics: at least one error if ``text`` is None.
        strays: of a page, the stray bytes that ``text`` has marks for: see ``settle_strays``.
        original: ``text`` with its control characters.
    """

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()
    strays: tuple[Stray, ...] = ()
    original: str = ""


def decode(data: bytes, *, path: str) -> Decoded:
    """Read a text file: UTF-8, UTF-16 or UTF-32 with a mark, else what the bytes show it to be.

    Whatever is valid UTF-8 is read as UTF-8. A file of an older encoding is read with a warning that names
    it; so are a few stray bytes in UTF-8. A UTF-8 file with many broken bytes is an error, since the words that
    they stood for are lost.
    """
    decoded = _by_mark(data, path=path)
    if decoded is None:
        decoded = _refuse_binary(data, path=path) or _as_utf8(data)
    if decoded is None:
        decoded = _text_with_strays(data, path=path) or _as_legacy(data, path=path)
    return _finished(decoded, path=path, severity=Severity.WARNING)


def decode_page(data: bytes, *, path: str) -> Decoded:
    """Read an HTML file: like ``decode``, but an encoding that the page declares goes before a guess.

    A few stray bytes are marked in the text, since most of a page is not part of the article.
    """
    decoded = _by_mark(data, path=path, is_page=True)
    if decoded is None:
        decoded = _refuse_binary(data, path=path) or _as_utf8(data)
    if decoded is None:
        declared = _declared_codec(data) or "utf-8"
        decoded = _as_declared(data, declared) or _page_with_strays(data, declared, path=path)
    if decoded is None:
        decoded = _as_legacy(data, path=path)
    return _finished(decoded, path=path, severity=Severity.NOTE)


def _finished(decoded: Decoded, *, path: str, severity: Severity) -> Decoded:
    """Return what was decoded without its control characters; report these with the given severity."""
    if decoded.text is None:
        return decoded
    text = without_controls(decoded.text)
    if not text.strip():
        return Decoded(
            None, (error(path, None, "The seed is empty.", "Paste the article into it, or remove it."),)
        )
    warnings = tuple(
        Diagnostic(severity, path, line, message, "Delete it from the file.")
        for line, message in control_messages(decoded.text, "The seed")
    )
    return Decoded(text, decoded.diagnostics + warnings, decoded.strays, decoded.text)


def _by_mark(data: bytes, *, path: str, is_page: bool = False) -> Decoded | None:
    """Return the text of a file with a byte order mark; None if it has no mark, or is UTF-8 with stray bytes."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if not data.startswith(mark):
            continue
        body = data[len(mark) :]
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError as failure:
            if encoding == "utf-8":
                return None
            replaced = body.decode(encoding, errors="replace")
            if is_page and replaced.count(LOST) <= _STRAYS_OF_PAGE * len(replaced):
                return _marked(replaced, *replaced_strays(replaced), path=path)
            return Decoded(None, (_broken(data, len(mark) + failure.start, encoding.upper(), path=path),))
        if text.count("\0") * 20 > len(text):
            return _binary("it contains NUL characters", path=path)
        return Decoded(text)
    return None


def _refuse_binary(data: bytes, *, path: str) -> Decoded | None:
    """Return the refusal of a file that is not text; None for one that may be."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return _binary(f"it is {name}", path=path)
    controls = sum(data.count(code) for code in (*range(0x09), *range(0x0E, 0x20), 0x7F))
    if controls * 20 <= len(data):
        return None
    if b"\0" in data:
        return _binary("it contains NUL bytes", path=path)
    return _binary("more than one byte in twenty is a control character", path=path)


def _binary(reason: str, *, path: str) -> Decoded:
    hint = "Save the article as plain text in UTF-8 (.txt), as Markdown (.md) or as a web page (.html)."
    return Decoded(None, (error(path, None, f"The seed is not a text file: {reason}.", hint),))


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        return Decoded(data.decode(declared))
    except (UnicodeError, LookupError):
        return None  # the page is wrong about itself


def _text_with_strays(data: bytes, *, path: str) -> Decoded | None:
    """Decode a file that is UTF-8 except for a few bytes, and report each of them; None if there are too many."""
    text, strays, _ = read_strays(data)
    broken = sum(len(stray.data) for stray in strays)
    if broken > _STRAYS_OF_TEXT * len(data) or broken > _beyond_ascii(text) - len(strays):
        return None
    return Decoded(text.removeprefix("\ufeff"), stray_warnings(strays, path=path))


def _page_with_strays(data: bytes, declared: str, *, path: str) -> Decoded | None:
    """Decode a page as UTF-8, or as what it declares, except for a few bytes; None if there are too many."""
    text, strays, offsets = read_strays(data)
    if declared != "utf-8":
        other = data.decode(declared, errors="replace")
        others, their_offsets = replaced_strays(other)
        if len(others) < len(strays):
            text, strays, offsets = other, others, their_offsets
    if len(strays) > max(_FEW_STRAYS, min(_STRAYS_OF_PAGE * len(data), _beyond_ascii(text) - len(strays))):
        return None
    return _marked(text, strays, offsets, path=path)


def _marked(text: str, strays: Sequence[Stray], offsets: Sequence[int], *, path: str) -> Decoded:
    """Return a page with a mark for each stray; if its text could be taken for marks, report all strays instead."""
    marked = mark_strays(text, strays, offsets)
    if marked is None:
        return Decoded(text.removeprefix("\ufeff"), stray_warnings(strays, path=path))
    return Decoded(marked.removeprefix("\ufeff"), (), tuple(strays))


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", errors="ignore"))


def _as_legacy(data: bytes, *, path: str) -> Decoded:
    """Decode a file that is not valid UTF-8, or refuse it."""
    if b"\0" in data:
        return _binary("it contains NUL bytes", path=path)
    text, strays, offsets = read_strays(data)
    if _beyond_ascii(text) - len(strays) >= sum(len(stray.data) for stray in strays):
        offset = len(text[: offsets[0]].encode("utf-8"))
        return Decoded(None, (_broken(data, offset, "UTF-8", path=path),))
    decoded, name = _windows_1252(data), "Windows-1252"
    if decoded is None:
        decoded, name = _guessed(data)
    if decoded is None:
        message = "The seed is neither UTF-8 nor any other encoding that could be made out."
        return Decoded(None, (error(path, None, message, SAVE_AS_UTF8),))
    message = f"The seed is not UTF-8; it was read as {name}, which may be wrong."
    return Decoded(
        decoded, (warning(path, None, message, f"Check the accents and quotation marks. {SAVE_AS_UTF8}"),)
    )


def _windows_1252(data: bytes) -> str | None:
    """Return the text as Windows-1252; None if that gives letters in an order that no Western text has."""
    # Curly quotation marks, dashes and accented letters of Western Europe have codes of their own in this encoding;
    # other encodings, read with it, give runs of accented letters or capitals within words.
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    odd = sum(len(run) for run in re.findall(r"[À-ÿ]{3,}", text))
    odd += len(re.findall(r"(?<=[a-z])[À-ÖØ-Þ]", text))
    return text if odd * 10 <= _beyond_ascii(text) else None


def _guessed(data: bytes) -> tuple[str | None, str]:
    """Return the text and its encoding as charset-normalizer detects them; ``(None, "")`` if it detects none."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_LEGACY_CODECS)).best()
    if best is None:
        return None, ""
    text = str(best)
    return (
        (None, "") if any(not control.reading for control in find_controls(text)) else (text, best.encoding)
    )


def _broken(data: bytes, offset: int, name: str, *, path: str) -> Diagnostic:
    line = len(_LINE_END.findall(data, 0, offset)) + 1
    message = (
        f"The seed is not valid {name}: byte {offset} (0x{data[offset]:02X}, line {line}) fits no character."
    )
    return error(path, line, message, f"Fix the character there. {SAVE_AS_UTF8}")


def _declared_codec(data: bytes) -> str | None:
    """Return the codec that an HTML page declares in its first 4096 bytes, or None."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, ValueError):
        return None
    # As in browsers: pages that declare Latin-1 or ASCII mean their superset, which has the curly quotation marks.
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return name if _TEXT_CODEC.match(name) else None
