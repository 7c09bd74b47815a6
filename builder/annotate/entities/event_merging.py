"""Merging of the spellings that refer to one event: "Vala" for "Storm Vala", acronyms."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotate.entities.merge_steps import MergeStep, TypeSpellings
from builder.annotate.entities.organization_merging import ACRONYM_STEP
from builder.lexicon.word_lists import words
from builder.names.key_groups import SpellingGroup


def _merge_bare_names(groups: Sequence[SpellingGroup], _: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, the bare name of a storm or operation merged with its full name: "Vala", "Storm Vala"."""
    merged = [list(group) for group in groups]
    bare = {
        form.partition(" ")[2]: group
        for group in merged
        for form in group
        if f"{form.split()[0].lower()}*" in words("event_words")
    }
    for group in merged:
        owner = bare.get(group[0])
        if owner is not None and owner is not group:
            owner.extend(group)
    return [group for group in merged if bare.get(group[0], group) is group]


EVENT_STEPS = (MergeStep("bare-name", _merge_bare_names), ACRONYM_STEP)
