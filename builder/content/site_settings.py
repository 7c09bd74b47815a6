"""Settings of the site: ``content/site.yaml`` → ``Site``."""

from __future__ import annotations

from pathlib import Path

from builder.content.home_setting import HOME_REGION
from builder.content.publish_targets import TARGETS
from builder.content.text_files import read_text
from builder.content.theme_settings import THEME_FIELDS, make_theme
from builder.content.values import CONTACT, LANGUAGE, PACKAGE, PAGE_PATH, PATTERN, SITE_ADDRESS, TIMEZONE
from builder.model.editorial import Body, NavigationLink, Site
from builder.schema.mapping import CheckedMapping, Field, Schema, read_keys
from builder.schema.report import Report
from builder.schema.values import PROSE, TEXT, choice, list_of, mapping_of

PATH = "content/site.yaml"

LABEL = Field("label", TEXT, "What the link says.", required=True)
LINK_PATH = Field("path", PAGE_PATH, "The page it leads to, from the site's root.", required=True)
LINK = Schema((LABEL, LINK_PATH))


def _link(record: CheckedMapping) -> NavigationLink | None:
    label, path = record.get(LABEL), record.get(LINK_PATH)
    return None if label is None or path is None else NavigationLink(label, path, record.line)


TITLE = Field("title", TEXT, "The name of the site.")
TAGLINE = Field("tagline", TEXT, "One line under the name.")
NOTICE = Field("notice", PROSE, "A sentence that every page shows above its content.")
URL = Field(
    "url",
    SITE_ADDRESS,
    "Where the site is published; full links, the sitemap and the pictures of shared pages need it.",
)
LANGUAGE_TAG = Field("language", LANGUAGE, "The language of the articles and the pages.")
HOME = Field(
    "home",
    HOME_REGION,
    "The region that the articles are about: its towns are meant by bare names. Without it the archive decides.",
)
ZONE = Field("timezone", TIMEZONE, "The time zone in which the day of a build is determined; UTC without it.")
MODEL = Field("model", PACKAGE, "The language model to annotate with, in place of the default.")
BODY = Field(
    "body", choice(Body), "How much of each article is published: all of it, or the lead, facts and quotes."
)
BOILERPLATE = Field(
    "boilerplate",
    list_of(PATTERN, "regular expressions"),
    "Patterns of paragraphs that are not part of a story, added to the built-in ones.",
)
CONTACTS = Field(
    "contacts",
    list_of(CONTACT, "addresses and telephone numbers"),
    "The e-mail addresses and telephone numbers that may be published.",
)
NAVIGATION = Field(
    "navigation",
    list_of(mapping_of(LINK, "a link with `label` and `path`", _link), "links with `label` and `path`"),
    "Links added after the built-in navigation.",
)
PUBLISH = Field("publish", TARGETS, "The places that `newsgloss publish` sends the site to.")
SITE = Schema(
    (
        *(
            TITLE,
            TAGLINE,
            NOTICE,
            URL,
            HOME,
            ZONE,
            LANGUAGE_TAG,
            MODEL,
            BODY,
            BOILERPLATE,
            CONTACTS,
            NAVIGATION,
        ),
        *THEME_FIELDS,
        PUBLISH,
    ),
    elsewhere={
        "name": "Did you mean `title`?",
        "headline": "Did you mean `title`? The headline of a brief is in its file in content/briefs.",
        "description": "Did you mean `tagline`?",
        "merge": "Move it to content/entities.yaml.",
        "ignore": "Move it to content/entities.yaml.",
    },
)


def load_site(root: Path, report: Report) -> Site:
    """Return the site's settings; a key that the file does not set has its default."""
    file = report.of(PATH)
    text = read_text(root, file)
    record = read_keys(text or "", SITE, file)
    default = Site()
    return Site(
        title=record.get(TITLE) or default.title,
        tagline=record.get(TAGLINE) or default.tagline,
        notice=record.get(NOTICE) or default.notice,
        url=record.get(URL),
        home=record.get(HOME),
        timezone=record.get(ZONE),
        language=record.get(LANGUAGE_TAG) or default.language,
        model=record.get(MODEL),
        body=record.get(BODY) or default.body,
        boilerplate=record.get(BOILERPLATE) or (),
        contacts=record.get(CONTACTS) or (),
        navigation=record.get(NAVIGATION) or (),
        theme=make_theme(record, root, file),
        publish=record.get(PUBLISH) or (),
        lines=record.lines,
    )
