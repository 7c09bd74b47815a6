"""The frame around every HTML page: titles, navigation and the addresses that all pages share."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from markupsafe import escape
from msgspec import Struct

from builder.edition import urls
from builder.edition.site_frame import SiteWords
from builder.edition.view import View
from builder.edition.wording import shorten
from builder.pages.page import Frame, NavLink, Preview, PreviewImage
from builder.pages.picture import HEIGHT, WIDTH
from builder.pages.schema_org import Node, breadcrumbs
from builder.pages.theme import allowed_sources, theme_links, theme_styles

DESCRIPTION_LIMIT = 200
TITLE_LIMIT = 70
"""Longest title of a document in characters: search engines cut longer ones where they like."""

_WITH_JSON_FEED = (urls.HOME, urls.BRIEF_INDEX)
"""The pages that name the JSON feed; all name the Atom feed, which every reader of feeds reads."""


class Sharing(Struct, frozen=True):
    """What a page says to machines beyond its title and description.

    Attributes:
        type: as Open Graph has it: "article", "profile" or "website".
        published: ISO date of an article, or None.
        card_path, card_alt: its own picture and what it shows; without one the site's stands for it.
        nodes: what it is about, after schema.org.
    """

    type: str = "website"
    published: str | None = None
    card_path: str | None = None
    card_alt: str = ""
    nodes: tuple[Node, ...] = ()


PLAIN = Sharing()


def make_frame(
    view: View,
    path: str,
    title: str,
    *,
    description: str = "",
    section: str | None = None,
    data_url: str | None = None,
    indexed: bool = True,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    sharing: Sharing = PLAIN,
) -> Frame:
    """Return the frame of one page.

    Args:
        path: of the page.
        title: of the page alone; "" for the home page.
        description: in one sentence, shortened if it is long.
        section: the path of the navigation's entry that the page belongs to; None means its own.
        data_url: the page as data.
        indexed: True if search engines may list the page.
        styles, scripts: the paths of those that pages of this kind alone need.
        sharing: what the page says to machines beyond that.
    """
    site, shared = view.words, view.frame
    theme = shared.theme
    sheets = (*urls.STYLES, *styles, *theme_styles(theme))
    stands_in = path == urls.NOT_FOUND and site.url is not None
    return Frame(
        title=title,
        document_title=document_title(title, site.title),
        description=shorten(description, limit=DESCRIPTION_LIMIT),
        site_title=site.title,
        tagline=site.tagline,
        notice=site.notice,
        language=site.language,
        generator=shared.generator,
        home_url=urls.relative_url(path, urls.HOME),
        nav=_nav(path[: path.rfind("/") + 1], section or path, shared.navigation),
        style_urls=tuple(urls.relative_url(path, style) for style in sheets),
        icon_url=urls.relative_url(path, urls.ICON),
        touch_icon_url=urls.relative_url(path, urls.TOUCH_ICON),
        theme_script_url=urls.relative_url(path, urls.THEME_SCRIPT),
        script_urls=tuple(urls.relative_url(path, script) for script in (urls.SCRIPT, *scripts)),
        search_url=urls.relative_url(path, urls.SEARCH) if shared.has_search else None,
        feed_url=urls.relative_url(path, urls.FEED) if shared.has_feed else None,
        json_feed_url=urls.relative_url(path, urls.JSON_FEED)
        if shared.has_feed and path in _WITH_JSON_FEED
        else None,
        canonical_url=urls.absolute_url(site.url, path) if site.url and indexed else None,
        data_url=data_url,
        base_path=urls.base_path(site.url) if stands_in and site.url else None,
        runs_wasm=path == urls.SEARCH,
        skip_url=f"{path if stands_in else ''}#main",
        indexed=indexed,
        claims=shared.claims,
        preview=_preview(site, title, sharing) if indexed else None,
        linked_data=_linked_data(view, path, title, section, sharing) if indexed else None,
        logo_url=urls.relative_url(path, theme.logo) if theme.logo else None,
        shows_title=theme.shows_title,
        head_template=theme.head,
        allowed=allowed_sources(theme.csp),
        social=theme_links(path, theme),
    )


# Most pages of a folder have the same navigation.
@lru_cache(maxsize=256)
def _nav(folder: str, current: str, navigation: tuple[tuple[str, str], ...]) -> tuple[NavLink, ...]:
    """Return the navigation of the pages in a folder that belong to an entry."""
    return tuple(NavLink(label, _nav_url(folder, target), target == current) for label, target in navigation)


def _nav_url(folder: str, target: str) -> str:
    """Return how pages of a folder link to a page, or to the anchor after its ``#``."""
    page, _, anchor = target.partition("#")
    return urls.relative_url(folder, page, anchor)


def _preview(site: SiteWords, title: str, sharing: Sharing) -> Preview:
    image = None
    if site.url:
        image = PreviewImage(
            url=urls.absolute_url(site.url, sharing.card_path or urls.SITE_CARD),
            alt=sharing.card_alt or ": ".join(filter(None, (site.title, site.tagline))),
            width=WIDTH,
            height=HEIGHT,
        )
    return Preview(sharing.type, title or site.title, sharing.published, image)


def _linked_data(
    view: View, path: str, title: str, section: str | None, sharing: Sharing
) -> dict[str, object] | None:
    """Return the path to the page, then what it is about."""
    nodes = list(sharing.nodes)
    if path != urls.HOME:
        labels = {target: label for label, target in view.frame.navigation}
        steps = [(view.words.title, urls.HOME)]
        if section is not None and section in labels and section != path:
            steps.append((labels[section], section))
        nodes.insert(0, breadcrumbs(view.site_url, path, [*steps, (title, path)]))
    return {"@context": "https://schema.org", "@graph": nodes} if nodes else None


def document_title(title: str, site_title: str) -> str:
    """The page's title and the site's; the page's alone where there is no room for both, cut where even that is
    too long.
    """
    alone = title or site_title
    whole = f"{title} – {site_title}" if title else site_title
    cuts = (shorten(alone, limit=limit) for limit in range(TITLE_LIMIT, 0, -1))
    return next(filter(_has_room, chain((whole, alone), cuts)))


def _has_room(title: str) -> bool:
    """Whether a title is short enough, counted as the page writes it: checkers of HTML count so."""
    return len(escape(title)) <= TITLE_LIMIT
