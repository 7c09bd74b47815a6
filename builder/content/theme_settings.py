"""The theme in ``content/site.yaml``: color, logo, style sheets, head, policy and footer links → ``Theme``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from builder.content.source_policy import POLICY
from builder.content.static_files import FOLDER as STATIC
from builder.content.static_files import static_names
from builder.content.values import PAGE_PATH
from builder.files import walk_folder
from builder.lexicon.word_lists import table
from builder.model.theme import SocialLink, Theme
from builder.schema.mapping import CheckedMapping, Field, Schema, ValueKind, check_mapping, wrong_type
from builder.schema.report import Report
from builder.schema.suggestion import did_you_mean
from builder.schema.values import TEXT, TRUTH, WEB_ADDRESS, LocatedText, list_of, read_line
from builder.schema.yaml_node import YamlMap, YamlNode, YamlScalar

TEMPLATES = "templates"
PICTURES = (".svg", ".png", ".webp", ".avif", ".jpg", ".jpeg", ".gif")

_COLOR = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", re.ASCII)
_COLOR_HINT = "Write it like '#0b6e4f', in quotation marks."
_FEEDS = {"feed.xml": "Atom feed", "feed.json": "JSON feed"}


def _read_color(node: YamlNode, label: str, report: Report) -> str | None:
    """Return a color as "#rrggbb"."""
    match = _COLOR.fullmatch(node.text.strip()) if isinstance(node, YamlScalar) else None
    if match is None:
        wrong_type(node, label, COLOR.expects, report, _COLOR_HINT)
        return None
    digits = match[1].lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(2 * digit for digit in digits)


def _file_in(folder: str, endings: tuple[str, ...] = (), what: str = "") -> ValueKind[LocatedText]:
    """Return the kind of a file's path in a folder of the site, with its line.

    Args:
        folder: the folder, from the site's root.
        endings: those that its name may have; any without.
        what: what a file with such an ending is.
    """
    expects = f"a file in `{folder}/`"

    def read(node: YamlNode, label: str, report: Report) -> LocatedText | None:
        text = read_line(node, label, report)
        if text is None:
            return None
        if text.startswith(("http:", "https:", "//")):
            hint = f"Download the file into {folder}/: pages load nothing from other sites."
            wrong_type(node, label, expects, report, hint)
            return None
        if endings and not text.lower().endswith(endings):
            message = f"`{label}`: {text} is not {what}."
            report.error(node.line, message, f"Name a file that ends in {', '.join(endings)}.")
            return None
        return LocatedText(text, node.line)

    return ValueKind(expects, read)


COLOR = ValueKind("a color as '#rrggbb'", _read_color)
PICTURE = _file_in(STATIC, PICTURES, "a picture")
STYLE_SHEET = _file_in(STATIC, (".css",), "a style sheet")
SNIPPET = _file_in(TEMPLATES)


def _read_target(node: YamlNode, label: str, report: Report) -> str | None:
    """Return the target of a link: the address of another site, or the path of a page."""
    text = node.text if isinstance(node, YamlScalar) else ""
    if "/" in text and not text.startswith(("http:", "https:")) and "." in text.partition("/")[0]:
        wrong_type(node, label, TARGET.expects, report, f"Write https://{text} if it is another site.")
        return None
    if ":" in text or not isinstance(node, YamlScalar):
        return WEB_ADDRESS.read(node, label, report)
    return PAGE_PATH.read(node, label, report)


TARGET = ValueKind("an address that begins with https://, or a path inside the site", _read_target)
ADDRESS = Field("address", TARGET, "Where it leads.", required=True)
LABEL = Field("label", TEXT, "What it says; without it the name of the service.")
ICON = Field("icon", PICTURE, "A picture before it.")
SOCIAL_LINK = Schema((ADDRESS, LABEL, ICON))


def _read_social(node: YamlNode, label: str, report: Report) -> SocialLink | None:
    """Return a link of the footer, from its address alone or from keys."""
    if not isinstance(node, YamlMap):
        address = TARGET.read(node, label, report)
        record = CheckedMapping(node.line)
    else:
        record = check_mapping(node, SOCIAL_LINK, report, label=label)
        address = record.get(ADDRESS)
    if address is None:
        return None
    words = record.get(LABEL) or _service(address)
    if words is None:
        report.error(node.line, f"`{label}`: the link to {address} has no `label`.", "Say what it leads to.")
        return None
    icon = record.get(ICON)
    return SocialLink(address, words, icon.text if icon is not None else None, node.line)


def _service(address: str) -> str | None:
    """Return what a link to an address is called: the service, else the host; None for most pages of the site."""
    if "://" not in address:
        return _FEEDS.get(address)
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    for listed, name in table("social_services"):
        if host == listed or host.endswith(f".{listed}"):
            return name
    return "Mastodon" if parts.path.startswith("/@") else host


SOCIAL_KIND = ValueKind("an address, or keys with `address`", _read_social)

ACCENT = Field(
    "accent", COLOR, "The color of links and rules. Its shades for light and dark pages are computed."
)
LOGO = Field("logo", PICTURE, "A picture in place of the title at the top of every page.")
SHOWS_TITLE = Field("show_title", TRUTH, "Whether the title is shown beside the logo.")
EXTRA_CSS = Field(
    "extra_css",
    list_of(STYLE_SHEET, f"style sheets in `{STATIC}/`"),
    "Style sheets that every page loads after the built-in ones.",
)
HEAD = Field("head", SNIPPET, "A template that is included in the head of every page.")
CSP_KEY = Field("csp", POLICY, "What pages may load from other sites.")
SOCIAL = Field(
    "social",
    list_of(SOCIAL_KIND, "addresses, or of links with `address`, `label` and `icon`"),
    "Links at the foot of every page.",
)
THEME_FIELDS = (ACCENT, LOGO, SHOWS_TITLE, EXTRA_CSS, HEAD, CSP_KEY, SOCIAL)


def make_theme(record: CheckedMapping, root: Path, report: Report) -> Theme:
    """Return the theme of a site; report files that it names and that do not exist.

    Args:
        record: the keys of ``content/site.yaml``.
        root: the site's folder.
        report: on that file.
    """
    logo, sheets, head = record.get(LOGO), record.get(EXTRA_CSS) or (), record.get(HEAD)
    social = record.get(SOCIAL) or ()
    wanted = list(_static(logo, sheets, social))
    if wanted:
        names = static_names(root)
        for key, one in wanted:
            _check_exists(key, one, STATIC, names, report)
    if head is not None:
        names, _ = walk_folder(root / TEMPLATES, root=root, name=TEMPLATES)
        _check_exists(HEAD.name, head, TEMPLATES, names, report)
    if SHOWS_TITLE.name in record.lines and LOGO.name not in record.lines:
        message = f"`{SHOWS_TITLE.name}` has no effect without `{LOGO.name}`."
        report.warning(record.lines[SHOWS_TITLE.name], message, "Add a logo, or remove this line.")
    return Theme(
        accent=record.get(ACCENT),
        logo=logo.text if logo is not None else None,
        shows_title=record.get(SHOWS_TITLE) or False,
        extra_css=tuple(dict.fromkeys(one.text for one in sheets)),
        head=head.text if head is not None else None,
        csp=record.get(CSP_KEY) or (),
        social=social,
    )


def _static(
    logo: LocatedText | None, sheets: Collection[LocatedText], social: Collection[SocialLink]
) -> Iterator[tuple[str, LocatedText]]:
    """Yield the static files that a theme names, each with its key."""
    if logo is not None:
        yield LOGO.name, logo
    yield from ((EXTRA_CSS.name, one) for one in sheets)
    for link in social:
        if link.icon is not None:
            yield f"{SOCIAL.name}.{ICON.name}", LocatedText(link.icon, link.line)


def _check_exists(key: str, wanted: LocatedText, folder: str, names: Collection[str], report: Report) -> None:
    """Report a file that a folder does not have."""
    if wanted.text in names:
        return
    bare = wanted.text.removeprefix("/").removeprefix(f"{folder}/").removeprefix("./")
    nearest = bare if bare in names else did_you_mean(wanted.text, names)
    hint = f"Did you mean `{nearest}`?" if nearest else "Put the file there, or fix the name."
    report.error(wanted.line, f"`{key}`: there is no file {folder}/{wanted.text}.", hint)
