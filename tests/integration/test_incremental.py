"""A build after a change gives the same bytes as a build from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.model.diagnostic import Severity
from tests.support.sites import HARBOUR, LIBRARY, PROJECT, read_tree, write_files

pytestmark = pytest.mark.model

STORM = """PORT ELLERY, Maine — A storm tore the roof off the fish market here, Hilda Brandvold said.

“Nobody was hurt,” she told the Ellery Gazette.
"""
BASE = (PROJECT / "templates" / "base.html").read_text(encoding="utf-8")

CHANGES: Mapping[str, Mapping[str, str | None]] = {
    "a seed is edited": {"seeds/harbour.txt": HARBOUR.replace("$2 million", "$3 million")},
    "a seed is added": {"seeds/storm.txt": STORM},
    "a seed is removed": {"seeds/library.txt": None},
    "a seed is renamed": {"seeds/library.txt": None, "seeds/reading-room.txt": LIBRARY},
    "a seed becomes another format": {"seeds/library.txt": None, "seeds/library.md": LIBRARY},
    "a sidecar is added": {"content/briefs/library.yaml": "headline: A room to read in\ndate: 2031-02-01\n"},
    "a slug changes": {"content/briefs/harbour.yaml": "slug: harbour\n"},
    "a correction is made": {
        "content/briefs/library.yaml": "corrections:\n- {date: 2031-02-03, text: It opens in spring.}\n"
    },
    "a quote is credited to another": {
        "content/briefs/library.yaml": "quotes:\n- {text: a gift, speakers: [ingrid-halvorsen]}\n"
    },
    "a quote is dropped": {"content/briefs/library.yaml": "quotes:\n- {text: a gift to, drop: true}\n"},
    "a name is dropped": {
        "content/briefs/library.yaml": "mentions:\n- {text: Halvorsen Foundation, drop: true}\n"
    },
    "words are given a name": {
        "content/briefs/library.yaml": "mentions:\n- {text: the mayor, person: hilda-brandvold}\n"
    },
    "a note is added": {"content/notes/library.md": "> for the books\n\nThere are *many*.\n"},
    "an entity is renamed": {
        "content/entities.yaml": "people:\n  hilda-brandvold: {name: Hilda M. Brandvold}\n"
    },
    "an entity is split": {"content/entities.yaml": "split: {hilda-brandvold: {library: hilda-the-other}}\n"},
    "an entity is merged": {"content/entities.yaml": "merge: {halvorsen-foundation: port-ellery}\n"},
    "an entity is ignored": {"content/entities.yaml": "ignore: [Halvorsen Foundation]\n"},
    "a person is hidden": {
        "content/entities.yaml": "people:\n  hilda-brandvold: {role: Mayor}\nhide: {hilda-brandvold: the mayor}\n"
    },
    "a brief is withdrawn": {"content/briefs/library.yaml": "withdrawn: It was wrong.\n"},
    "a text on an entity is added": {"content/people/hilda-brandvold.md": "She has been mayor for *long*.\n"},
    "the site's title changes": {"content/site.yaml": "title: The Ellery Courier\n"},
    "the site gets a public address": {"content/site.yaml": "url: https://example.org/ellery\n"},
    "less of each article is published": {"content/site.yaml": "body: lead\n"},
    "a paragraph becomes boilerplate": {"content/site.yaml": "boilerplate: ['^The Coastal']\n"},
    "a template is overridden": {"templates/base.html": BASE.replace("</body>", "<!-- ours --></body>")},
    "an asset is added": {"templates/assets/ours.css": "p { margin: 0 }\n"},
    "a page is added": {"content/pages/contact.md": "---\ntitle: Contact\n---\n\nWrite to us.\n"},
}


def build(root: Path) -> None:
    from builder.pipeline.build_site import build_site
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.progress import SilentProgress

    report = build_site(BuildOptions(root=root, out=root / "site"), progress=SilentProgress())
    assert report.ok, "\n".join(
        str(found) for found in report.diagnostics if found.severity is Severity.ERROR
    )


@pytest.mark.parametrize("change", CHANGES)
def test_build_after_a_change_equals_a_clean_build(change: str, site: Path, tmp_path: Path) -> None:
    before = read_tree(site / "site")
    write_files(site, CHANGES[change])
    clean = tmp_path / "clean"
    shutil.copytree(site, clean, ignore=shutil.ignore_patterns("site", ".newsgloss"))
    build(site)
    build(clean)
    after = read_tree(site / "site")
    assert after == read_tree(clean / "site")
    assert after != before, "the change does not show"


def test_reverted_change_leaves_no_trace(site: Path) -> None:
    before = read_tree(site / "site")
    changes = [change for name, change in CHANGES.items() if "edited" in name or "added" in name]
    for change in changes:
        originals = {name: (site / name).read_bytes() if (site / name).exists() else None for name in change}
        write_files(site, change)
        build(site)
        write_files(site, originals)
    build(site)
    assert read_tree(site / "site") == before


def test_only_the_changed_article_is_annotated_and_only_its_pages_change(site: Path) -> None:
    from builder.pipeline.build_site import build_site
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.progress import SilentProgress

    write_files(site, {"seeds/library.txt": LIBRARY.replace("paid for", "chose")})
    report = build_site(BuildOptions(root=site, out=site / "site"), progress=SilentProgress())
    assert report.annotated == 1
    assert "briefs/library.html" in report.written
    assert "briefs/harbour-closed.html" in report.unchanged
