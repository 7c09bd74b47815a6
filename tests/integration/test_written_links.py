"""A broken link in the editor's files is reported at its line there, not on the page that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sites import run_newsgloss, write_files

pytestmark = pytest.mark.model

FILES = {
    "content/pages/about.md": (
        "---\ntitle: About\n---\n\nA paper, and [its town](//example.org/town).\n\n"
        "- [The mayor](people//hilda-brandvold.html)\n- one line\n  and [another](briefs/no.html)\n"
    ),
    "content/pages/contact.md": "\n# Contact\n\n\nWrite to\n[us](/contact.html).\n",
    "content/people/hilda-brandvold.md": (
        "She is *mayor*.\n\n> And [more](https://example.org/x) of it:\n"
        "> [pier](../briefs//harbour-closed.html)\n"
    ),
    "content/notes/harbour.md": (
        "> The old pier is not safe\n\n\nBuilt in 1901.\n\nSee [this](../people/nobody.html).\n\n"
        "> eleven of its piles\n\nOf\n[oak](../people/hilda-brandvold.html#m-none-1).\n"
    ),
    "content/site.yaml": (
        "title: The Gazette\nnavigation:\n"
        "  - {label: Home, path: index.html}\n  - {label: Us, path: us.html}\n"
    ),
}
TOLD = [
    ("content/notes/harbour.md", 6, "people/nobody.html"),
    ("content/notes/harbour.md", 11, "#m-none-1"),
    ("content/pages/about.md", 5, "//example.org/town"),
    ("content/pages/about.md", 7, "people//hilda-brandvold.html"),
    ("content/pages/about.md", 9, "briefs/no.html"),
    ("content/pages/contact.md", 6, "/contact.html"),
    ("content/people/hilda-brandvold.md", 4, "../briefs//harbour-closed.html"),
    ("content/site.yaml", 4, "us.html"),
]


def test_broken_links_are_reported_at_their_lines(site: Path) -> None:
    write_files(site, FILES)
    done = run_newsgloss(["build", "--json"], root=site)
    assert done.code == 1
    found = [problem for problem in done.answer["diagnostics"] if problem["severity"] != "note"]
    places = [(problem["path"], problem["line"]) for problem in found]
    assert places == [(path, line) for path, line, _ in TOLD]
    for path, line, address in TOLD:
        (problem,) = (one for one in found if (one["path"], one["line"]) == (path, line))
        assert address in problem["message"]
        assert problem["hint"]
