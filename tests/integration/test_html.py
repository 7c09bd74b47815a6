"""Pages pass html-validate's recommended rules: every type of page, and all pages of the project's own sites."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.pages.page import Page
from builder.render.assets import load_assets
from builder.render.render import Renderer
from tests.support.large import make_large
from tests.support.many_quotes import make_many
from tests.support.sample import TEMPLATES, rendered
from tests.support.sites import write_files
from tools.web_programs import HTML_RULES, HTML_VALIDATE, NODE, run_web_program

pytestmark = pytest.mark.model

URL = "https://news.example/site"
FAULTY = '<!DOCTYPE html>\n<html lang="en"><head><title>A</title></head><body><p id="a.b">a</body></html>\n'


def long_lists() -> Iterator[tuple[str, bytes]]:
    """Yield pages of a large site with a public address: the first and the last ones of every type."""
    found: dict[str, list[Page]] = {}
    for page in make_large(1600, 620, site_url=URL):
        if isinstance(page, Page):
            found.setdefault(page.template, []).append(page)
    renderer = Renderer((TEMPLATES,))
    for pages in found.values():
        for page in {page.path: page for page in (*pages[:4], *pages[-4:])}.values():
            yield page.path, renderer.render(page)


def test_minified_scripts_are_smaller_and_valid(tmp_path: Path) -> None:
    scripts = {path: data for path, data in load_assets((TEMPLATES,)).items() if path.endswith(".js")}
    write_files(tmp_path, scripts)
    for path, data in scripts.items():
        assert len(data) < (TEMPLATES / path).stat().st_size
        done = subprocess.run([NODE, "--check", tmp_path / path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_no_page_has_an_error(built_seed_site: Path, built_example: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "shared", rendered(URL))
    write_files(tmp_path / "quotes", make_many(3000))
    write_files(tmp_path / "lists", dict(long_lists()))
    faulty = tmp_path / "faulty.html"
    faulty.write_text(FAULTY)
    folders = (built_seed_site, built_example, tmp_path)
    pages = [str(page) for folder in folders for page in sorted(folder.rglob("*.html"))]
    # One run for all pages: the program takes longer to start than to read a hundred pages.
    done = run_web_program(HTML_VALIDATE, ["--config", str(HTML_RULES), "--formatter", "json", *pages])
    assert done.stdout.startswith("["), done.stderr
    told = {
        Path(result["filePath"]): [
            f"{result['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
            for message in result["messages"]
        ]
        for result in json.loads(done.stdout)
    }
    assert any("valid-id" in line for line in told.pop(faulty)), "the rules hold: they find what is wrong"
    lines = [line for page in told.values() for line in page]
    assert not lines, "\n".join(lines)
