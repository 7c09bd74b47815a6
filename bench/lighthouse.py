"""Lighthouse scores and weights of pages on a phone.

    python -m bench.lighthouse [SITE ...] [--runs 3]

SITE is the folder of a finished site; by default `site` and `examples/site`. The home page, the largest brief, the
largest page of a person and the quote index of each are measured with Lighthouse's preset for phones on
slow networks. A server on this machine serves them without compression: a host that compresses can only be better.

Required are 99 for performance, 100 for accessibility, best practices and search engines, and at most 100 kB for a page
with everything it loads, 20 kB of it style sheets and 20 kB scripts. Audits that cost points are listed with the
elements they name, and the exit code is 1 if anything falls short. Performance scores vary on a busy machine: the
median of several runs counts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from tests.support.serving import serve_folder
from tools.chromium import FLAGS, find_chromium
from tools.web_programs import LIGHTHOUSE, run_web_program

PAGES = {
    "home": "index.html",
    "brief": "briefs/*.html",
    "person": "people/*.html",
    "quotes": "quotes/index.html",
}
ASKED = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
ROOM = {"total": 100_000, "stylesheet": 20_000, "script": 20_000}
"""The largest number of bytes of a page: in total, and by type as Lighthouse names it."""


class Judged(Struct, frozen=True):
    """The result of Lighthouse for a page.

    Attributes:
        path: of the page in its site.
        scores: of 100, by category.
        weights: bytes by type of resource, "total", and "compressed": the total from a host that compresses.
        failed: the audits that cost points, each with what it names, as lines.
    """

    path: str
    scores: Mapping[str, int]
    weights: Mapping[str, int]
    failed: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """True if the page meets all requirements."""
        return all(score >= ASKED[name] for name, score in self.scores.items()) and all(
            self.weights.get(name, 0) <= room for name, room in ROOM.items()
        )


def main() -> None:
    """Measure the pages and print a table for each site."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sites", type=Path, nargs="*", default=[Path("site"), Path("examples/site")])
    parser.add_argument("--runs", type=int, default=1, help="of which the middle one counts (default: 1)")
    options = parser.parse_args()
    good = True
    for site in options.sites:
        judged = [judge_median(site, find_page(site, pattern), options.runs) for pattern in PAGES.values()]
        print_table(site, judged)
        good &= all(page.is_good for page in judged)
    sys.exit(0 if good else 1)


def find_page(site: Path, pattern: str) -> str:
    """Return the largest page that matches; indexes do not match a pattern."""
    found = [path for path in site.glob(pattern) if "*" not in pattern or not path.name.startswith("index")]
    if not found:
        sys.exit(f"{site} has no page {pattern}: build the site first")
    return max(found, key=lambda path: (path.stat().st_size, path.name)).relative_to(site).as_posix()


def judge_pages(site: Path, paths: Sequence[str], categories: Sequence[str] = tuple(ASKED)) -> list[Judged]:
    """Return the results of Lighthouse for pages of a site, only in those categories."""
    with serve_folder(site) as address:
        return [judge_page(site, address, path, categories) for path in paths]


def judge_median(site: Path, path: str, runs: int) -> Judged:
    """Return the result of Lighthouse for a page in the run with the median performance score."""
    judged = [page for _ in range(runs) for page in judge_pages(site, [path])]
    return sorted(judged, key=lambda page: page.scores["performance"])[runs // 2]


def judge_page(site: Path, address: str, path: str, categories: Sequence[str]) -> Judged:
    """Return the result of Lighthouse for one page of the site served at an address."""
    done = run_web_program(
        LIGHTHOUSE,
        [
            f"{address}/{path}",
            "--output=json",
            "--quiet",
            "--no-enable-error-reporting",
            f"--only-categories={','.join(categories)}",
            "--only-audits=network-requests",
            "--disable-full-page-screenshot",
            f"--chrome-flags={' '.join(('--headless=new', *FLAGS))}",
        ],
        environment={**os.environ, "CHROME_PATH": find_chromium()},
    )
    if done.returncode:
        sys.exit(f"Lighthouse failed on {path}:\n{done.stderr}")
    found = json.loads(done.stdout)
    if "runtimeError" in found:
        sys.exit(f"Lighthouse failed on {path}: {found['runtimeError']['message']}")
    # A category with a failed audit has no score, which counts as 0.
    scores = {name: round(100 * (found["categories"][name]["score"] or 0)) for name in categories}
    # A browser draws parts of its form fields from data: addresses, which do not belong to a page.
    loaded = {
        unquote(urlsplit(item["url"]).path).removeprefix("/"): item["resourceType"].lower()
        for item in found["audits"]["network-requests"]["details"]["items"]
        # Chromium's own pictures in controls do not belong to the page.
        if item["url"].startswith(address)
    }
    return Judged(path, scores, weigh(site, loaded), tuple(failures(found)))


def weigh(site: Path, loaded: Mapping[str, str]) -> Counter[str]:
    """Return the bytes that a page loaded, by type; ``loaded`` has the type of each path."""
    weights: Counter[str] = Counter()
    for path, kind in loaded.items():
        data = (site / path).read_bytes()
        weights[kind] += len(data)
        weights["total"] += len(data)
        weights["compressed"] += len(gzip.compress(data, mtime=0))
    return weights


def failures(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each audit that cost points, and one for each element or address that it names."""
    for name, category in found["categories"].items():
        for reference in category["auditRefs"]:
            audit = found["audits"][reference["id"]]
            if not reference["weight"] or audit["score"] in (None, 1):
                continue
            yield f"{name}: {audit['id']} ({audit['score']}): {audit.get('displayValue', audit['title'])}"
            for item in audit.get("details", {}).get("items", ()):
                node = item.get("node", {})
                yield f"    {node.get('snippet') or item.get('url') or json.dumps(item)[:200]}"


def print_table(site: Path, judged: Sequence[Judged]) -> None:
    """Print a row for each page: scores, then kB by type; below it the audits that cost points."""
    kinds = ("document", "stylesheet", "script")
    print(f"\n{site}")
    print("perf  a11y  best   seo    html     css      js   total    gzip  page")
    for page in judged:
        scores = "  ".join(f"{page.scores[name]:4}" for name in ASKED)
        weights = "  ".join(
            f"{page.weights.get(name, 0) / 1000:6.1f}" for name in (*kinds, "total", "compressed")
        )
        print(f"{scores}  {weights}  {page.path}{'' if page.is_good else '  FALLS SHORT'}")
    for page in judged:
        for line in page.failed:
            print(f"{page.path}: {line}")


if __name__ == "__main__":
    main()
