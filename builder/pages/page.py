"""What the planner hands to the renderer: pages with typed contexts, and files that are ready as they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """The variables of one template: the fields of a frozen dataclass derived from this one."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered.

    Attributes:
        path: its file, from the site's root, with forward slashes.
        template: the template's name in the template folders.
        context: the template's variables.
    """

    path: str
    template: str
    context: Context


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the site that no template makes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry of a navigation.

    Attributes:
        current: whether the page that shows it is the one it leads to, or belongs to its section.
    """

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What every HTML page shows around its own matter.

    Attributes:
        title: of the document, without the site's title.
        description: one sentence for search engines and previews; "" where there is none.
        notice: what every page says above its matter; "" where there is nothing to say.
        generator: name and version (without its last part) of the program.
        style_urls: the style sheets, in the order of the cascade.
        feed_url: None where the site has no dated brief, and so no feed.
        canonical_url: the page's public address, or None where the site has none.
        data_url: the page's content as JSON, or None.
        base_path: for the page that stands in for missing ones: the path that its links count from.
        skip_url: leads to the main part of the page.
        indexed: whether search engines may list the page.
    """

    title: str
    description: str
    site_title: str
    tagline: str
    notice: str
    language: str
    generator: str
    home_url: str
    nav: tuple[NavLink, ...]
    style_urls: tuple[str, ...]
    icon_url: str
    theme_script_url: str
    script_url: str
    feed_url: str | None
    canonical_url: str | None
    data_url: str | None
    base_path: str | None
    skip_url: str
    indexed: bool


@dataclass(frozen=True, slots=True)
class HtmlContext(Context):
    """The context of an HTML page."""

    frame: Frame
