"""The site that the preview shows: the files in its folder, and in memory those that are not written yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from builder.edition import urls
from builder.model.site_file import SiteFile
from builder.serve.static_files import find_file, split_address
from builder.write.manifest import MARKER, read_manifest

SHOWN_EARLY_BYTES = 100_000_000
"""The size of the changes up to which they are shown before they are written: until then they are in memory."""

_LOST = "404.html"

_Seal = tuple[int, int, int] | None


class Redirect(Struct, frozen=True):
    """A redirect to the address of a folder, which ends in a slash.

    Attributes:
        folder: the path of the folder from the site's root, without slashes at its ends.
    """

    folder: str


class ShownSite(Struct, frozen=True):
    """The site that the preview shows. The index of the search and files that newsgloss did not make are not listed.

    Attributes:
        out: the site's folder. A build may replace it at any time, so that no file in it is kept open.
        digests: the digests of the files of the site, by POSIX path.
        written: the same for the site that was last written to the folder.
        unwritten: the bytes of the files that differ between the two.
        seal: the inode, time and size of the folder's manifest, by which a change of the folder is noticed.
    """

    out: Path
    digests: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    unwritten: Mapping[str, bytes] = field(default_factory=dict)
    seal: _Seal = None

    @property
    def is_written(self) -> bool:
        """True if the site is in its folder."""
        return self.digests == self.written

    def before_writing(self, files: Mapping[str, SiteFile]) -> ShownSite:
        """Return a newer site of these files, which can be read only now; this one if the changes are too large."""
        # Another build may have written the folder, or someone deleted it.
        folder = self if _seal(self.out) == self.seal else earlier_site(self.out)
        changed = [path for path, file in files.items() if folder.written.get(path) != file.digest]
        if sum(files[path].size for path in changed) > SHOWN_EARLY_BYTES:
            return self
        digests = {path: file.digest for path, file in files.items()}
        return replace(folder, digests=digests, unwritten={path: files[path].read() for path in changed})

    def with_pages(self, files: Mapping[str, SiteFile]) -> ShownSite:
        """Return the site with other pages, which can be read only now; this one if none of them has changed."""
        changed = {path: file for path, file in files.items() if self.digests.get(path) != file.digest}
        if not changed:
            return self
        unwritten = {path: file.read() for path, file in changed.items()}
        digests = {path: file.digest for path, file in changed.items()}
        return replace(self, digests={**self.digests, **digests}, unwritten={**self.unwritten, **unwritten})

    def after_writing(self, digests: Mapping[str, str]) -> ShownSite:
        """Return the site with the files of these digests, which were written to the folder."""
        return ShownSite(self.out, digests=digests, written=digests, seal=_seal(self.out))

    def has_home(self) -> bool:
        """Return True if the site has a home page."""
        return self.find("/") is not None

    def page_path(self, address: str) -> str | None:
        """Return the path of the listed file at an address, else of the page for missing addresses; None without that.

        Args:
            address: a path from the host's root, percent-encoded.
        """
        parts = split_address(address)
        if parts is not None:
            for path in ("/".join(parts), "/".join((*parts, "index.html"))):
                if path in self.digests:
                    return path
        return _LOST if _LOST in self.digests else None

    def read(self, path: str) -> bytes:
        """Return the bytes of a listed file.

        Raises:
            OSError: if it cannot be read.
        """
        data = self.unwritten.get(path)
        return (self.out / path).read_bytes() if data is None else data

    def find(self, address: str) -> tuple[str, bytes | Path] | Redirect | None:
        """Return the path of the file at an address, and its bytes or its place; None if the site has none.

        Args:
            address: a path from the host's root, percent-encoded, with its bytes as code points (ISO 8859-1).

        Raises:
            OSError: if the lookup fails, because of permissions for example.
        """
        parts = split_address(address)
        if parts is None:
            return None
        path, index = "/".join(parts), "/".join((*parts, "index.html"))
        if path in self.unwritten:
            return path, self.unwritten[path]
        if index in self.unwritten:
            return (index, self.unwritten[index]) if address.endswith("/") else Redirect(path)
        found = find_file(self.out, address)
        if found is not None and found.is_dir():
            if not address.endswith("/"):
                return Redirect(path)
            found = find_file(self.out, f"{address}/index.html")
        return None if found is None else self._newest(found)

    def _newest(self, found: Path) -> tuple[str, bytes | Path] | None:
        """Return the path of a file in the folder, and its bytes or its place; None if the newest site lacks it."""
        # A link in the folder may lead to a file whose newest bytes are in memory.
        path = found.relative_to(self.out.resolve()).as_posix()
        if path in self.written and path not in self.digests:
            return None
        return path, self.unwritten.get(path, found)


def earlier_site(out: Path) -> ShownSite:
    """Return the site that an earlier process has written to a folder."""
    seal = _seal(out)
    try:
        _, manifest = read_manifest(out)
    except OSError:  # the first build reports it
        return ShownSite(out)
    index = f"{urls.SEARCH_INDEX}/"
    files = {
        path: entry.digest
        for path, entry in manifest.files.items()
        if not path.startswith(index) and _has_size(out / path, entry.size)
    }
    return ShownSite(out, digests=files, written=files, seal=seal)


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.lstat().st_size == size
    except OSError:
        return False


def _seal(out: Path) -> _Seal:
    try:
        status = (out / MARKER).lstat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
