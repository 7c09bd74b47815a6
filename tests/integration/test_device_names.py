"""Names that Windows reserves for devices, as seeds, slugs, entities and assets of a site with a public address."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.sites import SITE, write_files

pytestmark = pytest.mark.model

SAID = """PORT ELLERY, Maine — The ferry stays in port for another week, {who} said on Monday.

“The engine needs a part that nobody here has in stock,” {who} told reporters. “We are waiting for it.”
"""
SEEDS = ("con.txt", "Aux.md", "PRN.txt", "com¹.txt", "lpt9..txt", "nul .txt", "CONIN$.txt", "ferry.txt")


def build(root: Path) -> BuildReport:
    return build_site(BuildOptions(root=root, out=root / "site"), progress=SilentProgress())


def test_reserved_names_can_name_briefs_and_entities(tmp_path: Path) -> None:
    seeds = {
        f"seeds/{name}": SAID.format(who=f"Marta {who}")
        for name, who in zip(SEEDS, ("Con", "Aux", "Nul", "Prn", "Ode", "Ult", "Ewe", "Com"), strict=True)
    }
    entities = "people:\n  aux: {name: Marta Aux}\n  con: {name: Marta Con}\n"
    root = write_files(
        tmp_path / "newsroom",
        {
            "content/site.yaml": "title: The Ellery Gazette\nurl: https://ellery.example\n",
            "content/entities.yaml": entities,
            "content/briefs/ferry.yaml": "slug: com7\n",
            "content/pages/nul.md": "# Nothing\n\nA page of that name.\n",
            **seeds,
        },
    )
    report = build(root)
    assert report.ok, "\n".join(map(str, report.diagnostics))
    pages = {path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*.html")}
    slugs = {"con", "aux", "prn", "com1", "lpt9", "nul", "conin", "com7"}
    assert {f"briefs/{slug}.html" for slug in slugs} <= pages
    assert {"people/aux.html", "people/con.html", "nul.html"} <= pages
    folders = {path.rpartition("/")[0] for path in pages}
    assert {"briefs/con_", "briefs/com7_", "briefs/conin"} <= folders


def test_asset_in_a_reserved_folder_is_an_error_and_not_a_defect(site: Path) -> None:
    write_files(site, {**SITE, "templates/assets/aux/fonts.css": "p { margin: 0 }"})
    report = build(site)
    (problem,) = [found for found in report.diagnostics if found.path.startswith("templates")]
    assert not report.ok
    assert problem.path == "templates/assets/aux/fonts.css"
    assert "reserves for a device" in problem.message
