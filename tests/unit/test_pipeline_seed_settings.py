"""Settings of front matter beside those of the editor's files."""

from __future__ import annotations

from builder.model.article import ArticleHead
from builder.model.editorial import Body, BriefSettings, Content, Correction, MentionFix, QuoteFix
from builder.pipeline.seed_settings import with_seed_settings

SEED = BriefSettings(
    path="seeds/a.md",
    lines={"slug": 2, "body": 3, "quotes": 4},
    slug="seed",
    body=Body.LEAD,
    corrections=(Correction("2024-03-05", "One."),),
    quote_fixes=(QuoteFix("yes", 5), QuoteFix("no", 6)),
    mention_fixes=(MentionFix("Monday", 8), MentionFix("Monday", 9, "on Monday")),
)
FILE = BriefSettings(
    path="content/briefs/a.yaml",
    lines={"slug": 1},
    slug="file",
    corrections=(Correction("2024-03-06", "Two."),),
    quote_fixes=(QuoteFix("no", 2, ("a-b",)),),
    mention_fixes=(MentionFix("Monday", 3, type=None),),
)


def merged(content: Content, settings: BriefSettings | None) -> BriefSettings | None:
    head = ArticleHead("a", "seeds/a.md", None, None, "", "", settings)
    return with_seed_settings(content, {"a": head}).briefs.get("a")


def test_front_matter_alone_gives_the_settings() -> None:
    found = merged(Content(), SEED)
    assert found is not None
    assert (found.slug, found.body, found.quote_fixes) == ("seed", Body.LEAD, SEED.quote_fixes)
    assert found.path_of("slug") == "seeds/a.md"


def test_the_editors_file_wins_and_items_of_both_count() -> None:
    found = merged(Content(briefs={"a": FILE}), SEED)
    assert found is not None
    assert (found.slug, found.body) == ("file", Body.LEAD)
    assert found.corrections == (*FILE.corrections, *SEED.corrections)
    assert found.quote_fixes == (*FILE.quote_fixes, QuoteFix("yes", 5, path="seeds/a.md"))
    assert found.mention_fixes == (
        *FILE.mention_fixes,
        MentionFix("Monday", 9, "on Monday", path="seeds/a.md"),
    )
    assert (found.path_of("slug"), found.path_of("body")) == ("content/briefs/a.yaml", "seeds/a.md")
    assert found.lines == {"slug": 1, "body": 3, "quotes": 4}


def test_without_front_matter_nothing_changes() -> None:
    content = Content(briefs={"a": FILE})
    assert merged(content, None) is FILE
