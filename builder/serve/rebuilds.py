"""The builds of a preview: one whenever files changed, given up for a newer one if they change again meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.model.diagnostic import error
from builder.model.site_file import SiteFile
from builder.model.viewers import OvertakenError, Viewers
from builder.serve.build_outcome import Build, BuildOutcome
from builder.serve.file_events import FileEvents
from builder.serve.preview_site import PreviewSite
from builder.serve.shown_site import ShownSite
from builder.serve.snapshot import Snapshot

OVERTAKEN_AT_MOST = 20
"""Builds in a row that are given up for a newer one, so that the site is written also if files change all the time."""


class Rebuilds:
    """Builds a site whenever its files have changed.

    The pages that browsers have open are shown as soon as they are made, then the new site, and at the end the outcome.
    From then on that open pages are shown, a build is given up if files change again: what an editor sees next must not
    wait for files that are made anew anyway.

    Args:
        site: the site that is shown.
        build: builds the site.
        show_site: shows a site and the outcome of its build.
        preview: knows the pages that browsers have open.
        events: of the files.
        look: returns the state of the files, all of whose later changes have events.
    """

    def __init__(
        self,
        site: ShownSite,
        *,
        build: Build,
        show_site: Callable[[ShownSite, BuildOutcome], object],
        preview: PreviewSite,
        events: FileEvents,
        look: Callable[[], Snapshot],
    ) -> None:
        self._site = site
        self._build = build
        self._show_site = show_site
        self._preview = preview
        self._events = events
        self._look = look
        self._built_from: Snapshot | None = None
        self._overtaken = 0

    def run(self) -> None:
        """Build if files have changed, and again as often as the build was given up."""
        while True:
            seen = self._look()
            if self._built_from is not None and seen.files == self._built_from.files:
                return
            self._built_from = seen
            try:
                self._rebuild()
            except OvertakenError:
                # The files may become again what this build began with.
                self._built_from = None
                self._overtaken += 1
            else:
                self._overtaken = 0
                return

    def _rebuild(self) -> None:
        """Build, and show the site.

        Raises:
            OvertakenError: if files changed again.
        """
        site, digests = self._site, None

        def show_pages(files: Mapping[str, SiteFile]) -> None:
            newer = site.with_pages(files)
            # An error of the last build is shown until there is a site without errors.
            if newer is not site and not self._preview.shows_errors:
                self._show(newer)

        def show(files: Mapping[str, SiteFile]) -> None:
            nonlocal digests
            digests = {path: file.digest for path, file in files.items()}
            newer = site.before_writing(files)
            if newer is not site:
                self._show(newer)

        viewers = Viewers(show, show_pages, lambda: self._preview.open_pages(site), self._is_overtaken)
        outcome = _build(self._build, viewers)
        if not outcome.ok and digests is None:
            self._site = site
        if outcome.ok and digests is not None:
            self._site = self._site.after_writing(digests)
        self._show_site(self._site, outcome)

    def _show(self, site: ShownSite) -> None:
        self._site = site
        self._show_site(site, BuildOutcome(ok=True, diagnostics=()))

    def _is_overtaken(self) -> bool:
        """Return True if files have changed since the build began."""
        if not self._events.is_waiting or self._overtaken >= OVERTAKEN_AT_MOST:
            return False
        self._events.wait(0)
        return self._built_from is None or self._look().files != self._built_from.files


def _build(build: Build, viewers: Viewers) -> BuildOutcome:
    """Build, and turn a defect of the program into a failed outcome.

    Raises:
        OvertakenError: if files changed again.
    """
    try:
        return build(viewers)
    except OvertakenError:
        raise
    except Exception as problem:  # noqa: BLE001 - after any failure the server goes on with the last good site
        message = f"The build stopped because of a defect of newsgloss: {type(problem).__name__}: {problem}."
        hint = "Report it with the output of `newsgloss build -v`, which shows the place."
        return BuildOutcome(ok=False, diagnostics=(error("", None, message, hint),))
