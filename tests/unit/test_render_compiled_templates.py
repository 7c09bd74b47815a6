"""Compiled templates: the builds of one process compile each source once."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.render import compiled_templates
from builder.render.compiled_templates import MOST
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
