"""Encodings: every seed that is text is read right, and one that is none says why."""

from __future__ import annotations

import pytest

from builder.model.diagnostic import Severity
from builder.read.decode import decode, decode_page

WORDS = "“We won’t go,” said Zoë — the ferry’s cook…"
PATH = "seeds/ferry.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    decoded = decode(WORDS.encode(encoding), path=PATH)
    assert decoded.text == WORDS
    assert decoded.diagnostics == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_byte_order_marks_of_both_orders(encoding: str) -> None:
    assert decode(("\ufeff" + WORDS).encode(encoding), path=PATH).text == WORDS


def test_line_ends_and_non_breaking_spaces_stay() -> None:
    text = "One\u00a0two.\r\n\r\nThree.\r"
    assert decode(text.encode(), path=PATH).text == text


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        "“No.”",
        "Café owners and a naïve Señor Muñoz met Frau Müller; it cost £5.",
        "A 10° day – at ½ past.",
        "Où ça? À Nîmes.",
    ],
)
def test_windows_1252_is_read_with_a_warning_that_names_it(words: str) -> None:
    decoded = decode(words.encode("cp1252"), path=PATH)
    assert decoded.text == words
    (diagnostic,) = decoded.diagnostics
    assert diagnostic.severity is Severity.WARNING
    assert "Windows-1252" in diagnostic.message
    assert "UTF-8" in diagnostic.hint


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Паром затонул в воскресенье, сообщил совет. Капитан спал. Никто не пострадал. " * 5),
        ("koi8_r", "Паром затонул в воскресенье, сообщил совет. Капитан спал. Никто не пострадал. " * 5),
        ("mac_roman", "“We won’t go,” she said. “It’s the ferry’s last day, and the captain’s asleep.” " * 5),
        (
            "gb18030",
            "星期日渡轮沉没，理事会表示，船长当时正在睡觉，没有人受伤。镇上一半的人来到码头观看。" * 5,
        ),
    ],
)
def test_other_encodings_are_told_from_windows_1252(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), path=PATH)
    assert decoded.text == text
    assert [diagnostic.severity for diagnostic in decoded.diagnostics] == [Severity.WARNING]


def test_broken_utf8_names_line_byte_and_remedy() -> None:
    data = "“One.”\nTwo “three.”\n".encode() + b"Four \xff five.\n"
    decoded = decode(data, path=PATH)
    assert decoded.text is None
    (diagnostic,) = decoded.diagnostics
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.where == "seeds/ferry.txt:3"
    assert f"byte {data.index(0xFF)}" in diagnostic.message
    assert "save it as UTF-8" in diagnostic.hint


def test_broken_utf16_is_an_error() -> None:
    decoded = decode(WORDS.encode("utf-16") + b"\x00", path=PATH)
    assert decoded.text is None
    assert "UTF-16" in decoded.diagnostics[0].message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"{\\rtf1\\ansi The ferry sank.}", "Rich Text"),
        (b"The ferry\x00 sank.", "NUL"),
        (b"\x01\x02\x03\x04 ferry \x05\x06\x07", "control"),
    ],
)
@pytest.mark.parametrize("read", [decode, decode_page])
def test_binary_files_are_refused(read: object, data: bytes, reason: str) -> None:
    decoded = decode_page(data, path=PATH) if read is decode_page else decode(data, path=PATH)
    assert decoded.text is None
    (diagnostic,) = decoded.diagnostics
    assert diagnostic.severity is Severity.ERROR
    assert reason in diagnostic.message
    assert diagnostic.hint


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u00a0\n\u3000".encode(), b"\xff\xfe"])
def test_empty_files_are_errors(data: bytes) -> None:
    decoded = decode(data, path=PATH)
    assert decoded.text is None
    assert [diagnostic.severity for diagnostic in decoded.diagnostics] == [Severity.ERROR]
    assert "empty" in decoded.diagnostics[0].message


def test_a_control_character_is_kept_and_told_of() -> None:
    text = "The ferry sank on Sunday.\nNobody was\x0b on board \x08 at all.\n"
    decoded = decode(text.encode(), path=PATH)
    assert decoded.text == text
    assert [diagnostic.line for diagnostic in decoded.diagnostics] == [2]
    assert "U+0008" in decoded.diagnostics[0].message


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ("<meta charset=iso-8859-1>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(declaration: str, encoding: str) -> None:
    page = f"{declaration}<p>{WORDS}</p>"
    decoded = decode_page(page.encode(encoding), path="seeds/ferry.html")
    assert decoded.text == page
    assert decoded.diagnostics == ()


@pytest.mark.parametrize("name", ["utf-8", "unicode_escape", "zlib", "no-such-thing", "cp1252"])
def test_what_a_page_declares_wrongly_is_not_believed(name: str) -> None:
    page = f'<meta charset="{name}"><p>{WORDS}</p>'
    assert decode_page(page.encode(), path="seeds/ferry.html").text == page


def test_a_page_that_declares_utf8_and_is_not() -> None:
    decoded = decode_page(f'<meta charset="utf-8"><p>{WORDS}</p>'.encode("cp1252"), path="seeds/ferry.html")
    assert decoded.text is not None
    assert WORDS in decoded.text
    assert "Windows-1252" in decoded.diagnostics[0].message
