"""Markdown seeds: front matter, and the words of the blocks."""

from __future__ import annotations

import pytest

from builder.model.article import Article, ParagraphKind
from builder.model.diagnostic import Diagnostic, Severity
from builder.read.reader import read_seed

BODY = "The ferry sank on Sunday."


def read(text: str) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    return read_seed(text.encode(), path="seeds/ferry.md")


def article_of(text: str) -> Article:
    article, diagnostics = read(text)
    assert diagnostics == ()
    assert article is not None
    return article


def with_front(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", BODY, ""))


def parts(text: str) -> list[tuple[str, str]]:
    article = article_of(text)
    return [(paragraph.kind.value, paragraph.span.of(article.text)) for paragraph in article.paragraphs]


def test_front_matter_gives_the_metadata() -> None:
    article = article_of(
        with_front(
            "headline: 'Ferry: sunk'",
            "date: 2014-01-05",
            "byline: By Ann Roe",
            "source: Harbour Herald",
            "source_url: https://herald.example/ferry",
            "summary: >",
            "  A valve",
            "  was open.",
            "topics: [ferries, Mull, ferries]",
        )
    )
    assert article.headline == "Ferry: sunk"
    assert article.date == "2014-01-05"
    assert article.byline == "Ann Roe"
    assert article.source == "Harbour Herald"
    assert article.source_url == "https://herald.example/ferry"
    assert article.summary == "A valve was open."
    assert article.topics == ("ferries", "Mull")
    assert article.text == BODY


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["title: Ferry"], {"headline": "Ferry"}),
        (["author: [Ann Roe, John Doe, Max Poe]"], {"byline": "Ann Roe, John Doe and Max Poe"}),
        (["author: [Ann Roe]"], {"byline": "Ann Roe"}),
        (["author: []"], {"byline": None}),
        (["description: Sunk."], {"summary": "Sunk."}),
        (["tags: [a, b]"], {"topics": ("a", "b")}),
        (["date: '2014-01-05'"], {"date": "2014-01-05"}),
        (["date: 2014-01-05T10:00:00+02:00"], {"date": "2014-01-05"}),
        (["date: 2014-1-5 10:00:00"], {"date": "2014-01-05"}),
        (["headline:", "topics:"], {"headline": None, "topics": ()}),
        (["summary: &s Sunk.", "headline: *s"], {"headline": "Sunk.", "summary": "Sunk."}),
        (["topics: !mine [a, b]", "headline: !!str 7"], {"topics": ("a", "b"), "headline": "7"}),
        (["topics: [a, ~, '', b]"], {"topics": ("a", "b")}),
        (["draft: false", "Draft: true"], {"draft": True}),
        (["status: published", "publish_date: 2014-01-05"], {"draft": False, "release": "2014-01-05"}),
        ([], {"headline": None, "date": None}),
        (["# a comment"], {"headline": None}),
    ],
)
def test_keys_and_their_aliases_give_metadata(lines: list[str], expected: dict[str, object]) -> None:
    article = article_of(with_front(*lines))
    assert {name: getattr(article, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("lines", "line", "message", "hint"),
    [
        (["headline: Ferry: sunk"], 2, "not valid YAML", "quotation marks"),
        (["source: Herald", "headline: 'Ferry", "date: 2014-01-05"], 3, "never closed", "Close it"),
        (["source: Herald", "headline: [a]"], 3, "`headline`: expected a text", ""),
        (["headline: 2014"], 2, "`headline`: expected a text", "quotation marks"),
        (["headline: yes"], 2, "`headline`: expected a text", "quotation marks"),
        (["headline: {a: b}"], 2, "`headline`: expected a text", ""),
        (["date: Jan. 5"], 2, "`date`: expected a date", "2014-01-05"),
        (["date: 2014-02-30"], 2, "`date`: there is no day “2014-02-30”", "2014-01-05"),
        (
            ["withdrawn: It was wrong."],
            2,
            "A brief is withdrawn in its file",
            "Move `withdrawn` to content/briefs/",
        ),
        (["topics: {a: b}"], 2, "`topics`: expected a list", "[one, two]"),
        (["topics: [1]"], 2, "`topics`: expected a text", "quotation marks"),
        (["source_url: herald.example"], 2, "`source_url`: expected an address", "https://"),
        (["source_url: 'javascript:alert(1)'"], 2, "`source_url`: expected an address", "https://"),
        (["headline: a", "title: b"], 3, "`title` means the same as `headline` in line 2", "Keep one"),
        (["headline: a", "headline: b"], 3, "`headline` is given twice; the first is in line 2", "Keep one"),
        (["headline: !mine a"], 2, "found the value with a tag of its own “a”", "quotation marks"),
        (["headline: *s"], 2, "“*s” refers to “&s”, which is not above it", "Repeat"),
        (["headline: a", "title:"], 3, "`title` means the same as `headline` in line 2", "Keep one"),
        (["- headline", "- date"], 2, "expected keys with values, found a list", "slug: …"),
        (["[" * 5000], 2, "nested more than 200 deep", "Flatten"),
    ],
)
def test_errors_name_the_line_and_the_next_step(lines: list[str], line: int, message: str, hint: str) -> None:
    article, diagnostics = read(with_front(*lines))
    assert article is None
    (diagnostic,) = diagnostics
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.where == f"seeds/ferry.md:{line}"
    assert message in diagnostic.message
    assert hint in diagnostic.hint


def test_every_problem_is_reported_at_once() -> None:
    _, diagnostics = read(with_front("date: soon", "topics: 1", "headlin: y"))
    assert [diagnostic.line for diagnostic in diagnostics] == [2, 3, 4]


def test_an_unknown_key_is_a_warning_with_the_nearest() -> None:
    article, (diagnostic,) = read(with_front("sumary: A valve was open."))
    assert article is not None
    assert article.summary is None
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.line == 2
    assert "`summary`" in diagnostic.hint


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        (["[a, b]: c"], 2, "A key without a name: unknown key, which is left out."),
        (["plan: &x [*x]"], 2, "`plan`: unknown key, which is left out."),
        (["source: Herald", "plan: a", "plan: b"], 3, "`plan`: unknown key, which is left out."),
        (["da\u200bte: 2014-01-05"], 2, "`date`: unknown key, which is left out: an invisible"),
    ],
)
def test_front_matter_of_other_programs_is_read_with_warnings(
    lines: list[str], line: int, message: str
) -> None:
    article, diagnostics = read(with_front(*lines))
    assert article is not None
    assert {diagnostic.severity for diagnostic in diagnostics} == {Severity.WARNING}
    assert diagnostics[0].line == line
    assert diagnostics[0].message.startswith(message)


def test_front_matter_that_is_never_closed_is_an_error() -> None:
    article, (diagnostic,) = read(f"---\nheadline: Ferry\n{BODY}\n")
    assert article is None
    assert diagnostic.where == "seeds/ferry.md:1"
    assert "never closed" in diagnostic.message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_may_have_any_line_end(end: str) -> None:
    article = article_of(with_front("headline: Ferry", "date: 2014-01-05").replace("\n", end))
    assert (article.headline, article.date, article.text) == ("Ferry", "2014-01-05", BODY)


def test_blocks_are_the_words_of_their_kinds() -> None:
    text = "\n".join(
        (
            "# The *ferry*",
            "",
            "It **sank** [off Mull](https://x.example) on",
            "Sunday &amp; stayed\\",
            "there ![a mast](m.png).",
            "",
            "## Wreck <!-- check -->",
            "",
            "<!-- not yet",
            "-->",
            "",
            "- gulls",
            "- terns",
            "",
            "  and more",
            "",
            "> It was",
            "> a valve.",
            "",
            "| mast | gulls |",
            "|---|---|",
            "| one | *nine* |",
            "",
            "    code",
            "",
            "***",
            "",
            "<script>alert('a')</script>",
        )
    )
    assert parts(text) == [
        ("headline", "The ferry"),
        ("text", "It sank off Mull on Sunday & stayed there a mast."),
        ("subheading", "Wreck"),
        ("list-item", "gulls"),
        ("list-item", "terns"),
        ("list-item", "and more"),
        ("block-quote", "It was a valve."),
        ("text", "mast\tgulls"),
        ("text", "one\tnine"),
        ("text", "code"),
        ("text", "<script>alert('a')</script>"),
    ]


def test_the_text_separates_paragraphs_with_blank_lines() -> None:
    assert article_of(f"# Ferry\n{BODY}\n\n\n\nIt stayed.").text == f"Ferry\n\n{BODY}\n\nIt stayed."


def test_the_first_heading_is_the_headline() -> None:
    article = article_of(f"# Ferry sinks\n\n{BODY}")
    assert article.headline == "Ferry sinks"


def test_the_headline_of_the_front_matter_overrides_the_heading() -> None:
    article = article_of(with_front("headline: Down she goes").replace(BODY, f"# Ferry sinks\n\n{BODY}"))
    assert article.headline == "Down she goes"
    assert [paragraph.kind for paragraph in article.paragraphs] == [
        ParagraphKind.SUBHEADING,
        ParagraphKind.TEXT,
    ]


def test_a_heading_that_repeats_the_headline_is_the_headline() -> None:
    article = article_of(with_front("headline: Ferry sinks").replace(BODY, f"# Ferry sinks\n\n{BODY}"))
    assert article.paragraphs[0].kind is ParagraphKind.HEADLINE


def test_byline_and_dateline_are_found_as_in_plain_text() -> None:
    article = article_of(f"# Ferry sinks\n\nBy Ann Roe\n\nOBAN — {BODY}\n\nShare this article")
    assert article.byline == "Ann Roe"
    assert article.dateline is not None
    assert article.dateline.place.of(article.text) == "OBAN"
    assert article.paragraphs[-1].kind is ParagraphKind.BOILERPLATE


def test_deep_nesting_loses_nothing() -> None:
    assert parts("> " * 90 + "deep") == [("block-quote", "deep")]
