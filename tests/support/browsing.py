"""A page in the browser with its complaints and requests recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = 390
DESKTOP = 1280
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""By how many CSS pixels the page is wider than the window."""

RULES_OF_WCAG = ("target-size", "css-orientation-lock")
"""Rules for WCAG 2.2 A and AA that axe has but does not apply by default.

Not the one for names that leave out what is to be seen: it takes "Theme: auto" in two elements for "Theme:auto".
"""


class Watched(Struct, frozen=True):
    """A page with its complaints and requests since it was opened.

    Attributes:
        page: the page itself.
        complaints: errors and warnings on the console, uncaught errors, requests that failed.
        requests: the addresses of all requests.
    """

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Clear complaints and requests, before the page goes to another address."""
        self.complaints.clear()
        self.requests.clear()


@contextmanager
def watched_page(
    browser: Browser,
    *,
    width: int = DESKTOP,
    scheme: Scheme = "light",
    scripts: bool = True,
    touch: bool = False,
    permissions: Sequence[str] = (),
    keeps_policy: bool = False,
) -> Iterator[Watched]:
    """Yield a new page in a browser profile of its own, closed afterwards.

    Args:
        browser: Chromium.
        width: of the window, in CSS pixels.
        scheme: the colors that the reader prefers.
        scripts: whether JavaScript is enabled.
        touch: whether the reader has a touch screen.
        permissions: what the reader allows the page, as Playwright names it.
        keeps_policy: whether the page's Content-Security-Policy holds. Playwright's ``wait_for_function`` evaluates
            text in the page, which the policy forbids: tests/browser/test_policy.py does without it.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        java_script_enabled=scripts,
        has_touch=touch,
        permissions=list(permissions),
        bypass_csp=not keeps_policy,
    )
    watched = Watched(context.new_page())
    page = watched.page
    page.on(
        "console",
        lambda message: (
            watched.complaints.append(f"{message.type}: {message.text}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda problem: watched.complaints.append(f"uncaught: {problem}"))
    page.on(
        "requestfailed",
        # A request canceled because the page was left (usually its icon) has not failed.
        lambda request: (
            watched.complaints.append(f"failed: {request.url}")
            if request.failure != "net::ERR_ABORTED"
            else None
        ),
    )
    page.on("request", lambda request: watched.requests.append(request.url))
    try:
        yield watched
    finally:
        context.close()


def violations_in_each_scheme(page: Page) -> list[str]:
    """Return what is wrong with the page for readers who prefer light and who prefer dark colors.

    That is what axe finds, and whether the page scrolls sideways.
    """
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        if page.evaluate(OVERFLOW) > 0:
            found.append(f"{scheme}: the page scrolls sideways")
        found += [f"{scheme}: {violation}" for violation in axe_violations(page)]
    return found


def axe_violations(page: Page) -> list[str]:
    """Return the violations that axe finds on the page in its current state: a rule and an element each.

    The rules are axe's default ones (WCAG, A and AA, and good practice), and those of WCAG 2.2 that are off by default.
    """
    from axe_playwright_python.sync_playwright import Axe

    rules = {rule: {"enabled": True} for rule in RULES_OF_WCAG}
    # Of rules that nothing violates one element each is enough: all of them are half of the time.
    response = Axe().run(page, options={"rules": rules, "resultTypes": ["violations"]}).response
    looked_at = {
        found["id"] for kind in response if isinstance(response[kind], list) for found in response[kind]
    }
    assert looked_at.issuperset(RULES_OF_WCAG), "axe knows the rules"
    return [f"{found['id']}: {node['html']}" for found in response["violations"] for node in found["nodes"]]
