"""``docs/themes.md`` agrees with the templates and style sheets, and its examples load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from builder.content.load import load_content
from builder.render.render import make_environment
from builder.render.unused_templates import unused_templates
from tests.support.sample import TEMPLATES
from tests.support.sites import write_files
from tests.support.theme_examples import GUIDE, theme_examples


def blocks(name: str) -> set[str]:
    """Return the names of the blocks of a built-in template."""
    tree = make_environment([TEMPLATES]).parse((TEMPLATES / name).read_text(encoding="utf-8"))
    return {block.name for block in tree.find_all(nodes.Block)}


def test_the_table_has_all_blocks_of_every_template() -> None:
    rows = re.findall(r"^\| `((?:pages/)?\w+\.html)` \| (.+) \|$", GUIDE, re.MULTILINE)
    table = {name: set(re.findall(r"`(\w+)`", cell)) for name, cell in rows}
    base = blocks("base.html")
    names = ["base.html", *(f"pages/{path.name}" for path in (TEMPLATES / "pages").glob("*.html"))]
    found = {name: blocks(name) - (base if name != "base.html" else set()) for name in names}
    assert table == {name: own for name, own in found.items() if own}


def test_the_table_has_all_properties_of_the_style_sheets() -> None:
    rows = re.findall(r"^\| (`--[^|]+) \|", GUIDE, re.MULTILINE)
    css = (TEMPLATES / "assets" / "tokens.css").read_text(encoding="utf-8")
    assert sorted(re.findall(r"--\w+", " ".join(rows))) == sorted(set(re.findall(r"(--\w+):", css)))


@pytest.mark.parametrize("example", theme_examples())
def test_the_examples_load_without_a_warning(example: str, tmp_path: Path) -> None:
    write_files(tmp_path, theme_examples()[example])
    content = load_content(tmp_path)
    assert content.warnings == ()
    head = content.site.theme.head
    assert unused_templates((tmp_path / "templates", TEMPLATES), root=tmp_path, used=(head or "",)) == ()


def test_there_are_three_examples_and_together_they_show_all_settings() -> None:
    shown = "".join(files["content/site.yaml"] for files in theme_examples().values())
    assert len(theme_examples()) == 3
    assert set(re.findall(r"^(\w+):", shown, re.MULTILINE)) == {
        *("title", "accent", "logo", "extra_css", "head", "csp", "social")
    }
