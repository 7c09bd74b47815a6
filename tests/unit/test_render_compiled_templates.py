"""Compiled templates: the builds of a user compile each source once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.render import compiled_templates
from builder.render.compiled_templates import MOST, CompiledTemplates
from builder.render.render import make_environment
from builder.render.sandbox import Sandbox


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the templates that are compiled from now on."""
    names: list[str] = []
    compile_one = Sandbox.compile

    def counted(self: Sandbox, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_one(self, source, name, filename)

    monkeypatch.setattr(Sandbox, "compile", counted)
    monkeypatch.setattr(compiled_templates, "_codes", {})
    return names


def render(folder: Path, name: str) -> str:
    return make_environment([folder]).get_template(name).render(who="Ana <Roe>")


def render_anew(folder: Path, kept: Path, made_by: str = "this program") -> str:
    """Render ``a.html`` as another process would, which has only what the folder keeps."""
    compiled_templates._codes.clear()
    environment = make_environment([folder])
    environment.bytecode_cache = CompiledTemplates(kept, made_by)
    return environment.get_template("a.html").render(who="Ana <Roe>")


def test_template_is_compiled_again_only_if_its_source_changed(tmp_path: Path, compiled: list[str]) -> None:
    page = tmp_path / "a.html"
    page.write_text("By {{ who }}", encoding="utf-8")
    assert [render(tmp_path, "a.html") for _ in range(3)] == ["By Ana &lt;Roe&gt;"] * 3
    assert compiled == ["a.html"]
    page.write_text("Of {{ who }}", encoding="utf-8")
    assert render(tmp_path, "a.html") == "Of Ana &lt;Roe&gt;"
    page.write_text("By {{ who }}", encoding="utf-8")
    assert render(tmp_path, "a.html") == "By Ana &lt;Roe&gt;"
    assert compiled == ["a.html", "a.html"]


def test_templates_of_one_source_keep_their_names(tmp_path: Path, compiled: list[str]) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("{{ who }}", encoding="utf-8")
        render(tmp_path, name)
    assert compiled == ["a.html", "b.html"]


def test_number_of_compiled_templates_is_limited(tmp_path: Path, compiled: list[str]) -> None:
    for number in range(MOST + 1):
        (tmp_path / "a.html").write_text(str(number), encoding="utf-8")
        assert render(tmp_path, "a.html") == str(number)
    assert len(compiled) == MOST + 1
    assert len(compiled_templates._codes) == 1


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.html").write_text("By {{ who }}", encoding="utf-8")
    return folder


def test_other_processes_of_a_user_do_not_compile_it_again(site: Path, compiled: list[str]) -> None:
    kept = site.parent / "cache/templates"
    assert [render_anew(site, kept) for _ in range(3)] == ["By Ana &lt;Roe&gt;"] * 3
    assert compiled == ["a.html"]
    assert len(list(kept.iterdir())) == 1


def test_another_source_or_program_compiles_it_again(site: Path, compiled: list[str]) -> None:
    kept = site.parent / "kept"
    render_anew(site, kept)
    render_anew(site, kept, "another program")
    (site / "a.html").write_text("Of {{ who }}", encoding="utf-8")
    assert render_anew(site, kept, "another program") == "Of Ana &lt;Roe&gt;"
    assert compiled == ["a.html"] * 3
    assert len(list(kept.iterdir())) == 1, "a template has one file, which is replaced"


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:9], lambda _: b"", lambda _: b"x" * 999]
)
def test_damaged_file_is_compiled_again(
    site: Path, compiled: list[str], damage: Callable[[bytes], bytes]
) -> None:
    kept = site.parent / "kept"
    render_anew(site, kept)
    (file,) = kept.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert render_anew(site, kept) == "By Ana &lt;Roe&gt;"
    assert render_anew(site, kept) == "By Ana &lt;Roe&gt;"
    assert compiled == ["a.html"] * 2, "the damaged file was replaced"


def test_pipe_or_link_in_place_of_a_file_is_not_read(site: Path, compiled: list[str]) -> None:
    kept, elsewhere = site.parent / "kept", site.parent / "elsewhere"
    render_anew(site, kept)
    (file,) = kept.iterdir()
    file.rename(elsewhere)
    os.mkfifo(file)
    assert render_anew(site, kept) == "By Ana &lt;Roe&gt;"
    file.unlink()
    file.symlink_to(elsewhere)
    assert render_anew(site, kept) == "By Ana &lt;Roe&gt;"
    assert compiled == ["a.html"] * 3


def test_folder_that_cannot_be_written_is_no_error(site: Path, compiled: list[str]) -> None:
    (site.parent / "file").write_text("", encoding="utf-8")
    for _ in range(2):
        assert render_anew(site, site.parent / "file/templates") == "By Ana &lt;Roe&gt;"
    assert compiled == ["a.html"] * 2


def test_write_that_fails_leaves_nothing_behind(
    site: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert render_anew(site, site.parent / "kept") == "By Ana &lt;Roe&gt;"
    assert not list((site.parent / "kept").iterdir())
    assert compiled == ["a.html"]
