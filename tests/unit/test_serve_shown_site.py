"""The site that the preview shows: files in memory before files in the folder, and which pages a change affects."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from builder.model.diagnostic import error
from builder.model.site_file import SiteFile, file_of
from builder.serve import shown_site
from builder.serve.build_outcome import BuildOutcome
from builder.serve.preview_site import PreviewSite
from builder.serve.sent_pages import MOST_ADDRESSES, SentPages
from builder.serve.shown_site import ShownSite, earlier_site
from builder.serve.site_change import compare_sites
from tests.support.written import write_site

OK = BuildOutcome(ok=True, diagnostics=())
FAILED = BuildOutcome(ok=False, diagnostics=(error("seeds/a.txt", 1, "It is bad."),))
PAGE = b'<!doctype html><title>t</title><link rel="stylesheet" href="assets/site.css"><body>%s</body>'
SITE = {
    "index.html": PAGE % b"home",
    "404.html": PAGE % b"lost",
    "people/index.html": PAGE % b"people",
    "people/ana-roe.html": b"Ana Roe",
    "assets/site.css": b"@font-face { src: url(type.woff2) }",
    "assets/type.woff2": b"one",
    "data/entities.json": b"[]",
    "pagefind/index.json": b"{}",
}


class Desk:
    """A preview whose builds a test plays."""

    def __init__(self, out: Path) -> None:
        self.site = earlier_site(out)
        self.preview = PreviewSite(self.site)

    def show(self, files: Mapping[str, bytes]) -> Callable[[str], bool]:
        """Show a site that is made and not yet written."""
        self.site = self.site.before_writing(site_files(files))
        return self.preview.show(self.site, OK)

    def fail(self) -> Callable[[str], bool]:
        """End a build with an error."""
        return self.preview.show(self.site, FAILED)

    def write(self, files: Mapping[str, bytes]) -> Callable[[str], bool]:
        """Write a site and end a build."""
        write_site(files, self.site.out)
        digests = {path: file.digest for path, file in site_files(files).items()}
        self.site = self.site.after_writing(digests)
        return self.preview.show(self.site, OK)

    def ask(self, address: str) -> tuple[int, bytes]:
        with closing(self.preview.respond(address, host="127.0.0.1:8123")) as response:
            return response.status.value, b"".join(response.chunks())


def site_files(files: Mapping[str, bytes]) -> dict[str, SiteFile]:
    return {path: file_of(data) for path, data in files.items() if not path.startswith("pagefind/")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return the preview of a written site."""
    write_site(SITE, tmp_path / "site")
    return Desk(tmp_path / "site")


def without(*paths: str) -> dict[str, bytes]:
    return {path: data for path, data in SITE.items() if path not in paths}


def test_files_are_read_from_the_folder_until_a_build_shows_its_own(desk: Desk) -> None:
    assert b"home" in desk.ask("/")[1]
    new = {**SITE, "index.html": PAGE % b"new", "people/new.html": b"new"}
    desk.show(new)
    assert b"new" in desk.ask("/")[1]
    assert desk.ask("/people/new.html")[0] == 200
    assert desk.ask("/pagefind/index.json") == (200, b"{}")
    assert sorted(desk.site.unwritten) == ["index.html", "people/new.html"]
    desk.write(new)
    assert b"new" in desk.ask("/")[1]
    assert not desk.site.unwritten


def test_open_pages_are_shown_before_the_new_site_is_made(desk: Desk) -> None:
    for address in ("/", "/people/", "/people/no-such-page.html"):
        desk.ask(address)
    open_pages = desk.preview.open_pages(desk.site)
    assert open_pages == {"index.html", "people/index.html", "404.html"}
    same = {path: data for path, data in SITE.items() if path in open_pages}
    assert desk.site.with_pages(site_files(same)) is desk.site
    newer = desk.site.with_pages(site_files({**same, "index.html": PAGE % b"new"}))
    is_affected = desk.preview.show(newer, OK)
    assert (is_affected("/"), is_affected("/people/")) == (True, False)
    assert b"new" in desk.ask("/")[1]
    assert b"people" in desk.ask("/people/")[1]
    before = desk.preview.shows_errors
    desk.fail()  # another page had an error
    assert (before, desk.preview.shows_errors) == (False, True)
    assert b"home" in desk.ask("/")[1]


def test_data_of_an_open_brief_is_shown_with_its_page(tmp_path: Path) -> None:
    files = {
        **SITE,
        "briefs/ferry.html": PAGE % b"ferry",
        "briefs/ferry.json": b"{}",
        "briefs/tide.json": b"{}",
    }
    write_site(files, tmp_path / "site")
    desk = Desk(tmp_path / "site")
    desk.ask("/briefs/ferry.html")
    assert desk.preview.open_pages(desk.site) == {"briefs/ferry.html", "briefs/ferry.json"}


def test_files_of_others_in_the_folder_are_served(desk: Desk) -> None:
    (desk.site.out / "own").mkdir()
    (desk.site.out / "own" / "index.html").write_bytes(b"mine")
    desk.show(SITE)
    assert desk.ask("/own")[0] == 302
    assert b"mine" in desk.ask("/own/")[1]


def test_a_page_that_the_new_site_lacks_disappears_at_once_and_for_good(desk: Desk) -> None:
    new = without("people/ana-roe.html", "people/index.html")
    (desk.site.out / "ana.html").symlink_to("people/ana-roe.html")
    desk.show(new)
    desk.fail()  # it could not be written
    for address in ("/people/ana-roe.html", "/people/", "/ana.html"):
        assert desk.ask(address)[0] == 404, address
    desk.show(new)
    desk.write(new)
    assert desk.ask("/people/ana-roe.html")[0] == 404
    # A file that someone puts there later is shown.
    (desk.site.out / "people").mkdir(exist_ok=True)
    (desk.site.out / "people" / "ana-roe.html").write_bytes(b"mine")
    assert b"mine" in desk.ask("/people/ana-roe.html")[1]


def test_a_link_in_the_folder_leads_to_the_newest_bytes(desk: Desk) -> None:
    (desk.site.out / "start.html").symlink_to("index.html")
    desk.show({**SITE, "index.html": PAGE % b"new"})
    assert b"new" in desk.ask("/start.html")[1]


def test_changes_by_another_program_to_the_folder_are_noticed(desk: Desk) -> None:
    write_site({**SITE, "index.html": PAGE % b"theirs"}, desk.site.out)
    assert desk.show(SITE)("/people/ana-roe.html") is False
    assert b"home" in desk.ask("/")[1]
    shutil.rmtree(desk.site.out)
    desk.show(SITE)
    assert b"people" in desk.ask("/people/")[1]


def test_an_earlier_site_without_some_of_its_files_is_not_trusted(desk: Desk) -> None:
    (desk.site.out / "index.html").unlink()
    (desk.site.out / "404.html").write_bytes(b"")
    opened = Desk(desk.site.out)
    opened.show(SITE)
    assert sorted(opened.site.unwritten) == ["404.html", "index.html"]


def test_changes_too_large_for_the_memory_are_shown_when_they_are_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_site, "SHOWN_EARLY_BYTES", 100)
    new = {**SITE, "index.html": b"x" * 101}
    assert not desk.show(new)("/")
    assert b"home" in desk.ask("/")[1]
    assert desk.write(new)("/")
    assert b"xxx" in desk.ask("/")[1]


@pytest.mark.parametrize("address", ["/people", "//people"])
def test_a_folder_in_memory_redirects_to_its_index(tmp_path: Path, address: str) -> None:
    desk = Desk(tmp_path / "none")
    desk.show(SITE)
    with closing(desk.preview.respond(address)) as response:
        assert (response.status.value, dict(response.headers)["Location"]) == (302, "/people/")
    assert b"people" in desk.ask("/people/")[1]


@pytest.mark.parametrize(
    "address", ["/../index.html", "/%2e%2e/x", "/.newsgloss-site", "/people/%ff", "/no.html"]
)
def test_other_addresses_get_the_page_for_missing_ones_from_memory(tmp_path: Path, address: str) -> None:
    desk = Desk(tmp_path / "none")
    desk.show(SITE)
    status, body = desk.ask(address)
    assert status == 404
    assert b"lost" in body


def test_the_errors_of_a_failed_build_disappear_as_soon_as_the_next_one_is_shown(desk: Desk) -> None:
    desk.fail()
    assert b"It is bad." in desk.ask("/")[1]
    desk.show(SITE)
    assert b"It is bad." not in desk.ask("/")[1]


def affected(before: Mapping[str, bytes], after: Mapping[str, bytes], address: str) -> bool:
    old = ShownSite(Path("none")).before_writing(site_files(before))
    return compare_sites(old, old.before_writing(site_files(after))).affects(address)


@pytest.mark.parametrize(
    ("change", "address", "expected"),
    [
        ({}, "/", False),
        ({"index.html": b"new"}, "/", True),
        ({"index.html": b"new"}, "/index.html", True),
        ({"index.html": b"new"}, "/people/", False),
        ({"people/index.html": b"new"}, "/people/", True),
        ({"404.html": b"new"}, "/no.html", True),
        ({"404.html": b"new"}, "/.hidden", True),
        ({"404.html": b"new"}, "/", False),
        ({"no.html": b"now there is one"}, "/no.html", True),
        ({"people/caf\u00e9.html": b"new"}, "/people/caf%C3%A9.html", True),
        ({"assets/site.css": b"new"}, "/", True),
        ({"assets/site.css": b"new"}, "/people/ana-roe.html", False),
        ({"assets/type.woff2": b"two"}, "/", True),  # the style sheet names it
        ({"assets/type.woff2": b"two"}, "/people/ana-roe.html", False),
        ({"data/entities.json": b"[1]"}, "/", False),
    ],
)
def test_a_change_affects_the_pages_that_show_it(
    change: dict[str, bytes], address: str, *, expected: bool
) -> None:
    assert affected(SITE, {**SITE, **change}, address) == expected


def test_a_removed_page_is_affected() -> None:
    assert affected(SITE, without("people/ana-roe.html"), "/people/ana-roe.html")


@pytest.mark.parametrize("address", ["/", "/no.html", "/people/"])
def test_every_page_is_affected_by_the_first_site(address: str) -> None:
    assert affected({}, SITE, address)


def test_all_pages_are_affected_by_errors_that_come_or_go(desk: Desk) -> None:
    assert not desk.show(SITE)("/")
    assert not desk.write(SITE)("/")
    assert desk.fail()("/")
    assert desk.show(SITE)("/")
    assert not desk.write(SITE)("/")
    desk.fail()
    assert desk.preview.show(desk.site, OK)("/"), "a build without a new site"


def test_only_pages_that_changed_since_they_were_sent_are_outdated() -> None:
    sent = SentPages()
    for address in ("/", "/people/"):
        sent.add(address)
    sent.outdate(lambda address: address == "/")
    assert sent.is_outdated("/")
    assert not sent.is_outdated("/people/")
    assert not sent.is_outdated("/never-sent.html")
    sent.add("/")
    assert not sent.is_outdated("/")


def test_the_number_of_remembered_addresses_is_limited() -> None:
    sent = SentPages()
    for number in range(MOST_ADDRESSES):
        sent.add(f"/{number}")
    sent.outdate(lambda _: True)
    sent.add("/one-more")
    sent.outdate(lambda _: True)
    assert not sent.is_outdated("/1")
    assert sent.is_outdated("/one-more")
