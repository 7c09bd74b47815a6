"""Report of an evaluation: valid, linked and complete, and never in place of files of others."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from jinja2 import meta, nodes

from builder.evaluate.comparison import compare
from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.report.assembly import write_report
from builder.evaluate.report.contexts import ArticleContext, IdentityContext, IndexContext, KindContext
from builder.evaluate.report.folder import MARKER, check_folder, write_folder
from builder.evaluate.report.style_sheets import TEMPLATES
from builder.evaluate.run_record import record_of
from builder.model.annotations import EntityType, QuoteKind
from builder.model.diagnostic import InputError
from builder.model.graph import Entity
from builder.pipeline.progress import SilentProgress
from builder.render.render import make_environment
from tests.support.evaluated import (
    annotated_name,
    annotated_quote,
    article,
    brief,
    evaluated,
    found_name,
    found_quote,
    listed,
    who,
)
from tests.support.sites import read_tree

HTML = "{http://www.w3.org/1999/xhtml}"
TEXT = (
    "“The pier <b>is</b> open & free,” Ana Roe told Paul Lind, who called it “a gift.”\n\n"
    "Roe said that the work in Lund took nine years. Visby & Co. paid.\n \nIt was “late”."
)
QUOTES = [
    annotated_quote(TEXT, ["The pier <b>is</b> open & free"], "Ana Roe"),
    annotated_quote(TEXT, ["a gift"], "Paul Lind", QuoteKind.MIXED),
    annotated_quote(TEXT, ["that the work in Lund took nine years"], "Roe said", QuoteKind.INDIRECT),
]
NAMES = [
    annotated_name(TEXT, "Ana Roe", "PERSON", "Ana Roe"),
    annotated_name(TEXT, "Paul Lind", "PERSON", "Paul Lind"),
    annotated_name(TEXT, "Roe", "PERSON", "Ana Roe", 2),
    annotated_name(TEXT, "Lund", "PLACE", optional=True),
    annotated_name(TEXT, "Visby & Co.", "ORG", "Visby & Co."),
]


def run(*, better: bool) -> FileEvaluation:
    both = article('both "<i>"', TEXT, quotes=QUOTES, mentions=NAMES)
    quotes = [
        found_quote(TEXT, ["The pier <b>is</b> open & free"], "Ana Roe" if better else "Paul Lind"),
        found_quote(TEXT, ["late"], None),
        found_quote(TEXT, ["nine years"], "Roe said"),
        found_quote(TEXT, ["took nine years"], "Roe said"),
    ]
    names = [
        found_name(TEXT, "Ana Roe", EntityType.PERSON, "ana-roe"),
        found_name(TEXT, "Roe", EntityType.PERSON, "ana-roe" if better else "roe", 2),
        found_name(TEXT, "Lund", EntityType.PLACE, "lund"),
        found_name(TEXT, "Visby", EntityType.PLACE, "visby"),
    ]
    part = article("part", "Ana Roe met\nPaul Lind.", mentions=[], partial=True)
    unread = article("unread", "", quotes=[])
    return evaluated(
        [both, part, unread],
        [brief(both.id, quotes=quotes, mentions=names), brief("part")],
    )


def run_identity() -> FileEvaluation:
    """Evaluate who is who in a file: one name and one quote lead to a wrong page, and one name has no page."""
    text = "“It <i>leaks</i>,” Ana Roe said.\n\nRoe left with Paul Lind & Co. “It leaks,” Lind said."
    gold = article(
        "leak",
        text,
        quotes=[
            annotated_quote(text, ["It <i>leaks</i>"], "Ana Roe"),
            annotated_quote(text, ["It leaks"], "Lind"),
        ],
        mentions=[annotated_name(text, "Ana Roe", "PERSON", "Ana Roe")],
    )
    names = [
        found_name(text, "Ana Roe", EntityType.PERSON, "ana-roe"),
        found_name(text, "Roe", EntityType.PERSON, "roe", 2),
        found_name(text, "Co", EntityType.ORGANIZATION, "co"),
        found_name(text, "Co.", EntityType.ORGANIZATION, "co"),
    ]
    quotes = [
        found_quote(text, ["It <i>leaks</i>"], "Ana Roe", speakers=["ana-roe"]),
        found_quote(text, ["It leaks"], "Lind", speakers=["ana-roe"], number=2),
    ]
    identity = who(
        "leak",
        listed("Ana <Roe>", "PERSON", "Ana Roe", "Roe"),
        listed("Paul Lind", "PERSON", "Paul Lind", "Lind"),
        answers={0: (("Ana <Roe>",),), 1: (("Paul Lind",), ())},
    )
    entities = [
        Entity("ana-roe", EntityType.PERSON, "Ana Roe"),
        Entity("roe", EntityType.PERSON, "Roe"),
        Entity("co", EntityType.ORGANIZATION, "Co"),
    ]
    return evaluated(
        [gold],
        [brief("leak", quotes=quotes, mentions=names)],
        name="who.jsonl",
        entities=entities,
        identity={"leak": identity},
    )


def write(folder: Path) -> dict[str, bytes]:
    old, new, identity = run(better=True), run(better=False), run_identity()
    record = record_of([new, new, identity])
    comparison = compare(record, record_of([old, identity]), name="old.json")
    write_report([new, new, identity], record, comparison, folder, progress=SilentProgress())
    return read_tree(folder)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return write(tmp_path_factory.mktemp("report") / "eval")


@cache
def tree(data: bytes) -> ElementTree.Element:
    found = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree")).parse(data.decode())
    assert isinstance(found, ElementTree.Element)
    return found


def ids(data: bytes) -> list[str]:
    return [value for element in tree(data).iter() if (value := element.get("id")) is not None]


def words(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def pages(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.endswith(".html")}


def page_of(files: dict[str, bytes]) -> ElementTree.Element:
    return tree(files["1-gold-jsonl/article-0001.html"])


def with_class(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in element.iter() if name in (one.get("class") or "").split()]


def test_every_page_is_valid(files: dict[str, bytes]) -> None:
    assert len(pages(files)) > 10
    for path, data in pages(files).items():
        root = tree(data)
        assert len(root.findall(f".//{HTML}h1")) == 1, path
        assert [name for name, count in Counter(ids(data)).items() if count > 1] == [], path
        levels = [int(tag[1]) for tag in re.findall(r"<(h[1-6])[ >]", data.decode())]
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        assert root.findall(f".//{HTML}script") == root.findall(f".//{HTML}i") == [], path


def test_every_link_has_a_target(files: dict[str, bytes]) -> None:
    for path, data in pages(files).items():
        for element in tree(data).iter():
            address = element.get("href")
            if address is None:
                continue
            parts = urlsplit(address)
            assert not parts.scheme
            name = unquote(parts.path) or posixpath.basename(path)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
            assert target in files, address
            assert not parts.fragment or parts.fragment in ids(files[target]), address


def test_both_sides_have_the_whole_text(files: dict[str, bytes]) -> None:
    for side, label in (("gold", "Annotated by people"), ("found", "Found by newsgloss")):
        found = [words(one).removeprefix(label) for one in with_class(page_of(files), side)]
        assert found == [line for line in TEXT.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("side", "marks"),
    [
        (
            "gold",
            [
                ("quote wrong", "The pier <b>is</b> open & free"),
                ("source wrong", "Ana Roe"),
                ("name right", "Ana Roe"),
                ("source missed", "Paul Lind"),
                ("name missed", "Paul Lind"),
                ("quote missed", "a gift"),
                ("source wrong", "Roe said"),
                ("name right", "Roe"),
                ("quote wrong", "that the work in Lund took nine years"),
                ("name left-out", "Lund"),
                ("name wrong", "Visby & Co."),
            ],
        ),
        (
            "found",
            [
                ("quote wrong", "The pier <b>is</b> open & free"),
                ("name right", "Ana Roe"),
                ("source wrong", "Paul Lind"),
                ("source wrong", "Roe said"),
                ("name right", "Roe"),
                ("name left-out", "Lund"),
                ("quote wrong", "took nine years"),
                ("quote wrong", "nine years"),
                ("name wrong", "Visby"),
                ("quote spurious", "late"),
            ],
        ),
    ],
)
def test_marks_of_quotes_and_names(files: dict[str, bytes], side: str, marks: list[tuple[str, str]]) -> None:
    rows = with_class(page_of(files), side)
    found = [(one.get("class"), words(one)) for row in rows for one in row.iter() if one.get("title")]
    assert found == marks


def test_mistakes_are_listed_below_their_paragraph(files: dict[str, bytes]) -> None:
    rows = with_class(page_of(files), "row")
    listed = [[" ".join(words(one).split()) for one in row.iter(f"{HTML}li")] for row in rows]
    assert listed[1] == [
        "statement cut wrong that the work in Lund took nine years found as “took nine years”",
        "wrong type Visby & Co. ORG found as PLACE",
        "wrong edges Visby & Co. found as “Visby”",
        "page: wrong type Visby & Co. 1 mention; 1 on visby (Visby & Co.); ORG taken for PLACE",
    ]
    assert [row.get("class") for row in rows] == ["row", "row", "row"]
    assert any(one.startswith("new wrong source The pier") for one in listed[0])


def test_the_first_page_shows_scores_mistakes_and_changes(files: dict[str, bytes]) -> None:
    text = " ".join(" ".join(tree(files["index.html"]).itertext()).split())
    for part in (
        "gold.jsonl (2) 3 articles",
        "quotes attributed 0.0000",
        "wrong source 1",
        "page: split over pages 1",
        "What changed since old.json",
        "Articles that changed: 1. Mistakes: 2 new (+), 0 gone (−).",
        "Not compared, because only one run has them: gold.jsonl (2).",
    ):
        assert part in text, part


def test_who_is_who_is_marked_and_explained_in_its_article(files: dict[str, bytes]) -> None:
    page = tree(files["3-who-jsonl/article-0001.html"])
    by_id = {one.get("id"): one for one in page.iter() if one.get("id")}
    assert (by_id["gi-34"].get("class"), by_id["gi-34"].get("data-label")) == ("name wrong", "Ana <Roe>")
    assert (by_id["fi-34"].get("class"), by_id["fi-34"].get("data-label")) == ("name wrong", "roe")
    assert (by_id["gi-48"].get("class"), by_id["gi-48"].get("data-label")) == ("name missed", "Paul Lind")
    assert by_id["fi-60"].get("class") == "name spurious"
    listed_below = [
        [" ".join(words(one).split()) for one in row.iter(f"{HTML}li")] for row in with_class(page, "row")
    ]
    assert (
        "who: name on a wrong page Roe is Ana <Roe>; on roe (“Roe”), home is ana-roe (“Ana Roe”) same entity"
        in listed_below[1]
    )
    assert (
        "who: quote to a wrong page It leaks said by Paul Lind or no one named; leads to ana-roe (“Ana Roe”), "
        "by the words “Lind” (confidence 0.90, test) same entity"
    ) in listed_below[1]


def test_a_mistake_leads_to_the_others_about_its_entity(files: dict[str, bytes]) -> None:
    page = tree(files["3-who-jsonl/who-is-who.html"])
    sections = {
        words(next(section.iter(f"{HTML}h2"))): [words(one) for one in with_class(section, "kind")]
        for section in page.iter(f"{HTML}section")
    }
    assert sections == {
        "Paul Lind 4": [
            "who: name without a page",
            "who: entity without one page",
            "who: quote to a wrong page",
            "who: name without a page",
        ],
        "Ana <Roe> 2": ["who: entity without one page", "who: name on a wrong page"],
    }
    texts = " ".join(" ".join(tree(files["index.html"]).itertext()).split())
    assert "who: pages of no listed name 1 3 pages in all" in texts
    assert "Who is who, by entity" in texts


def test_an_article_that_could_not_be_read_says_so(files: dict[str, bytes]) -> None:
    assert b"could not be read" in files["1-gold-jsonl/article-0003.html"]
    assert b"Only some of the names" in files["1-gold-jsonl/article-0002.html"]


def test_the_same_run_gives_the_same_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    assert write(tmp_path / "again") == files


CONTEXTS = {
    "index.html": IndexContext,
    "kind.html": KindContext,
    "identity.html": IdentityContext,
    "article.html": ArticleContext,
}


@pytest.mark.parametrize("template", CONTEXTS)
def test_templates_use_exactly_their_context_and_escape_it(template: str) -> None:
    environment = make_environment([TEMPLATES])
    used: set[str] = set()
    for name in (template, "base.html"):
        parsed = environment.parse((TEMPLATES / name).read_text(encoding="utf-8"))
        macros = {str(found) for node in parsed.find_all(nodes.FromImport) for found in node.names}
        used |= meta.find_undeclared_variables(parsed) - macros
    assert used == set(CONTEXTS[template].__struct_fields__)
    for path in TEMPLATES.glob("*.html"):
        assert "safe" not in [
            node.name for node in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Filter)
        ]


def test_all_colors_are_colors_of_the_site() -> None:
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    tokens = (TEMPLATES.parents[3] / "templates" / "assets" / "tokens.css").read_text(encoding="utf-8")
    known = {*re.findall(r"(--[a-z]+):", tokens), "--mark", "--line"}
    assert set(re.findall(r"var\((--[a-z]+)", css)) <= known
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgb\(|hsl\(", css) == []


def test_a_report_replaces_the_last_one_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "eval"
    write_folder({"a.html": b"1", "b/c.html": b"2"}, folder)
    write_folder({"a.html": b"3"}, folder)
    assert read_tree(folder) == {"a.html": b"3", MARKER: json.dumps(["a.html"], indent=0).encode()}
    assert [path.name for path in folder.parent.iterdir()] == ["eval"]


@pytest.mark.parametrize(
    "foreign", ["notes.txt", "b/notes.txt", pytest.param(".git/config", id="a repository")]
)
def test_a_folder_with_files_of_others_is_refused(tmp_path: Path, foreign: str) -> None:
    folder = tmp_path / "eval"
    write_folder({"a.html": b"1", "b/c.html": b"2"}, folder)
    (folder / foreign).parent.mkdir(exist_ok=True)
    (folder / foreign).write_text("mine", encoding="utf-8")
    before = read_tree(folder)
    refusal = re.escape(f"it has the file “{foreign}”")
    with pytest.raises(InputError, match=refusal) as problem:
        check_folder(folder)
    assert "--report" in problem.value.diagnostics[0].hint
    with pytest.raises(InputError, match=refusal):
        write_folder({"a.html": b"3"}, folder)
    assert read_tree(folder) == before


def test_a_link_to_a_folder_is_a_file_of_others(tmp_path: Path) -> None:
    folder = tmp_path / "eval"
    write_folder({"a.html": b"1"}, folder)
    (tmp_path / "mine").mkdir()
    (folder / "b").symlink_to(tmp_path / "mine", target_is_directory=True)
    with pytest.raises(InputError, match="it has the file “b”"):
        check_folder(folder)


@pytest.mark.parametrize("marker", ["", "nonsense", "{}", "[1]"])
def test_with_a_damaged_marker_every_file_is_one_of_others(tmp_path: Path, marker: str) -> None:
    (tmp_path / MARKER).write_text(marker, encoding="utf-8")
    check_folder(tmp_path)
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="which is not from a report"):
        check_folder(tmp_path)


def test_a_file_and_a_path_through_a_file_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="it is a file"):
        check_folder(file)
    with pytest.raises(InputError, match="cannot be written"):
        write_folder({"a.html": b"1"}, file / "eval")


def test_remains_of_a_killed_run_are_removed(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    write_folder({"a.html": b"1", "b.html": b"1"}, tmp_path / ".report.newsgloss-old")
    write_folder({"a.html": b"2"}, folder)
    write_folder({"a.html": b"3"}, folder)
    assert read_tree(folder).keys() == {"a.html", MARKER}
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
