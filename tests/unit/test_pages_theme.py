"""The editor's theme on the pages: shades of the accent, the logo, style sheets, links and the policy."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from builder.edition.edition import make_edition
from builder.edition.view import View
from builder.model.theme import SocialLink, Theme
from builder.pages.accent import (
    DARK_GROUNDS,
    LEAST_CONTRAST,
    LIGHT_GROUNDS,
    contrast,
    dark_accent,
    light_accent,
)
from builder.pages.page import Page
from builder.pages.picture import Picture
from builder.pages.plan import plan_pages
from builder.pages.request import File
from builder.pages.sharing.shared_pages import site_card
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES, make_sample, planned

COLORS = ("#000000", "#ffffff", "#808080", "#ffff00", "#0000ff", "#ff0000", "#0b6e4f", "#94d2bd", "#010203")


def planned_with(theme: Theme, *, site_url: str | None = None) -> Mapping[str, File]:
    """Return the files of the sample with a theme, by path."""
    sample = make_sample(site_url=site_url)
    content = replace(sample.content, site=replace(sample.content.site, theme=theme))
    pages = plan_pages(sample.graph, sample.articles, content, version="1.2.3")
    return {page.path: page for page in pages}


def html_of(theme: Theme, path: str) -> str:
    page = planned_with(theme)[path]
    assert isinstance(page, Page)
    return Renderer((TEMPLATES,)).render(page).decode()


@pytest.mark.parametrize("color", COLORS)
def test_shades_of_any_color_can_be_read(color: str) -> None:
    light, dark = light_accent(color), dark_accent(color)
    assert min(contrast(light, ground) for ground in LIGHT_GROUNDS) >= LEAST_CONTRAST
    assert min(contrast(dark, ground) for ground in DARK_GROUNDS) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("color", "light", "dark"),
    [
        ("#0b6e4f", "#0b6e4f", "#0f996e"),
        ("#94d2bd", "#337961", "#94d2bd"),
        ("#97291d", "#97291d", "#dd5c4e"),
    ],
)
def test_a_color_changes_only_as_far_as_it_must(color: str, light: str, dark: str) -> None:
    assert (light_accent(color), dark_accent(color)) == (light, dark)
    for shade, grounds in ((light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)):
        least = min(contrast(shade, ground) for ground in grounds)
        assert shade == color or least < LEAST_CONTRAST + 0.15


def test_grounds_are_those_of_the_style_sheets() -> None:
    css = (TEMPLATES / "assets" / "tokens.css").read_text(encoding="utf-8")
    for index, name in enumerate(("paper", "panel")):
        pair = f"--{name}: light-dark({LIGHT_GROUNDS[index]}, {DARK_GROUNDS[index]});"
        assert pair in css


def test_a_site_without_a_theme_has_no_style_sheet_of_one() -> None:
    assert "assets/theme.css" not in planned()
    assert "assets/theme.css" not in planned_with(Theme(extra_css=("a.css",), head="a.html"))


SHEETS = {
    "an accent": (Theme(accent="#0b6e4f"), ":root{--accent:light-dark(#0b6e4f,#0f996e)}\n"),
    "a logo": (Theme(logo="a.svg"), ".masthead-row{"),
    "links": (Theme(social=(SocialLink("https://x.com/a", "X"),)), ".social{"),
}


@pytest.mark.parametrize(("theme", "begins"), SHEETS.values(), ids=SHEETS)
def test_the_style_sheet_has_what_the_theme_needs(theme: Theme, begins: str) -> None:
    css = html_of(theme, "assets/theme.css")
    assert css.startswith(begins)
    assert [name for name in ("--accent", ".masthead-row{", ".social{") if name in css] == [
        name for name in ("--accent", ".masthead-row{", ".social{") if name in begins
    ]


@pytest.mark.parametrize(("path", "up"), [("index.html", ""), ("briefs/footbridge.html", "../")])
def test_style_sheets_come_last_and_in_order(path: str, up: str) -> None:
    html = html_of(Theme(accent="#0b6e4f", extra_css=("a b.css", "style/c.css")), path)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', html)
    assert sheets[:2] == [f"{up}assets/tokens.css", f"{up}assets/site.css"]
    assert sheets[-3:] == [f"{up}assets/theme.css", f"{up}a%20b.css", f"{up}style/c.css"]


@pytest.mark.parametrize(("path", "up"), [("index.html", ""), ("briefs/footbridge.html", "../")])
def test_the_logo_has_the_title_as_its_text_unless_the_title_is_beside_it(path: str, up: str) -> None:
    alone = html_of(Theme(logo="img/a.svg"), path)
    assert f'<img class="logo" src="{up}img/a.svg" alt="newsgloss"></a>' in alone
    beside = html_of(Theme(logo="img/a.svg", shows_title=True), path)
    assert f'<img class="logo" src="{up}img/a.svg" alt=""> newsgloss</a>' in beside


def test_links_at_the_foot() -> None:
    social = (
        SocialLink("https://social.example/@a?b&c", "Mastodon"),
        SocialLink("briefs/index.html#y-2014", "All <briefs>", icon="img/b.svg"),
    )
    html = html_of(Theme(social=social), "people/index.html")
    foot = html[html.index("<footer") :]
    assert '<a href="https://social.example/@a?b&amp;c" rel="me">Mastodon</a>' in foot
    assert (
        '<a href="../briefs/index.html#y-2014"><img src="../img/b.svg" alt=""> All &lt;briefs&gt;</a>' in foot
    )
    assert 'id="doubt"' in foot


POLICIES = {
    "none": ((), ()),
    "scripts": (
        (("script-src", ("https://a.example", "'sha256-x='")),),
        ("script-src 'self' file: https://a.example 'sha256-x='",),
    ),
    "pictures and forms": (
        (("img-src", ("https://a.example",)), ("form-action", ("https://b.example",))),
        ("img-src 'self' file: data: https://a.example", "form-action 'self' https://b.example"),
    ),
    "others": (
        (("style-src", ("'unsafe-inline'",)), ("font-src", ("https://*.example/f/", "data:"))),
        ("style-src 'self' file: 'unsafe-inline'", "font-src 'self' file: https://*.example/f/ data:"),
    ),
}


@pytest.mark.parametrize(("csp", "expected"), POLICIES.values(), ids=POLICIES)
@pytest.mark.parametrize("path", ["index.html", "search.html", "404.html"])
def test_sources_are_added_to_the_policy(
    csp: tuple[tuple[str, tuple[str, ...]], ...], expected: tuple[str, ...], path: str
) -> None:
    def directives(theme: Theme) -> list[str]:
        found = re.search(r'Content-Security-Policy" content="([^"]+)"', html_of(theme, path))
        assert found is not None
        return found[1].replace("&#39;", "'").split("; ")

    plain, own = directives(Theme()), directives(Theme(csp=csp))
    names = [directive.partition(" ")[0] for directive in own]
    assert len(names) == len(set(names))
    wanted = [
        one.replace("file:", "file: 'wasm-unsafe-eval'")
        if path == "search.html" and one.startswith("script-src")
        else one
        for one in expected
    ]
    assert [one for one in own if one not in plain] == sorted(wanted, key=own.index)
    assert {one.partition(" ")[0] for one in plain} <= set(names)


def test_cards_have_the_shade_for_light_pages() -> None:
    files = planned_with(Theme(accent="#94d2bd"), site_url="https://a.example").values()
    accents = {file.card.accent for file in files if isinstance(file, Picture)}
    assert accents == {"#337961"}


def test_cards_do_not_depend_on_the_rest_of_the_frame() -> None:
    sample = make_sample(site_url="https://a.example")
    view = View(make_edition(sample.graph, sample.articles, sample.content, version="1.2.3"))
    site_card(view)
    assert {read[0] for read in view.reads} == {"words", "accent"}


def test_the_line_of_a_link_is_no_reason_to_make_pages_again() -> None:
    first, second = (
        planned_with(Theme(social=(SocialLink("https://x.com/a", "X", line=line),)))["index.html"]
        for line in (3, 8)
    )
    assert first == second
