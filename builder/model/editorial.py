"""The editor's decisions: the validated files of ``content/``."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from builder.model.annotations import EntityType
from builder.model.diagnostic import Diagnostic
from builder.model.entity_entries import EntityRules, EntityText
from builder.model.place import Place
from builder.model.publish_target import PublishTarget
from builder.model.theme import Theme


class Body(StrEnum):
    """How much of an article a site publishes."""

    FULL = "full"
    LEAD = "lead"


class NavigationLink(Struct, frozen=True):
    """One entry of the site's navigation: its label, a page's path from the site's root, and its line in the file."""

    label: str
    path: str
    line: int = 1


class WrittenLink(Struct, frozen=True):
    """A link in a file of the editor's.

    Attributes:
        address: as the page has it.
        path: the file.
        line: its line, counted from 1.
    """

    address: str
    path: str
    line: int


class Site(Struct, frozen=True):
    """``content/site.yaml``.

    Attributes:
        title, tagline: of the site.
        notice: a sentence that every page shows above its content, or "".
        url: its public address without a trailing slash, or None: no absolute links are then made.
        home: the region that the articles are about, or None: the archive shows it, or there is none.
        timezone: IANA name of the time zone in which the day of a build is determined; None means UTC.
        language: BCP 47 tag of the articles and the pages.
        model: name of the spaCy package to annotate with; None chooses the default.
        body: how much of each article is published, unless a brief says otherwise.
        boilerplate: further patterns (regular expressions) of paragraphs that are not part of a story.
        contacts: e-mail addresses, domains ("@example.org") and telephone numbers that may be published.
        navigation: links added after the built-in ones.
        theme: how the pages look.
        publish: the places that the site is published to, in the order of the file.
        lines: the line of each key that the file sets, counted from 1.
    """

    title: str = "newsgloss"
    tagline: str = ""
    notice: str = ""
    url: str | None = None
    home: Place | None = None
    timezone: str | None = None
    language: str = "en"
    model: str | None = None
    body: Body = Body.FULL
    boilerplate: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    navigation: tuple[NavigationLink, ...] = ()
    theme: Theme = field(default_factory=Theme)
    publish: tuple[PublishTarget, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


class Correction(Struct, frozen=True, array_like=True):
    """A correction of an article: the day as ISO ``YYYY-MM-DD``, and the editor's words."""

    date: str
    text: str


class Picture(Struct, frozen=True, array_like=True):
    """A picture of a brief.

    Attributes:
        file: its path in ``content/static/``, which is that in the site.
        alt: what it shows, for readers who do not see it; "" if the editor says nothing.
        caption, credit: what stands below it, or "".
        width, height: in pixels; 0 if it has no size of its own, or it is not known yet.
        line: its line in the file, counted from 1.
    """

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0
    line: int = 1


class QuoteFix(Struct, frozen=True, array_like=True):
    """The editor's fix of one quote.

    Attributes:
        text: words of the quote, as the article has them; white space and the form of quotation marks do not count.
        line: its line in the file, counted from 1.
        speakers: ids of the entities who said it.
        source: who said it in the editor's words, if it is no entity. Without both it is not a quote.
        path: the file, if it is not that of the settings: the seed.
    """

    text: str
    line: int
    speakers: tuple[str, ...] = ()
    source: str | None = None
    path: str = ""

    @property
    def drops(self) -> bool:
        """True if the words are not a quote."""
        return not self.speakers and self.source is None


class MentionFix(Struct, frozen=True, array_like=True):
    """The editor's fix of all mentions with certain words.

    Attributes:
        text: the words, as the article has them; white space and the form of quotation marks do not count.
        line: its line in the file, counted from 1.
        within: the fix applies only inside these words, which appear once in the article; None means everywhere.
        type: of the entity that the words name; of a term ``EntityType.TERM``; None if they name nothing.
        entity_id: the entity that they name, or that coined the term; None if they name nothing.
        path: the file, if it is not that of the settings: the seed.
    """

    text: str
    line: int
    within: str | None = None
    type: EntityType | None = None
    entity_id: str | None = None
    path: str = ""


class BriefSettings(Struct, frozen=True, array_like=True):
    """``content/briefs/<seed>.yaml``, or front matter: the settings of one brief; None keeps the seed's own value.

    Attributes:
        path: the file, relative to the site's root.
        lines: the line of each key that the file sets, counted from 1.
        date: ISO ``YYYY-MM-DD``.
        draft: drafts are built only on request; False publishes a seed that calls itself a draft.
        release: the ISO date before which the brief is held back, besides ``date``.
        withdrawn: why the brief is no longer published, for its readers; None if it is.
        pictures: in the order of the file; the first is above the story.
        corrections: in the order of the file.
        quote_fixes, mention_fixes: in the order of the file, each with other words.
        seed_path, seed_keys: the seed, and the keys that only its front matter gives.
    """

    path: str
    lines: Mapping[str, int] = field(default_factory=dict)
    slug: str | None = None
    headline: str | None = None
    date: str | None = None
    source: str | None = None
    source_url: str | None = None
    byline: str | None = None
    summary: str | None = None
    topics: tuple[str, ...] | None = None
    language: str | None = None
    draft: bool | None = None
    release: str | None = None
    withdrawn: str | None = None
    body: Body | None = None
    pictures: tuple[Picture, ...] = ()
    corrections: tuple[Correction, ...] = ()
    quote_fixes: tuple[QuoteFix, ...] = ()
    mention_fixes: tuple[MentionFix, ...] = ()
    seed_path: str = ""
    seed_keys: tuple[str, ...] = ()

    def path_of(self, key: str) -> str:
        """Return the file that gives a key its value: the editor's file of the brief, or the seed."""
        return self.seed_path if key in self.seed_keys else self.path


class Note(Struct, frozen=True):
    """A note on some words of an article.

    Attributes:
        anchors: the words, as the file's block quote has them: as written first, then without its Markdown
            if that makes a difference.
        line: on which the block quote begins, counted from 1.
        markdown: the note itself.
        text_line: on which the note itself begins.
    """

    anchors: tuple[str, ...]
    line: int
    markdown: str
    text_line: int = 1


class BriefNotes(Struct, frozen=True):
    """``content/notes/<seed>.md``: the notes on one article, in the order of the file."""

    path: str
    notes: tuple[Note, ...]


class ContentPage(Struct, frozen=True):
    """``content/pages/<slug>.md``: a page of its own, as Markdown.

    Attributes:
        order: its position in the navigation; None keeps it out.
        line: of the file on which ``markdown`` begins, counted from 1.
    """

    slug: str
    path: str
    title: str
    markdown: str
    order: int | None = None
    line: int = 1


class Content(Struct, frozen=True):
    """Everything in ``content/``.

    Attributes:
        briefs: by seed id.
        notes: by seed id.
        texts: sorted by type, then id.
        pages: sorted by slug.
        warnings: on values that may be meant differently, by path and line.
    """

    site: Site = Site()
    entities: EntityRules = field(default_factory=EntityRules)
    briefs: Mapping[str, BriefSettings] = field(default_factory=dict)
    notes: Mapping[str, BriefNotes] = field(default_factory=dict)
    texts: tuple[EntityText, ...] = ()
    pages: tuple[ContentPage, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
