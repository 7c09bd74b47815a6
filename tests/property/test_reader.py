"""For any bytes, the reader keeps every character of the article, and fails only with a diagnostic."""

from __future__ import annotations

import html
import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builder.model.article import Article, ParagraphKind
from builder.model.diagnostic import Severity
from builder.read.markdown import plain_paragraphs, read_markdown
from builder.read.paragraphs import paragraph_spans
from builder.read.reader import read_seed
from builder.read.seed_head import find_head

ENDINGS = st.sampled_from([".txt", ".md", ".html", ".eml"])
PIECES = st.sampled_from(
    (
        *(
            "By Ann Roe",
            "OBAN — ",
            "LONDON (Reuters) - ",
            "The ferry sank.",
            "“We won’t go,”",
            "said",
            "Jan. 5, 2014",
        ),
        *(
            "Share this",
            "\n",
            "\r\n",
            "\n\n",
            "\u00a0",
            "  ",
            "\t",
            "\u2028",
            "\ufeff",
            "\x85",
            "\x08",
            "\x1b",
            "\x0c",
            "\x92",
            "\ufffe",
            "é",
            ". ",
        ),
        *(
            "# ",
            "> ",
            "- ",
            "* ",
            "---",
            "```",
            "| a | b |",
            "headline: x",
            "+++",
            "draft = true",
            '{"a":',
            ": ",
            "[",
            "]",
            "{",
        ),
        *(
            "<p>",
            "</p>",
            "<br>",
            "<script>",
            "</",
            "<!--",
            "-->",
            "<article>",
            "<li>",
            "<td>",
            "<meta charset=big5>",
        ),
        *(
            "From: a@b.example\n",
            "Date: Mon, 4 Mar 2024 15:04:05 +0000\n",
            "Subject: x\n",
            "MIME-Version: 1.0\n",
            "Content-Type: text/html\n",
            "Content-Type: multipart/mixed; boundary=b\n",
            "Content-Transfer-Encoding: base64\n",
            "--b\n",
            "=E2=80=9C",
            "=\n",
            "-- \n",
            "Dear all,\n",
            "Best regards,\n",
            "-----Original Message-----\n",
            "On Monday Ann wrote:\n",
            "draft: maybe\n",
            "date: 2041-01-01\n",
        ),
        *("&amp;", "&#0;", "&#xd800;", "&#27;", "&#146;"),
    )
)
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map(" ".join)
)
WORDS = st.text(st.characters(codec="ascii", categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12)


def is_control(letter: str) -> bool:
    """Return True for characters that no page may contain: noncharacters, and controls but tab and line ends."""
    code = ord(letter)
    if 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE:
        return True
    return unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n\r"


def check(article: Article) -> None:
    """Assert every invariant of an article that the reader returns."""
    fields = (article.headline, article.byline, article.source, article.source_url, article.summary)
    for given_words in (article.text, *filter(None, fields), *article.topics):
        given_words.encode("utf-8")
        assert not [letter for letter in given_words if is_control(letter)]
    at = 0
    for paragraph in article.paragraphs:
        span = paragraph.span
        words = span.of(article.text)
        assert at <= span.start < span.end <= len(article.text)
        assert words == words.strip()
        assert not article.text[at : span.start].strip()
        at = span.end
    assert not article.text[at:].strip()
    assert article.story
    if article.dateline is not None:
        dateline = article.dateline
        assert dateline.span.contains(dateline.place)
        assert dateline.region is None or dateline.span.contains(dateline.region)
        assert any(paragraph.span.contains(dateline.span) for paragraph in article.story)
    assert article.date is None or re.fullmatch(r"\d{4}-\d\d-\d\d", article.date)
    for said in (article.headline, article.byline, article.source, article.summary, *article.topics):
        assert said is None or said.strip()


@given(st.one_of(st.binary(), TEXTS.map(lambda text: text.encode("utf-8", errors="replace"))), ENDINGS)
@settings(deadline=None, max_examples=300)
def test_any_bytes_become_an_article_or_an_error(data: bytes, ending: str) -> None:
    article, diagnostics = read_seed(data, path=f"seeds/a{ending}")
    if article is None:
        assert any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    else:
        assert all(diagnostic.severity is not Severity.ERROR for diagnostic in diagnostics)
        check(article)
    assert read_seed(data, path=f"seeds/a{ending}") == (article, diagnostics)


@given(TEXTS)
def test_plain_text_keeps_every_character(text: str) -> None:
    data = text.encode("utf-8", errors="replace")
    article, diagnostics = read_seed(data, path="seeds/a.txt")
    if article is not None and not article.is_mail:
        written = data.decode("utf-8").removeprefix("\ufeff")
        assert article.text == written or diagnostics
        kept = iter(article.text)
        assert all(letter in kept for letter in written if not is_control(letter))


@given(
    st.text(min_size=1),
    st.integers(0, 30),
    st.sampled_from([b"\xff", b"\xe9", b"\x92", b"\x00", b"\x1b", b"\xe2\x80"]),
)
@settings(deadline=None)
def test_a_stray_byte_never_refuses_a_page(words: str, at: int, stray: bytes) -> None:
    page = f"<meta charset=utf-8><article><h1>Ferry stays</h1><p>The ferry will stay, she said. {'—' * 5}</p>"
    data = bytearray(
        f"{page}<p>{html.escape(words)}</p></article><footer>{'x' * 30}</footer>".encode("utf-8", "replace")
    )
    data[len(data) - 39 + at : len(data) - 39 + at] = stray
    article, diagnostics = read_seed(bytes(data), path="seeds/a.html")
    assert article is not None, diagnostics
    assert article.headline == "Ferry stays"
    check(article)


@given(TEXTS)
def test_paragraph_spans_leave_out_only_white_space(text: str) -> None:
    spans = paragraph_spans(text)
    assert all(len(span) > 0 for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@given(st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=8))
def test_blank_lines_always_separate_paragraphs(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert [span.of(text) for span in paragraph_spans(text)] == paragraphs


MARKUP = st.text(st.sampled_from("ab 12.)-+=#\n:,“”—é\u00a0\u2028'\"!()*_`>|[]&;<~\\\t$/@"), max_size=6)


@given(st.lists(WORDS | st.sampled_from(["\n", "\n\n", " ", ", "]) | MARKUP, max_size=12).map("".join))
def test_text_without_markdown_is_read_as_the_parser_reads_it(text: str) -> None:
    plain = plain_paragraphs(text)
    # With a comment behind it the text goes through the parser, and a comment leaves no words.
    parsed, _ = read_markdown(f"{text}\n\n<!-- -->", path="seeds/a.md")
    assert parsed is not None
    if plain is not None:
        assert plain == [span.of(parsed.text) for span in (one.span for one in parsed.paragraphs)]
        assert {one.kind for one in parsed.paragraphs} <= {ParagraphKind.TEXT}


@given(st.lists(PIECES | WORDS, max_size=40).map("".join))
@example(text="From: a@b.example\n\x08<!--By Ann Roe")
@settings(deadline=None)
def test_markdown_loses_no_word(text: str) -> None:
    """Assert that the letters of all words that a browser would show appear in the text, in order."""
    article, _ = read_seed(text.encode(), path="seeds/a.md")
    read = text.encode().decode("utf-8-sig")
    if article is None or article.is_mail or find_head(read, in_markdown=True) is not None:
        return
    # Control characters are read as if they were not there, so "\x08<!--" opens a comment.
    rendered = MarkdownIt("commonmark").enable("table").render(re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "", text))
    shown = re.sub(r"<!--.*?(?:-->|\Z)", "", rendered, flags=re.DOTALL)
    letters = iter(article.text)
    assert all(letter in letters for letter in re.findall(r"\w", re.sub(r"<[^>]*>|&[#\w]+;", "", shown)))
