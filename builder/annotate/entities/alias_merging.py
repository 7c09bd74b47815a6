"""Merging of different names of one entity: those of well-known things, and those that the article states."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotate.entities.merge_steps import MergeStep, TypeSpellings
from builder.names.key_groups import SpellingGroup, SpellingGroups
from builder.names.known_names import known_things


def merge_known_names(groups: Sequence[SpellingGroup], _: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, merged if they are names of one well-known thing and of no other."""
    merged = SpellingGroups()
    for group in groups:
        things = [thing for form in group for thing in _only_thing(form)]
        fitting = merged.find(things)
        if len(fitting) == 1:
            merged.kept[fitting[0]].extend(group)
            merged.register(fitting[0], things)
        else:
            merged.add(group, things)
    return [*merged.kept.values()]


def _only_thing(form: str) -> frozenset[int]:
    """Return the number of the only well-known thing with a name; empty if there are several or none."""
    things = known_things(form)
    return things if len(things) == 1 else frozenset()


def _merge_stated_aliases(groups: Sequence[SpellingGroup], spellings: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, merged if the article says that a form of each refers to one entity."""
    merged = SpellingGroups()
    for group in groups:
        merged.add(group, group)
    for stated, second in spellings.aliases:
        # "Mr. Roe, known as Ana", beside "Ana Roe" and "Tomas Roe": the alias is not of every Roe.
        whole = f"{second} {stated}"
        first = whole if whole in spellings.counts else stated
        ours, theirs = merged.find([first]), merged.find([second])
        if ours and theirs and ours != theirs:
            merged.merge(theirs[0], ours[0])
    return [*merged.kept.values()]


KNOWN_NAME = MergeStep("known-name", merge_known_names)
STATED_ALIAS = MergeStep("stated-alias", _merge_stated_aliases)
