"""Held-back seeds: drafts, articles with a date after the day of the build, and withdrawn briefs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from msgspec import Struct

from builder.model.article import ArticleHead
from builder.model.diagnostic import Diagnostic, note
from builder.model.editorial import BriefSettings
from builder.pipeline.build_date import start_of_day

HINT = "Build with --drafts to see it."


class HeldBackSeed(Struct, frozen=True, array_like=True):
    """A seed that is not published.

    Attributes:
        seed_id: the id of the seed.
        path: the seed's file; of a withdrawn brief whose seed is gone, the editor's.
        said_by: the file that holds it back: the seed or the editor's file.
        date: the future ISO date; None for a draft and for a withdrawn brief.
        is_withdrawn: True if the brief is withdrawn. ``--drafts`` does not build it either.
    """

    seed_id: str
    path: str
    said_by: str
    date: str | None
    is_withdrawn: bool = False

    @property
    def reason(self) -> str:
        """The reason in a few words, for a summary."""
        if self.is_withdrawn:
            return "withdrawn"
        return f"dated {self.date}" if self.date else "draft"

    @property
    def diagnostic(self) -> Diagnostic:
        """A note that the seed is held back."""
        if self.is_withdrawn:
            return note(self.said_by, None, "Withdrawn: only a page that says so is published.")
        is_own = self.said_by == self.path
        if self.date is None:
            by = "" if is_own else f" by {self.said_by}"
            return note(self.path, None, f"Held back: marked as a draft{by}.", HINT)
        # The day of the build is not named: builds of several days repeat this note from the record of the first.
        what = "its date" if is_own else f"the date in {self.said_by}"
        return note(self.path, None, f"Held back until {self.date}, {what}.", HINT)


def next_due(held_back: Iterable[HeldBackSeed], timezone: str | None) -> datetime | None:
    """Return the moment at which the next seed is no longer held back; None if none has a date.

    Args:
        held_back: the seeds that are held back.
        timezone: the time zone of the site; None for UTC.
    """
    dates = [held.date for held in held_back if held.date]
    return start_of_day(date.fromisoformat(min(dates)), timezone) if dates else None


def withdrawn_seeds(briefs: Mapping[str, BriefSettings], paths: Mapping[str, str]) -> dict[str, HeldBackSeed]:
    """Return the briefs that the editor withdraws, by seed id. Their seeds are not read, and may be gone.

    Args:
        briefs: the editor's settings, by seed id.
        paths: of the seeds, by seed id.
    """
    return {
        seed_id: HeldBackSeed(
            seed_id, paths.get(seed_id, settings.path), settings.path, None, is_withdrawn=True
        )
        for seed_id, settings in briefs.items()
        if settings.withdrawn is not None
    }


def hold_back_draft(seed_id: str, path: str, settings: BriefSettings | None) -> HeldBackSeed | None:
    """Hold back a seed that the editor's file marks as a draft, before it is read."""
    if settings is None or not settings.draft:
        return None
    return HeldBackSeed(seed_id, path, settings.path, None)


def hold_back_article(
    article: ArticleHead, settings: BriefSettings | None, *, today: date
) -> HeldBackSeed | None:
    """Hold back an article that is marked as a draft or has a future date.

    The editor's file overrides the seed: ``draft: false`` publishes a draft, and its days (``date`` and that of
    publication, of which the later counts) replace every day of the seed.
    """
    day = today.isoformat()
    draft, draft_by = article.draft, article.path
    release, release_by = article.release, article.path
    if settings is not None and settings.draft is not None:
        draft, draft_by = settings.draft, settings.path
    given = (
        max(filter(None, (settings.date, settings.release)), default=None) if settings is not None else None
    )
    if settings is not None and given is not None:
        release, release_by = given, settings.path
    if draft:
        return HeldBackSeed(article.seed_id, article.path, draft_by, None)
    if release is not None and release > day:
        return HeldBackSeed(article.seed_id, article.path, release_by, release)
    return None
