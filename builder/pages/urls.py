"""Addresses: the one module that spells where a page is and how another page links to it.

A *path* counts from the site's root ("people/index.html"); a *url* is what a page writes into a link.
Every url is relative, so that a site works from a sub-path, an object store and a double-clicked file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from builder.model.annotations import EntityType

HOME = "index.html"
BRIEF_INDEX = "briefs/index.html"
QUOTE_INDEX = "quotes/index.html"
TIMELINE = "timeline.html"
MAP = "map.html"
NETWORK = "network.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
ENTITIES_DATA = "data/entities.json"
QUOTES_DATA = "data/quotes.json"
STYLES = ("assets/tokens.css", "assets/site.css")
"""The style sheets of every page; the others are asked for by the pages that need them."""
BRIEF_STYLE = "assets/brief.css"
LISTS_STYLE = "assets/lists.css"
PICTURES_STYLE = "assets/pictures.css"
CHARTS_STYLE = "assets/charts.css"
ICON = "assets/icon.svg"
THEME_SCRIPT = "assets/theme.js"
SCRIPT = "assets/site.js"

SECTIONS: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PERSON: "people",
        EntityType.PLACE: "places",
        EntityType.ORGANIZATION: "organizations",
        EntityType.GROUP: "groups",
        EntityType.EVENT: "events",
    }
)
"""The folder of each type whose entities have a page, in the order of the navigation."""

_SAFE = "/~!$&'()*+,;=@"
_PLAIN = re.compile(r"[A-Za-z0-9._~/-]*")


def brief_path(slug: str) -> str:
    """The page of a brief."""
    return f"briefs/{slug}.html"


def brief_data_path(slug: str) -> str:
    """A brief as data."""
    return f"briefs/{slug}.json"


def entity_path(entity_type: EntityType, entity_id: str) -> str:
    """The page of an entity."""
    return f"{SECTIONS[entity_type]}/{entity_id}.html"


def entity_index_path(entity_type: EntityType) -> str:
    """The A–Z of a type of entities."""
    return f"{SECTIONS[entity_type]}/index.html"


def content_path(slug: str) -> str:
    """A page of the editor's own."""
    return f"{slug}.html"


def timeline_path(period: str) -> str:
    """The page of a year (``2014``) or month (``2014-01``) of a long timeline."""
    return f"timeline/{period}.html"


def period_anchor(period: str) -> str:
    """The id of a year or month on a page of the timeline."""
    return f"on-{period}"


def paragraph_anchor(number: int) -> str:
    """The id of a paragraph on its brief's page; numbers count from 1."""
    return f"p-{number}"


def role_anchor(entity_id: str, number: int) -> str:
    """The id of the words that give an entity a role on a brief's page; numbers count from 1."""
    return f"r-{entity_id}-{number}"


def quote_index_anchor(slug: str, quote_id: str) -> str:
    """The id of a brief's quote in the quote index."""
    return f"{slug}-{quote_id}"


def letter_anchor(letter: str) -> str:
    """The id of a letter's group in an A–Z index."""
    return "letter-other" if letter == "#" else f"letter-{letter.lower()}"


def relative_url(from_path: str, to_path: str, fragment: str = "") -> str:
    """How the page at ``from_path`` links to ``to_path``, percent-encoded.

    A link to a place on the same page is the fragment alone.
    """
    anchor = f"#{_encode(fragment)}" if fragment else ""
    if anchor and from_path == to_path:
        return anchor
    folder, _, _ = from_path.rpartition("/")
    to_folder, _, to_name = to_path.rpartition("/")
    if folder == to_folder:
        return _encode(to_name) + anchor
    steps = "../" * (folder.count("/") + 1 if folder else 0)
    return steps + _encode(to_path) + anchor


def absolute_url(site_url: str, path: str) -> str:
    """The public address of a page; the home page is the site's address with a slash."""
    return f"{site_url}/" if path == HOME else f"{site_url}/{_encode(path)}"


def base_path(site_url: str) -> str:
    """The path part of the site's public address, with a slash at both ends."""
    path = urlsplit(site_url).path.strip("/")
    return f"/{path}/" if path else "/"


def is_web_url(url: str | None) -> bool:
    """Whether an address is one that a page may link: http or https, and nothing else."""
    return url is not None and url.lower().startswith(("http://", "https://"))


def _encode(part: str) -> str:
    """Percent-encodes what an address cannot hold; most addresses have nothing of the kind."""
    return part if _PLAIN.fullmatch(part) else quote(part, safe=_SAFE)
