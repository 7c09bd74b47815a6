"""Sites with articles in a language that the language model does not read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.model.diagnostic import InputError, Severity
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.explain_words import explain_words
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.sites import HARBOUR, read_tree, write_files

pytestmark = pytest.mark.model

FRENCH = """Le conseil municipal d'Orvelle s'est réuni mardi soir pour examiner le projet de rénovation de l'écluse.

« Nous ne pouvions plus attendre », a déclaré M. Lucien Faverolle, adjoint aux travaux. Plusieurs habitants craignent
que le chantier ne dure tout l'été.
"""
STORY = '<div class="story" lang="fr">'
LINE = "This article is in French. Its names and quotes are not marked."


def build(root: Path) -> BuildReport:
    return build_site(BuildOptions(root=root, out=root / "site", jobs=1), progress=SilentProgress())


def warnings_of(report: BuildReport) -> Iterator[tuple[str, str]]:
    for found in report.diagnostics:
        if found.severity is Severity.WARNING:
            yield found.path, f"{found.message} {found.hint}"


def page_of(root: Path) -> str:
    return (root / "site" / "briefs" / "ecluse.html").read_text(encoding="utf-8")


def data_of(root: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads(
        (root / "site" / "briefs" / "ecluse.json").read_text(encoding="utf-8")
    )
    return data


def newsroom(folder: Path, **settings: str) -> Path:
    own = {"content/site.yaml": "title: Gazette\n", "seeds/ecluse.txt": FRENCH, "seeds/harbour.txt": HARBOUR}
    given = {f"content/{name.replace('__', '/')}.yaml": text for name, text in settings.items()}
    return write_files(folder / "newsroom", own | given)


def test_a_french_article_is_published_and_marked_so(tmp_path: Path) -> None:
    root = newsroom(tmp_path)
    report = build(root)
    assert report.ok
    assert report.annotated == 1, "the English one"
    ((path, words),) = warnings_of(report)
    assert path == "seeds/ecluse.txt"
    for part in ("seems to be in French", "`language: fr` into content/briefs/ecluse.yaml", "`model:`"):
        assert part in words
    page, data = page_of(root), data_of(root)
    assert STORY in page
    assert page.count(LINE) == 2
    assert (data["language"], data["annotated"]) == ("fr", False)
    assert (data["mentions"], data["quotes"], data["entities"]) == ([], [], [])
    assert data["text"] == FRENCH
    other = (root / "site" / "briefs" / "harbour.html").read_text(encoding="utf-8")
    assert '<div class="story">' in other
    assert "language" not in json.loads(
        (root / "site" / "briefs" / "harbour.json").read_text(encoding="utf-8")
    )


def test_the_warning_is_repeated_and_nothing_is_annotated_again(tmp_path: Path) -> None:
    root = newsroom(tmp_path)
    first, second = build(root), build(root)
    assert list(warnings_of(first)) == list(warnings_of(second))
    assert second.annotated == 0
    assert not second.written


def test_an_editor_who_states_the_language_is_not_warned(tmp_path: Path) -> None:
    root = newsroom(tmp_path, briefs__ecluse="language: fr\n")
    assert list(warnings_of(build(root))) == []
    assert STORY in page_of(root)


@pytest.mark.parametrize("key", ["language", "lang"])
def test_front_matter_may_state_the_language(key: str, tmp_path: Path) -> None:
    root = newsroom(tmp_path)
    write_files(root, {"seeds/ecluse.txt": None, "seeds/ecluse.md": f"---\n{key}: fr\n---\n{FRENCH}"})
    assert list(warnings_of(build(root))) == []
    assert STORY in page_of(root)
    write_files(root, {"content/briefs/ecluse.yaml": "language: en\n"})
    assert build(root).annotated == 1
    assert LINE not in page_of(root)


def test_an_article_is_annotated_once_an_editor_says_that_it_is_english(tmp_path: Path) -> None:
    root = newsroom(tmp_path)
    build(root)
    write_files(root, {"content/briefs/ecluse.yaml": "language: en\n"})
    report = build(root)
    assert report.annotated == 1
    assert list(warnings_of(report)) == []
    assert LINE not in page_of(root)
    write_files(root, {"content/briefs/ecluse.yaml": None})
    report = build(root)
    assert report.annotated == 0
    assert LINE in page_of(root)


def test_a_french_site_with_an_english_model_gets_one_warning(tmp_path: Path) -> None:
    root = newsroom(tmp_path, site="title: Gazette\nlanguage: fr\n")
    write_files(
        root, {"seeds/second.txt": FRENCH.replace("mardi", "jeudi"), "seeds/short.txt": "Trop court.\n"}
    )
    report = build(root)
    ((path, words),) = warnings_of(report)
    assert path == "content/site.yaml"
    assert "3 articles are published without annotations: the language of the site is French" in words
    assert report.annotated == 1, "the English one"
    assert '<div class="story">' in page_of(root)
    assert '<div class="story" lang="en">' in (root / "site" / "briefs" / "harbour.html").read_text(
        encoding="utf-8"
    )


def test_nothing_is_explained_in_an_article_that_was_not_annotated(tmp_path: Path) -> None:
    root = newsroom(tmp_path)
    options = BuildOptions(root=root, out=root / "site", jobs=1)
    with pytest.raises(InputError, match="does not read the language of this article"):
        explain_words(options, "ecluse", "Lucien Faverolle", progress=SilentProgress())


def test_a_french_site_speaks_french_and_changes_with_its_language(tmp_path: Path) -> None:
    root = newsroom(tmp_path)
    build(root)
    before = read_tree(root / "site")
    write_files(root, {"content/site.yaml": "title: Gazette\nlanguage: fr\n"})
    assert build(root).ok
    page = page_of(root)
    assert "Cet article est en français" in page
    assert "Comment ces annotations ont été faites" in page
    assert "Chercher dans ce site" in (root / "site" / "assets" / "site.js").read_text(encoding="utf-8")
    write_files(root, {"content/site.yaml": "title: Gazette\n"})
    build(root)
    assert read_tree(root / "site") == before


def test_a_site_in_a_language_without_words_gets_a_note_and_english_pages(tmp_path: Path) -> None:
    root = newsroom(tmp_path, site="title: Gazette\nlanguage: nl\n", briefs__ecluse="language: fr\n")
    report = build(root)
    ((path, words),) = [
        (one.path, f"{one.message} {one.hint}") for one in report.diagnostics if one.severity is Severity.NOTE
    ]
    assert path == "content/site.yaml"
    assert words.startswith(
        "The pages have no words in Dutch: what they say themselves is in English. There are"
    )
    assert "How this was annotated" in page_of(root)
