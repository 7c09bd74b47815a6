"""Limits of services that publish sites, held against a site before it is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import yaml

from builder.model.publish_target import Host
from builder.model.site_file import SiteFile

_TABLE = Path(__file__).parent / "data" / "hosts.yaml"


class HostLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A service and its limits; None for a limit that it does not have.

    Attributes:
        id: the service.
        name: as messages call it.
        sources: where the limits are published, without "https://".
        addresses: the ends of the addresses that it gives to sites.
        repositories: the servers whose branches it publishes.
        files: the largest number of files.
        folder_files: the largest number of files in one folder.
        file_size, site_size: the largest size in bytes of a file, and of all files together.
        notes: a sentence that a warning adds.
    """

    id: Host
    name: str
    sources: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()
    files: int | None = None
    folder_files: int | None = None
    file_size: int | None = None
    site_size: int | None = None
    notes: str = ""


@cache
def load_hosts() -> Mapping[Host, HostLimits]:
    """Return the limits of every known service."""
    table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {host.id: host for host in msgspec.convert(table, tuple[HostLimits, ...])}


def find_host(url: str | None, server: str | None) -> Host | None:
    """Return the service that publishes at an address, or the branches of a server; None if it is not known.

    Args:
        url: the address of the site.
        server: the name of the server with the repository.
    """
    name = (urlsplit(url).hostname or "") if url else ""
    for host in load_hosts().values():
        if any(f".{name}".endswith(f".{end}") for end in host.addresses):
            return host.id
    return next((host.id for host in load_hosts().values() if server in host.repositories), None)


def exceeded_limits(host: HostLimits, files: Mapping[str, SiteFile]) -> Iterator[str]:
    """Yield a sentence for each limit of a service that a site exceeds."""
    size = sum(file.size for file in files.values())
    if host.files is not None and len(files) > host.files:
        yield f"The site has {len(files):,} files; {host.name} takes {host.files:,}."
    if host.site_size is not None and size > host.site_size:
        yield f"The site has {megabytes(size)}; {host.name} takes {megabytes(host.site_size)}."
    if host.folder_files is not None:
        (folder, count), *_ = Counter(path.rpartition("/")[0] for path in files).most_common(1) or [("", 0)]
        if count > host.folder_files:
            place = f"The folder {folder}/ of the site" if folder else "The root of the site"
            yield f"{place} has {count:,} files; {host.name} takes {host.folder_files:,} in one folder."
    if host.file_size is not None:
        large = sorted(path for path, file in files.items() if file.size > host.file_size)
        if large:
            more = f" and {len(large) - 1:,} more files" if len(large) > 1 else ""
            limit = megabytes(host.file_size)
            yield f"{large[0]} has {megabytes(files[large[0]].size)}{more}; {host.name} takes {limit} a file."


def megabytes(size: int) -> str:
    """Return a size in bytes as messages show it."""
    return f"{size / 1_000_000:,.1f} MB" if size >= 100_000 else f"{size / 1_000:,.1f} kB"
