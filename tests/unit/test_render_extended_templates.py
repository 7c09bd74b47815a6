"""Templates of a site that extend the built-in ones that they replace: a name with “!” is the program's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.model.diagnostic import InputError
from builder.pages.page import Page
from builder.render.render import Renderer
from builder.render.unused_templates import unused_templates
from tests.support.sample import TEMPLATES, planned
from tests.support.sites import write_files

BRIEF = "briefs/footbridge.html"
OWN_BRIEF = '{% extends "!pages/brief.html" %}\n'


def page(path: str = BRIEF) -> Page:
    found = planned()[path]
    assert isinstance(found, Page)
    return found


def render(own: Path, path: str = BRIEF, *, built_in: Path = TEMPLATES) -> str:
    return Renderer((own, built_in)).render(page(path)).decode()


def test_an_own_template_without_blocks_changes_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, {"pages/brief.html": OWN_BRIEF, "base.html": '{% extends "!base.html" %}'})
    assert render(tmp_path) == Renderer((TEMPLATES,)).render(page()).decode()


def test_one_block_is_replaced_and_can_have_what_it_had(tmp_path: Path) -> None:
    block = "{% block title %}<i>{{ headline|upper }}</i>{{ super() }}{% endblock %}"
    write_files(tmp_path, {"pages/brief.html": OWN_BRIEF + block})
    plain = Renderer((TEMPLATES,)).render(page()).decode()
    html = render(tmp_path)
    assert html == plain.replace(
        "<h1>Old footbridge closes", "<i>OLD FOOTBRIDGE CLOSES</i><h1>Old footbridge closes"
    )


def test_own_templates_may_write_json_with_indents_but_no_whole_values(tmp_path: Path) -> None:
    block = "{% block title %}<script>{{ [headline, 1e-7]|tojson(2) }}</script>{% endblock %}"
    write_files(tmp_path, {"pages/brief.html": OWN_BRIEF + block})
    assert '<script>[\n  "Old footbridge closes",\n  1e-07\n]</script>' in render(tmp_path)
    write_files(
        tmp_path,
        {"pages/brief.html": OWN_BRIEF + block.replace("[headline, 1e-7]|tojson(2)", "frame|tojson")},
    )
    with pytest.raises(InputError, match=r"."):
        render(tmp_path)


def test_built_in_pages_extend_the_base_of_the_site(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "base.html": '{% extends "!base.html" %}{% block footer %}Printed here.{{ super() }}{% endblock %}',
            "pages/brief.html": OWN_BRIEF + "{% block quotes %}No quotes.{% endblock %}",
        },
    )
    html = render(tmp_path)
    assert '<footer class="colophon">\nPrinted here.<p>' in html
    assert "No quotes." in html
    assert "Who said what" not in html
    assert "Printed here." in render(tmp_path, "index.html")


def test_macros_of_the_program_can_be_imported(tmp_path: Path) -> None:
    own = '{% from "!components/words.html" import counted %}{% block story %}{{ counted(2, "a", "bs") }}{% endblock %}'
    write_files(
        tmp_path,
        {"pages/brief.html": OWN_BRIEF + own, "components/words.html": _copied("components/words.html")},
    )
    assert "\n2 bs</div>" in render(tmp_path)


def _copied(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def test_digest_depends_on_both_templates(tmp_path: Path) -> None:
    own, built_in = tmp_path / "own", tmp_path / "built-in"
    shutil.copytree(TEMPLATES, built_in)
    write_files(own, {"pages/brief.html": OWN_BRIEF})
    digests = [Renderer((own, built_in)).digest]
    template = built_in / "pages" / "brief.html"
    template.write_text(template.read_text("utf-8").replace('{{ say("brief.glance") }}', "In short"), "utf-8")
    digests.append(Renderer((own, built_in)).digest)
    assert "In short" in render(own, built_in=built_in)
    write_files(own, {"pages/brief.html": OWN_BRIEF + "{% block kicker %}{% endblock %}"})
    digests.append(Renderer((own, built_in)).digest)
    write_files(own, {"pages/brief.html": '{% extends "base.html" %}'})
    digests.append(Renderer((own, built_in)).digest)
    assert len(set(digests)) == 4
    template.write_text("not used any more", "utf-8")
    assert Renderer((own, built_in)).digest == digests[-1]


MISTAKES = {
    "a misspelled name": (
        '\n{% extends "!pages/breif.html" %}',
        2,
        "The program has no template pages/breif.html.",
        "Did you mean !pages/brief.html?",
    ),
    "a name like no other": (
        '{% extends "!zzzz" %}',
        1,
        "The program has no template zzzz.",
        "Fix the name.",
    ),
    "a missing template of the site": (
        '{% extends "pages/breifs.html" %}',
        1,
        "The template templates/pages/breifs.html does not exist.",
        "Did you mean templates/pages/brief.html?",
    ),
    "itself": (
        '{% extends "pages/brief.html" %}',
        1,
        "The template includes, extends or calls itself without end (on the page briefs/footbridge.html).",
        "If it means the built-in template that it replaces, write “!” before the name.",
    ),
}


@pytest.mark.parametrize(("text", "line", "message", "hint"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_say_what_to_write(text: str, line: int, message: str, hint: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"pages/brief.html": text})
    with pytest.raises(InputError) as caught:
        render(tmp_path)
    (problem,) = caught.value.diagnostics
    assert (problem.path, problem.line) == ("templates/pages/brief.html", line)
    assert (problem.message, problem.hint) == (message, hint)


BLOCKS = {
    "a block of the page": ("{% block standfirst %}{% endblock %}", None),
    "a block of the base": ("{% block footer %}{% endblock %}", None),
    "a block within one of them": ("{% block title %}{% block mine %}{% endblock %}{% endblock %}", None),
    "a misspelled block": ("{% block standfrist %}{% endblock %}", "Did you mean “standfirst”?"),
}


@pytest.mark.parametrize(("text", "hint"), BLOCKS.values(), ids=BLOCKS)
def test_a_block_that_nothing_shows_is_a_warning(text: str, hint: str | None, tmp_path: Path) -> None:
    write_files(tmp_path / "templates", {"pages/brief.html": OWN_BRIEF + text})
    found = unused_templates((tmp_path / "templates", TEMPLATES), root=tmp_path)
    assert [(one.path, one.line, one.hint) for one in found] == (
        [("templates/pages/brief.html", 2, hint)] if hint else []
    )


def test_blocks_of_the_sites_own_base_count(tmp_path: Path) -> None:
    files = {
        "base.html": '{% extends "!base.html" %}{% block main %}{% block ours %}{% endblock %}{% endblock %}',
        "pages/text.html": '{% extends "base.html" %}{% block ours %}mine{% endblock %}',
    }
    write_files(tmp_path / "templates", files)
    assert unused_templates((tmp_path / "templates", TEMPLATES), root=tmp_path) == ()
    assert "mine" in render(tmp_path / "templates", "about.html")


def test_a_file_that_begins_with_the_sign_is_not_used(tmp_path: Path) -> None:
    write_files(tmp_path / "templates", {"!pages/brief.html": "mine", "pages/brief.html": OWN_BRIEF})
    assert "mine" not in render(tmp_path / "templates")


def test_a_template_that_settings_name_is_used(tmp_path: Path) -> None:
    write_files(tmp_path / "templates", {"parts/head.html": ""})
    folders = (tmp_path / "templates", TEMPLATES)
    assert unused_templates(folders, root=tmp_path, used=("parts/head.html",)) == ()
    assert len(unused_templates(folders, root=tmp_path)) == 1
