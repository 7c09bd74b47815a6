"""Limits of hosts: the table, the host of a target, and the warnings."""

from __future__ import annotations

import pytest

from builder.model.publish_target import Host
from builder.model.site_file import SiteFile
from builder.publish.limits import HostLimits, exceeded_limits, find_host, load_hosts

LIMITS = HostLimits(
    id=Host.NETLIFY,
    name="Stonehost",
    sources=(),
    files=3,
    folder_files=2,
    file_size=2_000_000,
    site_size=3_000_000,
)


def sized(**sizes: int) -> dict[str, SiteFile]:
    """Return files with these sizes; "__" in a name is a slash."""
    return {name.replace("__", "/"): SiteFile("", size, bytes) for name, size in sizes.items()}


def test_table_has_limits_and_sources_of_every_host() -> None:
    assert set(load_hosts()) == set(Host)
    for host in load_hosts().values():
        assert host.sources
        assert any((host.files, host.folder_files, host.file_size, host.site_size))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (sized(a=1, b=1, c__d=1), []),
        (sized(a=1, b=1, c__d=1, c__e=1), ["The site has 4 files; Stonehost takes 3."]),
        (
            sized(a=2_000_000, b=1_000_001),
            ["The site has 3.0 MB; Stonehost takes 3.0 MB."],
        ),
        (
            sized(c__a=1, c__b=1, c__d=1),
            ["The folder c/ of the site has 3 files; Stonehost takes 2 in one folder."],
        ),
        (sized(a=1, b=1, c=1), ["The root of the site has 3 files; Stonehost takes 2 in one folder."]),
        (sized(a=2_500_000), ["a has 2.5 MB; Stonehost takes 2.0 MB a file."]),
        (
            sized(a=2_500_000, b=2_100_000),
            [
                "The site has 4.6 MB; Stonehost takes 3.0 MB.",
                "a has 2.5 MB and 1 more files; Stonehost takes 2.0 MB a file.",
            ],
        ),
        ({}, []),
    ],
)
def test_limits_that_a_site_exceeds(files: dict[str, SiteFile], expected: list[str]) -> None:
    assert list(exceeded_limits(LIMITS, files)) == expected


@pytest.mark.parametrize(
    ("url", "server", "expected"),
    [
        ("https://news.pages.dev", None, Host.CLOUDFLARE),
        ("https://ana.github.io/news", "example.org", Host.GITHUB),
        ("https://notgithub.io", None, None),
        ("https://example.org", "github.com", Host.GITHUB),
        ("https://example.org", "ssh.github.com", Host.GITHUB),
        (None, "gitlab.com", Host.GITLAB),
        (None, "codeberg.org", Host.CODEBERG),
        (None, "git.example.org", None),
        # A host that publishes a branch of a repository elsewhere.
        ("https://news.netlify.app", "github.com", Host.NETLIFY),
        (None, None, None),
    ],
)
def test_host_is_known_by_the_address_before_the_repository(
    url: str | None, server: str | None, expected: Host | None
) -> None:
    assert find_host(url, server) is expected
