"""The site that the preview shows: its files in memory, and all others in its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.edition import urls
from builder.model.site_file import SiteFile
from builder.serve.static_files import find_file, split_address
from builder.write.manifest import read_manifest

_LOST = "404.html"


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirect to the address of a folder, which ends in a slash.

    Attributes:
        folder: the path of the folder from the site's root, without slashes at its ends.
    """

    folder: str


@dataclass(frozen=True, slots=True)
class ShownSite:
    """The site that the preview shows.

    Attributes:
        out: the site's folder. A build may replace it at any time, so that no file in it is kept open.
        files: the files of the newest site that a build has made, by POSIX path, without the index of the search; None
            before the first one, when all files are read from the folder.
        made: the paths of the files in the folder that newsgloss made, without the index of the search.
        withdrawn: the paths of files that an earlier site has in the folder and that the newest one does not have.
    """

    out: Path
    files: Mapping[str, SiteFile] | None = None
    made: frozenset[str] = field(default=frozenset(), repr=False)
    withdrawn: frozenset[str] = field(default=frozenset(), repr=False)

    def with_files(self, files: Mapping[str, SiteFile]) -> ShownSite:
        """Return the site with the files of a newer one, before it is written to the folder."""
        return replace(self, files=files, made=self.made | files.keys(), withdrawn=self.made - files.keys())

    def when_written(self) -> ShownSite:
        """Return the site after its files were written to the folder."""
        return (
            self if self.files is None else replace(self, made=frozenset(self.files), withdrawn=frozenset())
        )

    def has_home(self) -> bool:
        """Return True if the site has a home page."""
        return self.find("/") is not None

    def page_path(self, address: str) -> str | None:
        """Return the path of the file in memory that answers an address: the page for missing ones if there is none.

        Args:
            address: a path from the host's root, percent-encoded.
        """
        files = self.files or {}
        parts = split_address(address)
        if parts is not None:
            path = "/".join(parts)
            for candidate in (path, "/".join((*parts, "index.html"))):
                if candidate in files:
                    return candidate
        return _LOST if _LOST in files else None

    def find(self, address: str) -> tuple[str, SiteFile | Path] | Redirect | None:
        """Return the file at an address and its path from the site's root; None if the site has none.

        Args:
            address: a path from the host's root, percent-encoded, with its bytes as code points (ISO 8859-1).

        Raises:
            OSError: if the lookup fails, because of permissions for example.
        """
        parts = split_address(address)
        if parts is None:
            return None
        files = self.files or {}
        path, index = "/".join(parts), "/".join((*parts, "index.html"))
        if path in files:
            return path, files[path]
        if index in files:
            return (index, files[index]) if address.endswith("/") else Redirect(path)
        return self._find_in_folder(address, path)

    def _find_in_folder(self, address: str, path: str) -> tuple[str, SiteFile | Path] | Redirect | None:
        """Return the file of the folder at an address.

        Raises:
            OSError: if the lookup fails.
        """
        found = find_file(self.out, address)
        if found is not None and found.is_dir():
            if not address.endswith("/"):
                return Redirect(path)
            found = find_file(self.out, f"{address}/index.html")
        if found is None:
            return None
        # A link in the folder may lead to a file whose newest bytes are in memory.
        real = found.relative_to(self.out.resolve()).as_posix()
        if real in self.withdrawn:
            return None
        return real, (self.files or {}).get(real, found)


def earlier_site(out: Path) -> ShownSite:
    """Return the site that an earlier process has written to a folder."""
    try:
        _, manifest = read_manifest(out)
    except OSError:  # the first build reports it
        return ShownSite(out)
    index = f"{urls.SEARCH_INDEX}/"
    return ShownSite(out, made=frozenset(path for path in manifest.files if not path.startswith(index)))
