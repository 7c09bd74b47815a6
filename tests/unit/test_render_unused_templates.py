"""Templates of a site that nothing uses give a warning with the nearest name."""

from __future__ import annotations

from pathlib import Path

from builder.render.unused_templates import unused_templates

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_a_template_that_replaces_nothing_is_a_warning(tmp_path: Path) -> None:
    for name, text in {
        "pages/brief.html": '{% include "parts/kicker.html" %}',
        "parts/kicker.html": "used",
        "pages/breif.html": "a misspelling",
        "breif.html": "a misspelling in the wrong folder",
        "zzz.txt": "nothing like it",
        "assets/own.css": "/* published as it is */",
    }.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = unused_templates((tmp_path / "templates", TEMPLATES), root=tmp_path)
    assert [(one.path, one.hint) for one in found] == [
        ("templates/breif.html", "Did you mean templates/pages/brief.html?"),
        ("templates/pages/breif.html", "Did you mean templates/pages/brief.html?"),
        ("templates/zzz.txt", "Include it from another template, or remove it."),
    ]
    assert {str(one.severity) for one in found} == {"warning"}
    assert {one.message for one in found} == {
        "No page uses this template: it replaces none of the program's, and no template names it."
    }


def test_the_programs_own_templates_are_not_looked_at() -> None:
    assert unused_templates((TEMPLATES,)) == ()
