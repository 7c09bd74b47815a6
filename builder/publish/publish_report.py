"""A site published to one target, and the report of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from builder import __version__
from builder.model.diagnostic import Diagnostic, InputError, error, warning
from builder.model.publish_target import Host, PublishTarget
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import Progress
from builder.publish.limits import exceeded_limits, find_host, load_hosts
from builder.publish.plan import Plan
from builder.publish.publish_error import PublishError
from builder.publish.publish_site import Comparison, carry_out, compare, read_built_site
from builder.publish.targets import SETTINGS, open_destination


class PublishReport(Struct, frozen=True, kw_only=True):
    """The report of a publish.

    Attributes:
        target: the name of the target.
        kind: its kind.
        place: where the files are, without secrets.
        url: where readers find the site; None if it is not known.
        host: the service whose limits counted; None if it is not known.
        plan: what was added, changed and removed, or would be.
        size: bytes that were sent, or would be.
        ok: False if warnings kept the site from being published.
        is_dry_run: True if nothing was to be sent.
        was_sent: True if something was sent or removed.
        diagnostics: warnings.
    """

    target: str
    kind: str
    place: str
    url: str | None
    host: Host | None
    plan: Plan
    size: int
    ok: bool
    is_dry_run: bool
    was_sent: bool
    diagnostics: tuple[Diagnostic, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data, without its diagnostics."""
        plan = self.plan
        return {
            "ok": self.ok,
            "target": self.target,
            "kind": self.kind,
            "place": self.place,
            "url": self.url,
            "host": self.host,
            "dry_run": self.is_dry_run,
            "added": list(plan.added),
            "changed": list(plan.changed),
            "removed": list(plan.removed),
            "kept": list(plan.kept),
            "unchanged": len(plan.unchanged),
            "bytes": self.size,
        }


def publish_target(
    target: PublishTarget,
    options: BuildOptions,
    *,
    begin: Callable[[PublishReport], AbstractContextManager[Progress]],
    site_url: str | None = None,
    dry_run: bool = False,
    force: bool = False,
) -> PublishReport:
    """Publish the site in the output folder of a build.

    Args:
        target: where to.
        options: of the build that wrote the site.
        begin: is called right before anything is sent, with the report of what will be; returns what counts the files
            that are sent and removed.
        site_url: the address of the site, unless the target has one of its own.
        dry_run: True to send nothing.
        force: True to replace files of others.

    Raises:
        InputError: if the site cannot be published. The target is as it was, or the next publish goes on from there.
    """
    site = read_built_site(options.out)
    protected = (*options.source_folders, options.store_folder, options.out)
    try:
        with open_destination(target, site, root=options.root, protected=protected) as destination:
            found = compare(site, destination, force=force)
            domain = f"https://{target.domain}" if target.domain else None
            url = target.url or domain or site_url
            host = target.host or find_host(url, destination.server)
            diagnostics = _warnings(target, found, host, site_url)
            ok = not (options.strict and diagnostics)
            sends = ok and not dry_run and not found.is_up_to_date
            report = PublishReport(
                target=target.name,
                kind=target.kind,
                place=destination.place,
                url=url,
                host=host,
                plan=found.plan,
                size=found.bytes_to_send,
                ok=ok,
                is_dry_run=dry_run,
                was_sent=sends,
                diagnostics=diagnostics,
            )
            if sends:
                with begin(report) as progress:
                    carry_out(found, destination, progress, version=__version__)
            return report
    except PublishError as problem:
        message = f"The target “{target.name}”: {problem.message}"
        raise InputError([error(SETTINGS, target.line, message, problem.hint)]) from problem


def _warnings(
    target: PublishTarget, found: Comparison, host: Host | None, site_url: str | None
) -> tuple[Diagnostic, ...]:
    """Return warnings: of another address, of each limit of the service that is exceeded, of files that stay."""
    warnings = []
    if target.domain is not None and site_url is not None and urlsplit(site_url).hostname != target.domain:
        message = f"The site's pages name {site_url} as their address, and the target {target.domain}."
        hint = f"Write `url: https://{target.domain}` for the site."
        warnings.append(warning(SETTINGS, target.line, message, hint))
    if host is not None:
        limits = load_hosts()[host]
        source = limits.sources[0]
        for sentence in exceeded_limits(limits, found.files):
            notes = f"{limits.notes} " if limits.notes else ""
            warnings.append(warning(SETTINGS, target.line, sentence, f"{notes}See {source}."))
    if found.plan.kept:
        shown = ", ".join(found.plan.kept[:5])
        more = f" and {len(found.plan.kept) - 5:,} more" if len(found.plan.kept) > 5 else ""
        message = f"The site no longer has files that someone changed at the target; they stay there: {shown}{more}."
        warnings.append(warning(SETTINGS, target.line, message, "Remove them there, if no one needs them."))
    return tuple(warnings)
