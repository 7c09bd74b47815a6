"""Settings of briefs from the editor's files and from the front matter of seeds, in one."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from builder.model.article import ArticleHead
from builder.model.editorial import BriefSettings, Content


def with_seed_settings(content: Content, heads: Mapping[str, ArticleHead]) -> Content:
    """Return the editor's files with what the front matter of the seeds says of their briefs.

    Args:
        content: the editor's files, which win.
        heads: the articles to publish, by seed id.
    """
    found = {
        seed_id: _merged(content.briefs.get(seed_id), head.settings)
        for seed_id, head in heads.items()
        if head.settings is not None
    }
    return replace(content, briefs=dict(sorted({**content.briefs, **found}.items()))) if found else content


def _merged(given: BriefSettings | None, own: BriefSettings) -> BriefSettings:
    """Return one brief's settings of both files; of fixes with the same words those of the editor's file win."""
    if given is None:
        return replace(own, seed_path=own.path, seed_keys=tuple(sorted(own.lines)))
    words = {fix.text for fix in given.quote_fixes}
    places = {(fix.text, fix.within) for fix in given.mention_fixes}
    quotes = (replace(fix, path=own.path) for fix in own.quote_fixes if fix.text not in words)
    mentions = (
        replace(fix, path=own.path) for fix in own.mention_fixes if (fix.text, fix.within) not in places
    )
    return replace(
        given,
        lines={**own.lines, **given.lines},
        slug=given.slug or own.slug,
        language=given.language or own.language,
        body=given.body or own.body,
        pictures=given.pictures or own.pictures,
        corrections=tuple(dict.fromkeys((*given.corrections, *own.corrections))),
        quote_fixes=(*given.quote_fixes, *quotes),
        mention_fixes=(*given.mention_fixes, *mentions),
        seed_path=own.path,
        seed_keys=tuple(sorted(own.lines.keys() - given.lines.keys())),
    )
