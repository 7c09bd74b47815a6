"""The editor's theme on the pages: its style sheet, its links, and what the policy of the pages allows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from builder.edition import urls
from builder.edition.view import View
from builder.model.theme import Theme
from builder.pages.accent import dark_accent, light_accent
from builder.pages.page import AllowedSources, Context, Page, ThemeLink

_OF_EVERY_PAGE = ("script-src", "img-src", "form-action")
"""The directives that the policy of a page may have without the editor, whose sources are added to it."""


class ThemeContext(Context, frozen=True):
    """The style sheet of a theme.

    Attributes:
        light_accent, dark_accent: "#rrggbb" for light and for dark pages; None without an accent.
        has_logo: True if the site has a logo.
        has_social: True if the foot of the pages has links.
    """

    light_accent: str | None
    dark_accent: str | None
    has_logo: bool
    has_social: bool


def theme_sheet(view: View) -> Page:
    """Return the style sheet of a theme."""
    theme = view.frame.theme
    return Page(
        urls.THEME_STYLE,
        "theme.css",
        ThemeContext(
            light_accent=light_accent(theme.accent) if theme.accent else None,
            dark_accent=dark_accent(theme.accent) if theme.accent else None,
            has_logo=theme.logo is not None,
            has_social=bool(theme.social),
        ),
    )


def theme_styles(theme: Theme) -> tuple[str, ...]:
    """Return the paths of the style sheets of a theme, in the order of the cascade."""
    return (*((urls.THEME_STYLE,) if theme.has_sheet else ()), *theme.extra_css)


# Most pages of a site have the same.
@lru_cache(maxsize=16)
def allowed_sources(csp: tuple[tuple[str, tuple[str, ...]], ...]) -> AllowedSources:
    """Return what the editor lets pages load, as their policy adds it."""
    listed = dict(csp)
    scripts, pictures, forms = (_spaced(listed.get(name, ())) for name in _OF_EVERY_PAGE)
    others = tuple((name, _spaced(sources)) for name, sources in csp if name not in _OF_EVERY_PAGE)
    return AllowedSources(scripts, pictures, forms, others)


def _spaced(sources: Iterable[str]) -> str:
    """Return sources with a space before each."""
    return "".join(f" {source}" for source in sources)


def theme_links(path: str, theme: Theme) -> tuple[ThemeLink, ...]:
    """Return the links at the foot of a page."""
    return tuple(
        ThemeLink(
            label=link.label,
            url=link.address if link.is_elsewhere else _url(path, link.address),
            icon_url=urls.relative_url(path, link.icon) if link.icon else None,
            is_elsewhere=link.is_elsewhere,
        )
        for link in theme.social
    )


def _url(path: str, target: str) -> str:
    page, _, fragment = target.partition("#")
    return urls.relative_url(path, page, fragment)
