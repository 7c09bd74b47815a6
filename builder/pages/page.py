"""What the planner hands to the renderer: pages with typed contexts, and files that are ready as they are."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.edition.claims import Claims


class Context(Struct, frozen=True):
    """The variables of one template: the fields of a frozen struct derived from this one."""


class Page(Struct, frozen=True):
    """A page to be rendered.

    Attributes:
        path: its file, from the site's root, with forward slashes.
        template: the template's name in the template folders.
        context: the template's variables.
    """

    path: str
    template: str
    context: Context


class DataFile(Struct, frozen=True):
    """A file of the site that no template makes."""

    path: str
    data: bytes


class NavLink(Struct, frozen=True):
    """An entry of a navigation.

    Attributes:
        current: whether the page that shows it is the one it leads to, or belongs to its section.
    """

    label: str
    url: str
    current: bool


class PreviewImage(Struct, frozen=True):
    """The picture of a page; ``url`` is absolute, ``alt`` says what it shows, sizes are in pixels."""

    url: str
    alt: str
    width: int
    height: int


class Preview(Struct, frozen=True):
    """What networks and messengers show where somebody shares a page's address (Open Graph).

    Attributes:
        type: "article", "profile" or "website".
        title: without the site's.
        published: ISO date of an article, or None.
        image: None where the site has no public address: a picture needs an absolute one.
    """

    type: str
    title: str
    published: str | None
    image: PreviewImage | None


class ThemeLink(Struct, frozen=True):
    """A link at the foot of every page.

    Attributes:
        icon_url: the picture before its label, or None.
        is_elsewhere: True if it leads to another site.
    """

    label: str
    url: str
    icon_url: str | None
    is_elsewhere: bool


class AllowedSources(Struct, frozen=True):
    """What the editor lets pages load besides files of the site. Each is "", or sources with a space before each.

    Attributes:
        scripts, pictures, forms: where scripts and pictures come from, and where forms are sent.
        others: further directives of the policy, each with its sources.
    """

    scripts: str = ""
    pictures: str = ""
    forms: str = ""
    others: tuple[tuple[str, str], ...] = ()


class Frame(Struct, frozen=True):
    """What every HTML page shows around its own matter.

    Attributes:
        title: of the page, without the site's title.
        document_title: what tabs and search engines show: the page's title and the site's, as far as there is room.
        description: one sentence for search engines and previews; "" where there is none.
        notice: what every page says above its matter; "" where there is nothing to say.
        generator: name and version (without its last part) of the program.
        style_urls: the style sheets, in the order of the cascade.
        script_urls: the scripts that run once the page is read.
        search_url: leads to the search; None where the site has none.
        feed_url: None where the site has no dated brief, and so no feed.
        json_feed_url: None if the site has no feed, and on all pages but home and the list of briefs.
        canonical_url: the page's public address, or None where the site has none.
        data_url: the page's content as JSON, or None.
        base_path: for the page that stands in for missing ones: the path that its links count from.
        runs_wasm: whether the page's scripts run WebAssembly, as the search's library does.
        skip_url: leads to the main part of the page.
        indexed: whether search engines may list the page.
        claims: what sentences around and on the page may say of the site.
        preview: None for pages that nobody shares.
        linked_data: what the page says, after schema.org, as a JSON object; None where it says nothing.
        logo_url: the picture that stands for the title, or None.
        shows_title: True if the title is shown beside it.
        head_template: the name of the editor's template for the head, or None.
        allowed: what the editor lets the page load.
        social: the editor's links at the foot.
    """

    title: str
    document_title: str
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
    touch_icon_url: str
    theme_script_url: str
    script_urls: tuple[str, ...]
    search_url: str | None
    feed_url: str | None
    json_feed_url: str | None
    canonical_url: str | None
    data_url: str | None
    base_path: str | None
    runs_wasm: bool
    skip_url: str
    indexed: bool
    claims: Claims
    preview: Preview | None
    linked_data: Mapping[str, object] | None
    logo_url: str | None
    shows_title: bool
    head_template: str | None
    allowed: AllowedSources
    social: tuple[ThemeLink, ...]


class HtmlContext(Context, frozen=True):
    """The context of an HTML page."""

    frame: Frame
