"""How long a correction takes at the desk: clicks, and seconds from the last click to the page that shows it.

    python -m bench.desk FOLDER [--times 5] [--pause 10]

FOLDER is a site that was built before. Its files in ``content/`` are changed, and changed back by undo. For each of
several quotes the script does what an editor does who sees a wrong speaker: it clicks the quote and the first other
person of the list, and waits until the page credits that person. Between two corrections it pauses, as an editor reads
on: a correction that comes while the site of the last one is still being built waits for that build.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.site_builds import ENVIRONMENT, newsgloss
from tools.chromium import FLAGS, find_chromium

CLICKS = 2
"""The quote, and the person."""

CREDITED = """
([id, name]) => {
  const quote = document.getElementById(id);
  return quote?.closest(".para")?.querySelector(".glosses")?.textContent.includes(name) ?? false;
}
"""


def main() -> None:
    """Correct quotes of a site, and print the seconds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path, metavar="FOLDER", help="the site's folder")
    parser.add_argument("--times", type=int, default=5, help="how many corrections")
    parser.add_argument("--pause", type=float, default=10, help="seconds between two corrections")
    options = parser.parse_args()
    root = options.root.absolute()
    with subprocess.Popen(  # noqa: S603 - the project's own command
        newsgloss("serve"), cwd=root, env={**os.environ, **ENVIRONMENT}, stdout=subprocess.PIPE, text=True
    ) as served:
        try:
            address = _address(served)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=find_chromium(), args=["--headless", *FLAGS]
                )
                seconds = correct_quotes(
                    browser.new_page(), address, root, times=options.times, pause=options.pause
                )
                browser.close()
        finally:
            # Else the end of the block waits for a preview that never ends.
            served.terminate()
    briefs = len(list((root / "site/briefs").glob("*.txt")))
    found = {
        "briefs": briefs,
        "clicks": CLICKS,
        "median_seconds": statistics.median(seconds),
        "seconds": seconds,
    }
    sys.stdout.write(json.dumps(found) + "\n")


def correct_quotes(page: Page, address: str, root: Path, *, times: int, pause: float) -> list[float]:
    """Return the seconds from the last click to the corrected page, for each of several corrections.

    Args:
        page: of a browser.
        address: of the preview.
        root: the site's folder.
        times: how many corrections.
        pause: seconds between two of them.
    """
    seconds = []
    briefs = sorted((root / "site/briefs").glob("*.txt"))
    for number in range(times):
        page.goto(f"{address}briefs/{briefs[number * len(briefs) // times].stem}.html")
        page.locator(".story .quote[id]").first.click()
        quote = page.locator(".desk-chosen").get_attribute("id")
        choice = page.locator(".desk-choices button").first
        name = choice.locator("b").inner_text()
        began = time.monotonic()
        choice.click()
        page.wait_for_function(CREDITED, arg=[quote, name])
        seconds.append(round(time.monotonic() - began, 3))
        page.locator(".desk-message").get_by_role("button", name="Undo").click()
        page.locator(".desk-message", has_text="Taken back").wait_for()
        page.wait_for_timeout(pause * 1000)
    return seconds


def _address(served: subprocess.Popen[str]) -> str:
    """Return the address of a preview, as soon as its first build is done."""
    address = ""
    for line in served.stdout or ():
        if line.startswith("Serving at "):
            address = line.split()[2]
        if line.startswith(("The site is", "The site in")):
            break
    return address


if __name__ == "__main__":
    main()
