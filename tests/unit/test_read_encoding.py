"""Encodings: every text is decoded, and every other file is refused with a reason."""

from __future__ import annotations

import pytest

from builder.model.diagnostic import Severity
from builder.read.encoding import decode, decode_page
from builder.read.reader import read_seed

WORDS = "“We won’t go,” said Zoë — the ferry’s cook…"
PATH = "seeds/ferry.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_diagnostics(encoding: str) -> None:
    decoded = decode(WORDS.encode(encoding), path=PATH)
    assert decoded.text == WORDS
    assert decoded.diagnostics == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_byte_order_marks_decide_the_byte_order(encoding: str) -> None:
    assert decode(("\ufeff" + WORDS).encode(encoding), path=PATH).text == WORDS


def test_line_ends_and_no_break_spaces_are_kept() -> None:
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
def test_other_encodings_are_distinguished_from_windows_1252(encoding: str, text: str) -> None:
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


@pytest.mark.parametrize(
    ("character", "reading", "reported"),
    [
        ("\x08", "", "left out"),
        ("\x1b", "", "left out"),
        ("\x07", "", "left out"),
        ("\x00", "", "left out"),
        ("\x7f", "", "left out"),
        ("\x81", "", "left out"),
        ("\ufffe", "", "left out"),
        ("\ufdd0", "", "left out"),
        ("\U0001ffff", "", "left out"),
        ("\x0b", " ", "a space"),
        ("\x0c", " ", "a space"),
        ("\x1f", " ", "a space"),
        ("\x92", "’", "“’”"),
        ("\x85", "…", "“…”"),
    ],
)
@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.NOTE])
def test_a_control_character_is_replaced_and_reported(
    character: str, reading: str, reported: str, severity: Severity
) -> None:
    text = "The ferry sank on Sunday.\nNobody{}was on board{}at all, the captain said.\n"
    read = decode if severity is Severity.WARNING else decode_page
    decoded = read(text.format(character, character).encode(), path=PATH)
    assert decoded.text == text.format(reading, reading)
    (diagnostic,) = decoded.diagnostics
    assert (diagnostic.severity, diagnostic.line) == (severity, 2)
    assert f"U+{ord(character):04X} 2 times" in diagnostic.message
    assert reported in diagnostic.message


def test_each_kind_of_control_character_is_reported_once() -> None:
    text = "".join(f"The ferry sank\x1b on Sunday, said the captain.{chr(code)}\n" for code in range(1, 9))
    decoded = decode(text.encode() * 20, path=PATH)
    assert [diagnostic.line for diagnostic in decoded.diagnostics] == [1, 1, 2, 3, 4, 5, 6, 7, 8]


LONG = "“The ferry stays,” the captain said on Monday, and nobody at the harbor was surprised.\n" * 60


@pytest.mark.parametrize(
    ("stray", "reading"),
    [(b"\x92", "’"), (b"\xe9", "é"), (b"\xa0", "\u00a0"), (b"\x81", "\ufffd"), (b"\xe2\x80", "\ufffd")],
)
def test_a_stray_byte_in_a_long_text_is_replaced_and_reported(stray: bytes, reading: str) -> None:
    decoded = decode(LONG.encode() + b"It is the town" + stray + b" own.\n", path=PATH)
    assert decoded.text == f"{LONG}It is the town{reading} own.\n"
    (diagnostic,) = decoded.diagnostics
    assert (diagnostic.severity, diagnostic.line) == (Severity.WARNING, 61)
    assert f"0x{stray[0]:02X}" in diagnostic.message
    assert reading in diagnostic.message or "is lost" in diagnostic.message


def test_many_stray_bytes_are_reported_together() -> None:
    decoded = decode((LONG * 20).encode() + b"caf\xe9 " * 60, path=PATH)
    assert decoded.text is not None
    assert decoded.text.count("café") == 60
    assert len(decoded.diagnostics) == 10
    assert "There are 50 more" in decoded.diagnostics[-1].message


PAGE = (
    '<meta charset="{}"><article><h1>Ferry stays</h1><p>{}</p>'
    "<p>“It stays,” the captain said. “We have found the money.”</p></article>\n<footer>{}</footer>"
)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(
    "stray", [b"\xe9", b"\x92", b"\xff", b"\xe2\x80", b"\x81", b"\x00\x00\x00", b"\xc0\x80"]
)
def test_a_stray_byte_around_the_article_is_not_reported(stray: bytes, mark: bytes) -> None:
    data = mark + PAGE.format("utf-8", "The ferry stays.", "Caf#").encode().replace(b"#", stray)
    article, diagnostics = read_seed(data, path="seeds/ferry.html")
    assert article is not None
    assert article.headline == "Ferry stays"
    assert [found.severity for found in diagnostics if found.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(
    ("stray", "word"),
    [(b"\xe9", "Café"), (b"\x92", "Caf’"), (b"\xe2\x80", "Caf\ufffd"), (b"\x81", "Caf\ufffd")],
)
def test_a_stray_byte_within_the_article_is_reported(stray: bytes, word: str) -> None:
    data = PAGE.format("utf-8", "The Caf# stays.", "Caf#").encode().replace(b"#", stray)
    article, (diagnostic,) = read_seed(data, path="seeds/ferry.html")
    assert article is not None
    assert f"The {word} stays." in article.text
    assert (diagnostic.severity, diagnostic.line) == (Severity.WARNING, 1)
    assert f"0x{stray[0]:02X}" in diagnostic.message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("shift_jis", "渡し船は残る、と町長は語った。"),
        ("euc-kr", "나룻배는 남는다고 시장이 말했다."),
        ("big5", "渡輪會留下來"),
    ],
)
def test_a_page_in_a_declared_encoding_may_have_a_stray_byte(name: str, words: str) -> None:
    data = f'<meta charset="{name}"><article><p>{words * 10}</p></article>#'.encode(name).replace(
        b"#", b"\xff"
    )
    article, diagnostics = read_seed(data, path="seeds/ferry.html")
    assert article is not None
    assert words in article.text
    assert diagnostics == ()


def test_a_page_of_utf16_may_end_within_a_character() -> None:
    data = PAGE.format("utf-16", "The ferry stays.", "Café").encode("utf-16") + b"\x00"
    article, _ = read_seed(data, path="seeds/ferry.html")
    assert article is not None
    assert "The ferry stays." in article.text


def test_a_page_that_is_broken_all_over_is_an_error() -> None:
    data = PAGE.format("utf-8", "“It” “will” #tay. " * 9, "").encode().replace(b"#", b"\xff")
    article, diagnostics = read_seed(data, path="seeds/ferry.html")
    assert article is None
    assert diagnostics[-1].severity is Severity.ERROR


def test_private_characters_of_a_page_are_kept() -> None:
    data = PAGE.format("utf-8", "The \U00100000 &#x100009; stays. Caf~", "").encode().replace(b"~", b"\xe9")
    article, _ = read_seed(data, path="seeds/ferry.html")
    assert article is not None
    assert "The \U00100000 \U00100009 stays. Café" in article.text


def test_references_to_private_characters_of_a_page_are_kept() -> None:
    data = PAGE.format("utf-8", "The &#x100009; stays. Caf~", "").encode().replace(b"~", b"\xe9")
    article, diagnostics = read_seed(data, path="seeds/ferry.html")
    assert article is not None
    assert "The \U00100009 stays. Café" in article.text
    assert len(diagnostics) == 1


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
def test_a_wrongly_declared_encoding_is_ignored(name: str) -> None:
    page = f'<meta charset="{name}"><p>{WORDS}</p>'
    assert decode_page(page.encode(), path="seeds/ferry.html").text == page


def test_a_page_that_wrongly_declares_utf8_is_read_in_its_real_encoding() -> None:
    decoded = decode_page(f'<meta charset="utf-8"><p>{WORDS}</p>'.encode("cp1252"), path="seeds/ferry.html")
    assert decoded.text is not None
    assert WORDS in decoded.text
    assert "Windows-1252" in decoded.diagnostics[0].message
