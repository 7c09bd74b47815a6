"""Which paths a site may have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.diagnostic import InputError
from builder.write import portable_paths
from builder.write.portable_paths import check_paths


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../x.html",
        "a/../../x.html",
        "a/./x.html",
        "/etc/passwd",
        "//host/x.html",
        "a//x.html",
        "a/",
        "a\\..\\x.html",
        "C:/x.html",
        "c:x.html",
        "x.html:stream",
        "a\0.html",
        "a\n.html",
        "a\x7f.html",
        "\ud800.html",
        "x.html ",
        "x.html.",
        " x.html",
        "a /x.html",
        "NUL",
        "con/x.html",
        "a/lpt1",
        "a/CONIN$/x.html",
        "com¹/x.html",
        "LPT³",
        "assets/aux/x.css",
        ".newsgloss-site",
    ],
)
def test_an_invalid_path_is_an_error(path: str) -> None:
    with pytest.raises(InputError, match="cannot be a file of the site") as caught:
        check_paths(["index.html", path])
    assert caught.value.diagnostics[0].hint
    str(caught.value).encode()


def test_an_asset_with_a_reserved_name_is_reported_with_its_source_file() -> None:
    with pytest.raises(InputError) as caught:
        check_paths(["assets/fonts/nul", "index.html"])
    (problem,) = caught.value.diagnostics
    assert problem.path == "templates/assets/fonts/nul"
    assert "device" in problem.message


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "people/con.html",
        "a/b/c.json",
        ".nojekyll",
        "a-b_c.d~e.html",
        "ünïcode.html",
        "a..b.html",
    ],
)
def test_an_ordinary_path_is_accepted(path: str) -> None:
    check_paths([path])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("People/a.html", "people/a.html"),
        ("briefs/Straße.html", "briefs/strasse.html"),
        ("caf\u00e9.html", "cafe\u0301.html"),
    ],
)
def test_two_paths_that_collide_on_some_system_are_both_named(first: str, second: str) -> None:
    with pytest.raises(InputError) as caught:
        check_paths([first, "index.html", second])
    (problem,) = caught.value.diagnostics
    assert first in problem.message
    assert second in problem.message
    assert problem.hint


def test_a_path_that_is_also_a_folder_is_an_error() -> None:
    with pytest.raises(InputError, match='"a" cannot be both'):
        check_paths(["A/b/c.html", "a"])


def test_all_collisions_are_reported_at_once() -> None:
    with pytest.raises(InputError) as caught:
        check_paths(["a.html", "A.html", "b.html", "B.html"])
    assert len(caught.value.diagnostics) == 2


@given(st.text())
def test_an_accepted_path_stays_inside_the_site(path: str) -> None:
    try:
        check_paths([path])
    except InputError:
        return
    parts = path.split("/")
    assert all(parts)
    assert not {".", ".."} & set(parts)
    assert "\0" not in path
    assert "\\" not in path


@given(st.from_regex(portable_paths._ORDINARY, fullmatch=True))
def test_ordinary_paths_are_those_without_a_problem(path: str) -> None:
    assert not portable_paths._problem(path)
    assert portable_paths.fold_path(path) == path


@pytest.mark.parametrize(
    "path", ["con", "a/aux/b", "a//b", "a/", "/a", "a.", "a b", "a/..", "com1/a", "A", "a\n"]
)
def test_other_paths_are_looked_at_more_closely(path: str) -> None:
    assert not portable_paths._ORDINARY.fullmatch(path)


@pytest.mark.parametrize(
    "path", ["a", "404.html", "briefs/aux_/a.html", "briefs/con.html", "pagefind/en_1.pf_meta"]
)
def test_most_paths_are_ordinary(path: str) -> None:
    assert portable_paths._ORDINARY.fullmatch(path)
