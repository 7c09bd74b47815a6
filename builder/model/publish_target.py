"""Targets: the places that a site is published to."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class TargetKind(StrEnum):
    """How the files of a site get to a target; the value is the key of ``site.yaml`` that names the place."""

    BRANCH = "branch"
    FOLDER = "folder"
    RCLONE = "rclone"
    RSYNC = "rsync"


class Host(StrEnum):
    """A service that publishes sites and has limits; ``builder/publish/data/hosts.yaml`` has its figures."""

    CLOUDFLARE = "cloudflare-pages"
    CODEBERG = "codeberg-pages"
    GITHUB = "github-pages"
    GITLAB = "gitlab-pages"
    NETLIFY = "netlify"


class PublishTarget(Struct, frozen=True):
    """A place that the site is published to.

    Attributes:
        name: the key of the target.
        kind: how files get there.
        address: the branch, the folder, or the place as rclone or rsync writes it.
        remote: the repository of a branch: an address, or the name of a remote of the repository that the site is in.
        domain: a domain of its own for a branch, or None.
        url: where readers find the site, without a trailing slash; None for the site's own address.
        host: the service whose limits count; None if remote and address show it, or no service is involved.
        line: of the target in ``site.yaml``, counted from 1.
    """

    name: str
    kind: TargetKind
    address: str
    remote: str = "origin"
    domain: str | None = None
    url: str | None = None
    host: Host | None = None
    line: int = 1
