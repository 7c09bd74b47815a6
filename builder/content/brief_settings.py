"""Settings of briefs: ``content/briefs/<seed>.yaml`` → ``BriefSettings``."""

from __future__ import annotations

from pathlib import Path

from builder.content.annotation_fixes import MENTION_FIXES, QUOTE_FIXES
from builder.content.slug import SLUG
from builder.content.text_files import list_files, read_text
from builder.model.editorial import Body, BriefSettings, Correction
from builder.schema.mapping import CheckedMapping, Field, Schema, read_keys
from builder.schema.report import Report
from builder.schema.values import DATE, PROSE, TEXT, TRUTH, WEB_ADDRESS, choice, list_of, mapping_of

FOLDER = "content/briefs"

CORRECTED_ON = Field("date", DATE, "The day on which the article was corrected.", required=True)
CORRECTED = Field("text", PROSE, "What was wrong and what is right, in one or two sentences.", required=True)
CORRECTION = Schema((CORRECTED_ON, CORRECTED))


def _correction(record: CheckedMapping) -> Correction | None:
    date, text = record.get(CORRECTED_ON), record.get(CORRECTED)
    return None if date is None or text is None else Correction(date, text)


BRIEF_SLUG = Field("slug", SLUG, "The brief's address; without it the seed's file name.")
HEADLINE = Field("headline", PROSE, "The headline; without it the article's own, else its first sentence.")
BRIEF_DATE = Field("date", DATE, "The day the article appeared; “Sunday” and the like are read against it.")
SOURCE = Field("source", TEXT, "Who published the article.")
SOURCE_URL = Field("source_url", WEB_ADDRESS, "Where it was published.")
BYLINE = Field("byline", TEXT, "Who wrote it, without “By”.")
SUMMARY = Field("summary", PROSE, "The standfirst: one or two sentences under the headline.")
TOPICS = Field("topics", list_of(TEXT, "texts"), "What it is about.")
DRAFT = Field("draft", TRUTH, "Whether the brief is held back; overrides what the seed says.")
BRIEF_BODY = Field(
    "body", choice(Body), "How much of this article is published, in place of the site's rule."
)
CORRECTIONS = Field(
    "corrections",
    list_of(mapping_of(CORRECTION, "a correction with `date` and `text`", _correction), "corrections"),
    "The corrections of the article, each with its date.",
)
QUOTES = Field("quotes", QUOTE_FIXES, "Fixes of quotes that the machine got wrong.")
MENTIONS = Field("mentions", MENTION_FIXES, "Fixes of names that the machine got wrong.")
BRIEF = Schema(
    (
        BRIEF_SLUG,
        HEADLINE,
        BRIEF_DATE,
        SOURCE,
        SOURCE_URL,
        BYLINE,
        SUMMARY,
        TOPICS,
        DRAFT,
        BRIEF_BODY,
        CORRECTIONS,
        QUOTES,
        MENTIONS,
    ),
    elsewhere={
        "title": "Did you mean `headline`?",
        "author": "Did you mean `byline`?",
        "tags": "Did you mean `topics`?",
        "url": "Did you mean `source_url`?",
    },
)


def load_briefs(root: Path, report: Report) -> dict[str, BriefSettings]:
    """Return the editor's settings of each brief by seed id, sorted."""
    seed_ids = list_files(root, report.of(FOLDER), ending=".yaml")
    return {seed_id: _load_brief(root, report.of(f"{FOLDER}/{seed_id}.yaml")) for seed_id in seed_ids}


def _load_brief(root: Path, report: Report) -> BriefSettings:
    text = read_text(root, report)
    record = read_keys(text or "", BRIEF, report)
    return BriefSettings(
        path=report.path,
        lines=record.lines,
        slug=record.get(BRIEF_SLUG),
        headline=record.get(HEADLINE),
        date=record.get(BRIEF_DATE),
        source=record.get(SOURCE),
        source_url=record.get(SOURCE_URL),
        byline=record.get(BYLINE),
        summary=record.get(SUMMARY),
        topics=record.get(TOPICS),
        draft=record.get(DRAFT),
        body=record.get(BRIEF_BODY),
        corrections=record.get(CORRECTIONS) or (),
        quote_fixes=record.get(QUOTES) or (),
        mention_fixes=record.get(MENTIONS) or (),
    )
