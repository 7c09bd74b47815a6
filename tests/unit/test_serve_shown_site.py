"""The site that the preview shows: files in memory before files in the folder, and which pages a change affects."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.model.diagnostic import error
from builder.model.site_file import BytesFile
from builder.serve.build_outcome import BuildOutcome
from builder.serve.preview_site import PreviewSite
from builder.serve.sent_pages import MOST_ADDRESSES, SentPages
from builder.serve.shown_site import ShownSite, earlier_site
from builder.serve.site_change import compare_sites
from builder.write.writer import write_site

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


def held(files: Mapping[str, bytes]) -> dict[str, BytesFile]:
    return {path: BytesFile(data) for path, data in files.items() if not path.startswith("pagefind/")}


@pytest.fixture
def preview(tmp_path: Path) -> PreviewSite:
    """Return the preview of a written site."""
    write_site(SITE, tmp_path / "site")
    return PreviewSite(earlier_site(tmp_path / "site"))


def ask(preview: PreviewSite, address: str) -> tuple[int, bytes]:
    with closing(preview.respond(address, host="127.0.0.1:8123")) as response:
        return response.status.value, b"".join(response.chunks())


def without(*paths: str) -> dict[str, bytes]:
    return {path: data for path, data in SITE.items() if path not in paths}


def test_files_are_read_from_the_folder_until_a_build_shows_its_own(preview: PreviewSite) -> None:
    assert b"home" in ask(preview, "/")[1]
    preview.show_files(held({**SITE, "index.html": PAGE % b"new", "people/new.html": b"new"}))
    assert b"new" in ask(preview, "/")[1]
    assert ask(preview, "/people/new.html")[0] == 200
    assert ask(preview, "/pagefind/index.json") == (200, b"{}")


def test_files_of_others_in_the_folder_are_served(preview: PreviewSite, tmp_path: Path) -> None:
    (tmp_path / "site" / "own").mkdir()
    (tmp_path / "site" / "own" / "index.html").write_bytes(b"mine")
    preview.show_files(held(SITE))
    assert ask(preview, "/own")[0] == 302
    assert b"mine" in ask(preview, "/own/")[1]


def test_a_page_that_the_new_site_lacks_disappears_at_once_and_for_good(
    preview: PreviewSite, tmp_path: Path
) -> None:
    new = without("people/ana-roe.html", "people/index.html")
    (tmp_path / "site" / "ana.html").symlink_to("people/ana-roe.html")
    preview.show_files(held(new))
    preview.show_outcome(FAILED)  # it could not be written
    for address in ("/people/ana-roe.html", "/people/", "/ana.html"):
        assert ask(preview, address)[0] == 404, address
    preview.show_files(held(new))
    write_site(new, tmp_path / "site")
    preview.show_outcome(OK)
    assert ask(preview, "/people/ana-roe.html")[0] == 404
    # Who puts a file there later sees it.
    (tmp_path / "site" / "people").mkdir(exist_ok=True)
    (tmp_path / "site" / "people" / "ana-roe.html").write_bytes(b"mine")
    assert b"mine" in ask(preview, "/people/ana-roe.html")[1]


def test_a_link_in_the_folder_leads_to_the_newest_bytes(preview: PreviewSite, tmp_path: Path) -> None:
    (tmp_path / "site" / "start.html").symlink_to("index.html")
    preview.show_files(held({**SITE, "index.html": PAGE % b"new"}))
    assert b"new" in ask(preview, "/start.html")[1]


@pytest.mark.parametrize("address", ["/people", "//people"])
def test_a_folder_in_memory_redirects_to_its_index(tmp_path: Path, address: str) -> None:
    preview = PreviewSite(ShownSite(tmp_path / "none"))
    preview.show_files(held(SITE))
    with closing(preview.respond(address)) as response:
        assert (response.status.value, dict(response.headers)["Location"]) == (302, "/people/")
    assert b"people" in ask(preview, "/people/")[1]


@pytest.mark.parametrize(
    "address", ["/../index.html", "/%2e%2e/x", "/.newsgloss-site", "/people/%ff", "/no.html"]
)
def test_other_addresses_get_the_page_for_missing_ones_from_memory(tmp_path: Path, address: str) -> None:
    preview = PreviewSite(ShownSite(tmp_path / "none"))
    preview.show_files(held(SITE))
    status, body = ask(preview, address)
    assert status == 404
    assert b"lost" in body


def test_the_errors_of_a_failed_build_disappear_as_soon_as_the_next_one_is_shown(
    preview: PreviewSite,
) -> None:
    preview.show_outcome(FAILED)
    assert b"It is bad." in ask(preview, "/")[1]
    preview.show_files(held(SITE))
    assert b"It is bad." not in ask(preview, "/")[1]


@dataclass(frozen=True, slots=True)
class Broken:
    """A file whose bytes are lost."""

    digest: bytes = b"1"

    def read(self) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_file_whose_bytes_are_lost_is_an_error(preview: PreviewSite) -> None:
    preview.show_files({**held(SITE), "index.html": Broken()})
    status, body = ask(preview, "/")
    assert status == 500
    assert b"Input/output error" in body


def affected(before: Mapping[str, bytes] | None, after: Mapping[str, bytes], address: str) -> bool:
    empty = ShownSite(Path("none"))
    old = empty if before is None else empty.with_files(held(before))
    return compare_sites(old, old.with_files(held(after))).affects(address)


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


def test_every_page_is_affected_if_the_earlier_bytes_are_unknown() -> None:
    assert affected(None, SITE, "/")


def test_all_pages_are_affected_by_errors_that_come_or_go(preview: PreviewSite) -> None:
    preview.show_files(held(SITE))
    assert not preview.show_outcome(OK)("/")
    assert preview.show_outcome(FAILED)("/")
    assert preview.show_files(held(SITE))("/")
    assert not preview.show_outcome(OK)("/")
    assert not preview.show_files(held(SITE))("/")
    preview.show_outcome(FAILED)
    assert preview.show_outcome(OK)("/"), "a build without a new site"


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
