"""Settings of briefs: ``content/briefs/<seed>.yaml`` → ``BriefSettings``."""

from __future__ import annotations

from pathlib import Path

from builder.content.brief_keys import (
    BRIEF,
    BRIEF_BODY,
    BRIEF_DATE,
    BRIEF_LANGUAGE,
    BRIEF_SLUG,
    BYLINE_KEY,
    CORRECTIONS,
    HEADLINE,
    MENTIONS,
    PERMALINK_KEY,
    PICTURES,
    QUOTES,
    RELEASE_FIELDS,
    SOURCE,
    SOURCE_URL,
    SUMMARY,
    TOPICS_KEY,
    WITHDRAWN,
)
from builder.content.release import Release, stricter_release
from builder.content.text_files import list_files, read_text
from builder.model.editorial import BriefSettings
from builder.schema.mapping import CheckedMapping, read_keys
from builder.schema.report import Report

FOLDER = "content/briefs"


def load_briefs(root: Path, report: Report) -> dict[str, BriefSettings]:
    """Return the editor's settings of each brief by seed id, sorted."""
    seed_ids = list_files(root, report.of(FOLDER), ending=".yaml")
    return {seed_id: _load_brief(root, report.of(f"{FOLDER}/{seed_id}.yaml")) for seed_id in seed_ids}


def _load_brief(root: Path, report: Report) -> BriefSettings:
    text = read_text(root, report)
    return settings_of(read_keys(text or "", BRIEF, report), report.path)


def settings_of(record: CheckedMapping, path: str) -> BriefSettings:
    """Return the settings that the keys of a brief give.

    Args:
        record: the keys, of the editor's file or of front matter.
        path: the file that they are in.
    """
    permalink = record.get(PERMALINK_KEY)
    release = permalink.release if permalink is not None else Release()
    for known in RELEASE_FIELDS:
        release = stricter_release(release, record.get(known) or Release())
    slug = record.get(BRIEF_SLUG)
    lines = dict(record.lines)
    if slug is None and permalink is not None and permalink.slug is not None:
        slug = permalink.slug
        lines[BRIEF_SLUG.name] = lines[PERMALINK_KEY.name]
    return BriefSettings(
        path=path,
        lines=lines,
        slug=slug,
        headline=record.get(HEADLINE),
        date=record.get(BRIEF_DATE),
        source=record.get(SOURCE),
        source_url=record.get(SOURCE_URL),
        byline=record.get(BYLINE_KEY),
        summary=record.get(SUMMARY),
        topics=record.get(TOPICS_KEY),
        draft=release.draft,
        release=release.date,
        withdrawn=record.get(WITHDRAWN),
        language=record.get(BRIEF_LANGUAGE),
        body=record.get(BRIEF_BODY),
        pictures=record.get(PICTURES) or (),
        corrections=record.get(CORRECTIONS) or (),
        quote_fixes=record.get(QUOTES) or (),
        mention_fixes=record.get(MENTIONS) or (),
    )
