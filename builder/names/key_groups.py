"""Groups of spellings, looked up by keys instead of comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

SpellingGroup = list[str]
"""Spellings of one thing."""

_DOMINANT = 2
"""A short form that two groups share belongs to the one named in full this many times as often as the other."""


class SpellingGroups:
    """Groups of spellings that can be merged and looked up by keys.

    Attributes:
        kept: the groups that were not merged into another one, by their number, in the order of adding.
    """

    def __init__(self) -> None:
        self.kept: dict[int, SpellingGroup] = {}
        self._owners: dict[int, int] = {}
        self._numbers: dict[Hashable, list[int]] = defaultdict(list)

    def add(self, group: Sequence[str], keys: Iterable[Hashable]) -> int:
        """Add a group under its keys; return its number."""
        number = len(self._owners)
        self._owners[number] = number
        self.kept[number] = list(group)
        self.register(number, keys)
        return number

    def register(self, number: int, keys: Iterable[Hashable]) -> None:
        """Register further keys of a group."""
        for key in dict.fromkeys(keys):
            self._numbers[key].append(number)

    def find(self, keys: Iterable[Hashable]) -> list[int]:
        """Return the numbers of the groups with one of the keys, in the order of adding."""
        return sorted({self._owner(number) for key in keys for number in self._numbers.get(key, ())})

    def merge(self, number: int, owner: int) -> None:
        """Merge a group into another one, which is then also found by the keys of the merged group.

        Args:
            number: of the group that is merged.
            owner: number of the other one.
        """
        self.kept[owner].extend(self.kept.pop(number))
        self._owners[number] = owner

    def _owner(self, number: int) -> int:
        while self._owners[number] != number:
            self._owners[number] = self._owners[self._owners[number]]
            number = self._owners[number]
        return number


def dominant_group(groups: Sequence[SpellingGroup], forms: dict[str, int]) -> SpellingGroup | None:
    """Return the group whose forms of several words are by far the most frequent; None without one.

    Args:
        groups: at least two.
        forms: how often each form appears in the article.
    """
    weights = sorted(
        ((sum(forms[form] for form in group if " " in form), group) for group in groups),
        key=lambda pair: -pair[0],
    )
    return weights[0][1] if weights[0][0] >= _DOMINANT * weights[1][0] else None
