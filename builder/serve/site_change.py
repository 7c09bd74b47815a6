"""The difference between two sites that the preview shows one after the other, as a browser sees it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from builder.serve.shown_site import ShownSite

_NAMING = (".css", ".js")
"""Endings of the files that load others."""

_LOADED = {
    *_NAMING,
    ".avif", ".gif", ".ico", ".jpeg", ".jpg", ".mjs", ".mp3", ".mp4", ".otf", ".png", ".svg", ".ttf", ".webm", ".webp",
    ".woff", ".woff2",
}  # fmt: skip
"""Endings of the files that pages load as parts of them."""


class SiteChange(Struct, frozen=True):
    """The change from one site to the next.

    Attributes:
        before: the site that was shown before.
        after: the site that is shown now.
        changed: the paths of all files that changed.
        changed_parts: the names of the changed files that pages load.
        naming: the paths of the style sheets and scripts of the new site, by name.
    """

    before: ShownSite
    after: ShownSite
    changed: frozenset[str]
    changed_parts: frozenset[str]
    naming: Mapping[str, str]

    def affects(self, address: str) -> bool:
        """Return True if a browser at an address has to reload: its page or a file that the page loads has changed.

        Args:
            address: a path from the host's root, percent-encoded.
        """
        if not self.changed:
            return False
        path = self.after.page_path(address)
        if path is None or path != self.before.page_path(address) or path in self.changed:
            return True
        return bool(self.changed_parts) and self._loads_changed_parts(path)

    def _loads_changed_parts(self, path: str) -> bool:
        """Return True if a page may load a changed file, through its style sheets and scripts, too."""
        # A name that appears in a page counts as loaded: a script may put the address together.
        pending, read = [path], set[str]()
        while pending:
            try:
                data = self.after.read(pending.pop())
            except OSError:
                return True
            if any(name.encode() in data for name in self.changed_parts):
                return True
            named = {name for name in self.naming.keys() - read if name.encode() in data}
            read |= named
            pending += [self.naming[name] for name in sorted(named)]
        return False


def compare_sites(before: ShownSite, after: ShownSite) -> SiteChange:
    """Return the change from one site to the next."""
    old, new = before.digests, after.digests
    changed = frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    names = map(PurePosixPath, changed)
    parts = frozenset(name.name for name in names if name.suffix.lower() in _LOADED)
    naming = {PurePosixPath(path).name: path for path in new if path.lower().endswith(_NAMING)}
    return SiteChange(before, after, changed, parts, naming)
