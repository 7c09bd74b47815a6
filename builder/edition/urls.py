"""Addresses: the one module that spells where a page is and how another page links to it.

A *path* counts from the site's root ("people/index.html"); a *url* is what a page writes into a link.
Every url is relative, so that a site works from a sub-path, an object store and a double-clicked file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
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
SEARCH = "search.html"
SEARCH_INDEX = "pagefind"
"""The folder of the search's index and library."""
SEARCH_NAMES = "data/names.js"
"""The names of all entities as a script, which the search looks them up in."""
FEED = "feed.xml"
JSON_FEED = "feed.json"
SITEMAP = "sitemap.xml"
SITE_CARD = "card.png"
ROBOTS = "robots.txt"
ENTITIES_DATA = "data/entities.json"
QUOTES_DATA = "data/quotes.json"
QUOTES_SCRIPT = "data/quotes.js"
"""All quotes as a script, which also a page that was opened as a file can load."""
STYLES = ("assets/tokens.css", "assets/site.css")
THEME_STYLE = "assets/theme.css"
"""What the editor's theme makes of the style sheets; only sites with a theme have it."""
PHOTO_STYLE = "assets/photo.css"
BRIEF_STYLES = ("assets/brief.css", "assets/reader.css")
ENTITY_STYLES = ("assets/lists.css", "assets/entity.css")
TEXT_STYLES = ("assets/prose.css",)
INDEX_STYLES = ("assets/lists.css", "assets/index.css")
INDEX_SCRIPTS = ("assets/index.js",)
SHARED_STYLES = ("assets/share.css",)
QUOTE_STYLES = ("assets/lists.css", "assets/quotes.css")
BRIEF_SCRIPTS = ("assets/cards.js", "assets/steps.js")
QUOTE_SCRIPTS = ("assets/results.js", "assets/filters.js", "assets/cite.js")
SEARCH_STYLES = ("assets/lists.css", "assets/search.css")
SEARCH_SCRIPTS = ("assets/search.js",)
NOTE_STYLES = ("assets/notes.css",)
NOTE_SCRIPTS = ("assets/notes.js",)
LISTS_STYLE = "assets/lists.css"
HOME_STYLE = "assets/home.css"
PICTURES_STYLE = "assets/pictures.css"
MAP_STYLE = "assets/map.css"
CHARTS_STYLE = "assets/charts.css"
ICON = "assets/icon.svg"
TOUCH_ICON = "assets/touch-icon.png"
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
# Windows reserves these names for devices: a site with such a folder cannot be checked out or unpacked there.
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)


def brief_path(slug: str) -> str:
    """The page of a brief."""
    return f"briefs/{slug}.html"


def brief_data_path(slug: str) -> str:
    """A brief as data."""
    return f"briefs/{slug}.json"


def brief_text_path(slug: str) -> str:
    """A brief's words as plain text: what the offsets of its annotations count."""
    return f"briefs/{slug}.txt"


def brief_annotations_path(slug: str) -> str:
    """A brief's annotations after the Web Annotation Data Model."""
    return f"briefs/{slug}.annotations.jsonld"


def brief_card_path(slug: str) -> str:
    """The picture that stands for a brief where its address is shared."""
    return f"briefs/{slug}.png"


def folder_name(slug: str) -> str:
    """Return the name of the folder for the further pages of a brief or an entity.

    A name that a system reserves gets an underscore, which no slug has, so that no two folders meet.
    """
    return f"{slug}_" if _DEVICE.fullmatch(slug) else slug


def shared_quote_path(slug: str, quote_id: str) -> str:
    """The page of one quote, made to be shared."""
    return f"briefs/{folder_name(slug)}/{quote_id}.html"


def quote_card_path(slug: str, quote_id: str) -> str:
    """The picture of one quote."""
    return f"briefs/{folder_name(slug)}/{quote_id}.png"


def brief_list_path(number: int) -> str:
    """A page of the index of briefs; they count from 1."""
    return BRIEF_INDEX if number == 1 else f"briefs/index-{number}.html"


def sitemap_part_path(number: int) -> str:
    """One of several sitemaps; they count from 1."""
    return f"sitemap-{number}.xml"


def entity_path(entity_type: EntityType, entity_id: str) -> str:
    """The page of an entity."""
    return f"{SECTIONS[entity_type]}/{entity_id}.html"


def entity_index_path(entity_type: EntityType) -> str:
    """The A–Z of a type of entities."""
    return f"{SECTIONS[entity_type]}/index.html"


def entity_letter_path(entity_type: EntityType, letter: str, number: int) -> str:
    """A page of the A–Z of a type where each letter has its own; the pages of a letter count from 1."""
    name = f"index-{letter_name(letter)}" if number == 1 else f"index-{letter_name(letter)}-{number}"
    return f"{SECTIONS[entity_type]}/{name}.html"


def older_briefs_path(entity_type: EntityType, entity_id: str, number: int) -> str:
    """A page of the briefs that an entity's own page does not list; they count from 1."""
    return f"{SECTIONS[entity_type]}/{folder_name(entity_id)}/briefs-{number}.html"


def content_path(slug: str) -> str:
    """A page of the editor's own."""
    return f"{slug}.html"


def timeline_path(period: str, number: int = 1) -> str:
    """A page of a year (``2014``) or month (``2014-01``) of a long timeline; those of a month count from 1."""
    return f"timeline/{period}.html" if number == 1 else f"timeline/{period}-page-{number}.html"


def period_anchor(period: str) -> str:
    """The id of a year or month on a page of the timeline."""
    return f"on-{period}"


def paragraph_anchor(number: int) -> str:
    """The id of a paragraph on its brief's page; numbers count from 1."""
    return f"p-{number}"


def note_anchor(number: int) -> str:
    """The id of a note on its brief's page; numbers count from 1."""
    return f"note-{number}"


def noted_anchor(number: int) -> str:
    """The id of the words that a note speaks of; numbers count from 1."""
    return f"noted-{number}"


def mention_anchor(entity_id: str, number: int) -> str:
    """Return the anchor of a mention of an entity, which the graph numbers in the order of the text."""
    return f"m-{entity_id}-{number}"


def role_anchor(entity_id: str, number: int) -> str:
    """The id of the words that give an entity a role on a brief's page; numbers count from 1."""
    return f"r-{entity_id}-{number}"


def quote_index_anchor(slug: str, quote_id: str) -> str:
    """The id of a brief's quote in the quote index.

    An id begins with a letter; no slug has an underscore, so that none is taken for another.
    """
    return f"{'' if slug[:1].isalpha() else 'brief_'}{slug}-{quote_id}"


def speaker_anchor(speaker_ids: Sequence[str]) -> str:
    """The id of the quotes of one speaker, or of several jointly, in the quote index."""
    return f"by-{'_'.join(speaker_ids)}"


def quote_page_path(name: str, number: int) -> str:
    """A page of the quote index where it has several; the pages of one name count from 1."""
    return f"quotes/{name}.html" if number == 1 else f"quotes/{name}-{number}.html"


def letter_name(letter: str) -> str:
    """A letter of an A–Z index as a part of a file's name: plain ASCII."""
    if letter == "#":
        return "other"
    return letter.lower() if letter.isascii() else "-".join(f"u{ord(char):04x}" for char in letter.lower())


def letter_anchor(letter: str) -> str:
    """The id of a letter's group in an A–Z index."""
    return "letter-other" if letter == "#" else f"letter-{letter.lower()}"


def year_anchor(label: str) -> str:
    """The id of a year's group in the index of briefs."""
    return f"year-{label.lower()}"


def relative_url(from_path: str, to_path: str, fragment: str = "") -> str:
    """How the page at ``from_path`` links to ``to_path``, percent-encoded.

    A link to a place on the same page is the fragment alone.
    """
    anchor = fragment_url(fragment) if fragment else ""
    if anchor and from_path == to_path:
        return anchor
    return _url_from(from_path[: from_path.rfind("/") + 1], to_path) + anchor


def url_at(url: str, fragment: str) -> str:
    """The address of a place on a page, from that of the page."""
    return url + fragment_url(fragment)


def fragment_url(fragment: str) -> str:
    """How a page links to one of its own places."""
    return f"#{_encode(fragment)}"


# The pages of a folder link to the same pages again and again.
@lru_cache(maxsize=65_536)
def _url_from(folder: str, to_path: str) -> str:
    """How pages of a folder link to a page; the folder ends with a slash, unless it is the root."""
    to_folder, slash, to_name = to_path.rpartition("/")
    if folder == to_folder + slash:
        return _encode(to_name)
    return root_url(folder) + _encode(to_path)


def root_url(from_path: str) -> str:
    """How a page links to the site's root: "" where it stands there itself."""
    return "../" * from_path.count("/")


def brief_quotes_url(from_path: str, slug: str) -> str:
    """How a page links to the quotes of one brief in the quote index: its script reads the query."""
    return f"{relative_url(from_path, QUOTE_INDEX)}?brief={_encode(slug)}"


def absolute_url(site_url: str, path: str, fragment: str = "") -> str:
    """The public address of a page; the home page is the site's address with a slash."""
    anchor = f"#{_encode(fragment)}" if fragment else ""
    return f"{site_url}/{'' if path == HOME else _encode(path)}{anchor}"


def public_url(site_url: str | None, from_path: str, to_path: str, fragment: str = "") -> str:
    """How a file that may be read elsewhere names a page: by its public address where the site has one, else
    seen from the file itself.
    """
    if site_url:
        return absolute_url(site_url, to_path, fragment)
    return relative_url(from_path, to_path, fragment)


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
