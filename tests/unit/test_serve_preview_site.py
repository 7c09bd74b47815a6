"""The responses of the preview site, without a socket."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.diagnostic import error, warning
from builder.serve import preview_assets
from builder.serve.build_outcome import BuildOutcome
from builder.serve.preview_assets import desk_version
from builder.serve.preview_site import MEMORY_LIMIT, PROBLEMS_SHOWN, PreviewSite
from builder.serve.shown_site import earlier_site
from tests.support.written import write_site

PAGE = b"<!doctype html><html><head><title>t</title></head><body><h1>%s</h1></body></html>"
SITE = {
    "index.html": PAGE % b"home",
    "404.html": PAGE % b"lost",
    "people/index.html": PAGE % b"people",
    "people/caf\u00e9.html": PAGE % b"cafe",
    "fragment.html": b"no end",
    "assets/site.css": b"a {}",
    "assets/site.js": b"let a",
    "assets/f.woff2": b"f",
    "assets/p.png": b"p",
    "data/x.json": b"</body>",
    "data/x.jsonld": b"{}",
    "feed.xml": b"<feed/>",
    "strange.xyzzy": b"?",
}


def show_outcome(preview: PreviewSite, outcome: BuildOutcome) -> None:
    preview.show(preview._site, outcome)


@pytest.fixture
def preview(tmp_path: Path) -> PreviewSite:
    (tmp_path / "secret.html").write_bytes(b"secret")
    write_site(SITE, tmp_path / "site")
    return PreviewSite(earlier_site(tmp_path / "site"))


def ask(preview: PreviewSite, path: str, byte_range: str = "") -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of the response for a path, which is percent-encoded first."""
    return ask_raw(preview, quote(path), byte_range)


def ask_raw(preview: PreviewSite, address: str, byte_range: str = "") -> tuple[int, dict[str, str], bytes]:
    response = preview.respond(address, byte_range=byte_range, host="127.0.0.1:8123")
    with closing(response):
        body = b"".join(response.chunks())
        assert len(body) == response.length
        return response.status.value, {"Content-Type": response.type, **dict(response.headers)}, body


@pytest.mark.parametrize(
    ("path", "content_type", "words"),
    [
        ("/", "text/html; charset=utf-8", b"<h1>home"),
        ("/people/", "text/html; charset=utf-8", b"<h1>people"),
        ("/people/café.html", "text/html; charset=utf-8", b"<h1>cafe"),
        ("/assets/site.css", "text/css; charset=utf-8", b"a {}"),
        ("/assets/site.js", "text/javascript; charset=utf-8", b"let a"),
        ("/assets/f.woff2", "font/woff2", b"f"),
        ("/assets/p.png", "image/png", b"p"),
        ("/data/x.json", "application/json; charset=utf-8", b"</body>"),
        ("/data/x.jsonld", "application/ld+json; charset=utf-8", b"{}"),
        ("/feed.xml", "application/xml; charset=utf-8", b"<feed/>"),
        ("/strange.xyzzy", "application/octet-stream", b"?"),
    ],
)
def test_files_are_served_with_their_content_type(
    preview: PreviewSite, path: str, content_type: str, words: bytes
) -> None:
    status, headers, body = ask(preview, path)
    assert status == 200
    assert headers["Content-Type"] == content_type
    assert words in body
    assert (b"/livereload.js" in body) == content_type.startswith("text/html")


def test_the_script_is_added_at_the_end_of_the_body(preview: PreviewSite) -> None:
    assert ask(preview, "/")[2].endswith(b'<script src="/livereload.js"></script></body></html>')
    assert ask(preview, "/fragment.html")[2].startswith(b"no end<script ")


@pytest.mark.parametrize("path", ["/people", "//people", "/people//"])
def test_a_folder_redirects_to_its_index_on_this_host(preview: PreviewSite, path: str) -> None:
    status, headers, body = ask(preview, path)
    if path.endswith("/"):
        assert b"<h1>people" in body
    else:
        assert status == 302
        assert headers["Location"] == "/people/"


@pytest.mark.parametrize(
    "path",
    [
        "/no.html",
        "/assets/",
        "/../secret.html",
        "/people/../../secret.html",
        "/..\\secret.html",
        "/a\0b",
        "/link.html",
        "/index.html/x",
        "/" + "x" * 300,
    ],
)
def test_a_missing_file_gets_the_404_page(preview: PreviewSite, tmp_path: Path, path: str) -> None:
    (tmp_path / "site" / "link.html").symlink_to(tmp_path / "secret.html")
    status, _, body = ask(preview, path)
    assert status == 404
    assert b"<h1>lost" in body
    assert b"secret" not in body


def test_the_404_page_has_styles_and_links_at_any_depth_and_the_desk_knows_it(tmp_path: Path) -> None:
    page = (
        b"<a href='#main'>s</a><link rel=x href=\"assets/site.css\"><script src='./assets/site.js'></script>"
        b'<a href="https://a.example/">a</a><p data-search-url="search.html">href="x"</p></body>'
    )
    write_site({**SITE, "404.html": page}, tmp_path / "site")
    site, token = PreviewSite(earlier_site(tmp_path / "site")), "t"
    for address in ("/people/no/no.html", "/no.html"):
        with closing(site.respond(address, desk_token=token)) as response:
            body = b"".join(response.chunks())
        assert body.startswith(
            b"<a href='#main'>s</a><link rel=x href=\"/assets/site.css\"><script src='/assets/site.js'></script>"
            b'<a href="https://a.example/">a</a><p data-search-url="/search.html">href="x"</p>'
        )
        assert b'data-token="t" data-missing>' in body
    with closing(site.respond("/people/", desk_token=token)) as response:
        assert b"data-missing" not in b"".join(response.chunks())


@settings(deadline=None)  # every example makes a folder
@given(st.text(alphabet="./\\%ab\0", max_size=20))
def test_no_address_leads_outside_the_site(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    folder = tmp_path_factory.mktemp("host")
    for name in ("a", "b", "ab"):
        (folder / name).write_bytes(b"secret")
    (folder / "site").mkdir()
    preview = PreviewSite(earlier_site(folder / "site"))
    show_outcome(preview, BuildOutcome(ok=True, diagnostics=()))
    status, _, body = ask(preview, f"/{path}")
    assert status in (404, 302)
    assert b"secret" not in body


TRAVERSALS = [
    "/..%2fsecret.html",
    "/%2e%2e/secret.html",
    "/%2E%2E%2Fsecret.html",
    "/people/..%2f..%2fsecret.html",
    "/..%5csecret.html",
    "/%2e%2e%5c%2e%2e%5csecret.html",
    "/%252e%252e/secret.html",
    "/%c0%ae%c0%ae/secret.html",
    "/%e0%80%ae%e0%80%ae/secret.html",
    "/%c0%af..%c0%afsecret.html",
    "/\xc0\xae\xc0\xae/secret.html",
    "/index.html%00",
    "/%00../secret.html",
    "/.%00./secret.html",
    "/..;/secret.html",
    "/%u002e%u002e/secret.html",
    "//{root}/secret.html",
    "/{root}/secret.html",
    "/%2f{root}/secret.html",
    "/file:{root}/secret.html",
    "/people/%ff",
    "/%",
    "/people/../index.html",
    "/./index.html",
    "/folder-link/secret.html",
    "/hidden-link",
    "/loop",
    "/pipe",
]


@pytest.mark.parametrize("address", TRAVERSALS)
def test_no_encoded_traversal_leads_outside_the_site(
    preview: PreviewSite, tmp_path: Path, address: str
) -> None:
    site = tmp_path / "site"
    (site / "folder-link").symlink_to(tmp_path)
    (site / ".hidden").write_bytes(b"secret")
    (site / "hidden-link").symlink_to(".hidden")
    (site / "loop").symlink_to("loop")
    os.mkfifo(site / "pipe")
    status, _, body = ask_raw(preview, address.replace("{root}", str(tmp_path)))
    assert status == 404
    assert b"<h1>lost" in body
    assert b"secret" not in body


def test_no_link_in_place_of_a_page_leads_outside_the_site(preview: PreviewSite, tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("people/index.html", "404.html"):
        (site / name).unlink()
        (site / name).symlink_to(tmp_path / "secret.html")
    for path in ("/people/", "/people/index.html", "/no.html"):
        status, _, body = ask(preview, path)
        assert status in (404, 503)
        assert b"secret" not in body


def test_a_link_inside_the_site_is_followed(preview: PreviewSite, tmp_path: Path) -> None:
    (tmp_path / "site" / "start.html").symlink_to("index.html")
    assert b"<h1>home" in ask(preview, "/start.html")[2]


@pytest.mark.parametrize(
    "path", ["/.newsgloss-site", "/.env", "/.git/config", "/people/.draft.html", "/.well-known/.key"]
)
def test_hidden_files_are_not_served(preview: PreviewSite, tmp_path: Path, path: str) -> None:
    for base in (".newsgloss-site", ".env", ".git/config", "people/.draft.html", ".well-known/.key"):
        (tmp_path / "site" / base).parent.mkdir(exist_ok=True)
        (tmp_path / "site" / base).write_bytes(b"secret")
    status, _, body = ask(preview, path)
    assert status == 404
    assert b"secret" not in body


def test_well_known_files_are_served(preview: PreviewSite, tmp_path: Path) -> None:
    (tmp_path / "site" / ".well-known").mkdir()
    (tmp_path / "site" / ".well-known" / "security.txt").write_bytes(b"Contact: desk")
    assert ask(preview, "/.well-known/security.txt")[2] == b"Contact: desk"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.EMFILE, 503),
        (errno.ENFILE, 503),
        (errno.EACCES, 403),
        (errno.EIO, 500),
    ],
)
def test_an_unreadable_file_gets_the_status_of_its_error(
    preview: PreviewSite, monkeypatch: pytest.MonkeyPatch, number: int, expected: int
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr("builder.serve.static_files.os.open", refuse)
        for path in ("/", "/assets/site.js", "/people/"):
            status, headers, body = ask(preview, path)
            assert status == expected
            assert ("Retry-After" in headers) == (expected == 503)
            assert os.strerror(number).encode() in body
    assert ask(preview, "/")[0] == 200


def test_ranges_are_served_of_small_and_large_files_and_pages(preview: PreviewSite, tmp_path: Path) -> None:
    data = bytes(range(256)) * (MEMORY_LIMIT // 128)
    (tmp_path / "site" / "film.mp4").write_bytes(data)
    (tmp_path / "site" / "small.bin").write_bytes(data[:300])
    page = ask(preview, "/")[2]
    for path, whole in (("/film.mp4", data), ("/small.bin", data[:300]), ("/", page)):
        status, headers, body = ask(preview, path)
        assert (status, headers["Accept-Ranges"], body) == (200, "bytes", whole)
        status, headers, body = ask(preview, path, "bytes=10-99")
        assert (status, headers["Content-Range"], body) == (206, f"bytes 10-99/{len(whole)}", whole[10:100])
        assert ask(preview, path, "bytes=-7")[2] == whole[-7:]
        assert ask(preview, path, "bytes=1-2,4-5")[::2] == (200, whole)
        status, headers, _ = ask(preview, path, f"bytes={len(whole)}-")
        assert (status, headers["Content-Range"]) == (416, f"bytes */{len(whole)}")


def test_the_404_page_ignores_ranges(preview: PreviewSite) -> None:
    assert ask(preview, "/no.html", "bytes=0-1")[0] == 404


def test_the_policy_of_a_page_becomes_a_header(preview: PreviewSite, tmp_path: Path) -> None:
    element = b"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
    (tmp_path / "site" / "strict.html").write_bytes(
        PAGE.replace(b"<title>", element + b"<title>") % b"strict"
    )
    _, headers, body = ask(preview, "/strict.html")
    assert b"http-equiv" not in body
    assert "ws://127.0.0.1:8123" in headers["Content-Security-Policy"]
    assert b"<style" not in ask(preview, "/no.html")[2]


@pytest.mark.parametrize("name", ["failure.css", "status.css"])
def test_the_preview_serves_the_styles_of_its_own_pages(preview: PreviewSite, name: str) -> None:
    status, headers, body = ask(preview, f"/.newsgloss/{name}")
    assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert b"{" in body
    assert ask(preview, "/.newsgloss/socket_address.js")[0] == 404


FOLDER = Path(preview_assets.__file__).with_name("assets")


def desk_scripts() -> list[str]:
    return sorted(path.relative_to(FOLDER).as_posix() for path in (FOLDER / "desk").iterdir())


@pytest.mark.parametrize("name", desk_scripts())
def test_the_preview_serves_the_files_of_the_desk_and_browsers_keep_them(
    preview: PreviewSite, name: str
) -> None:
    status, headers, body = ask(preview, f"/.newsgloss/{desk_version()}/{name}")
    assert (status, headers["Cache-Control"]) == (200, "max-age=31536000, immutable")
    assert headers["Content-Type"].startswith("text/css" if name.endswith(".css") else "text/javascript")
    assert body == (FOLDER / name).read_bytes()


def test_a_page_with_the_desk_names_each_of_its_files_once(preview: PreviewSite) -> None:
    version = desk_version()
    with closing(preview.respond("/", desk_token=version)) as response:
        tree = html5lib.parse(b"".join(response.chunks()), namespaceHTMLElements=False)
    named = [one.get("href") or one.get("src") for one in tree.iter() if one.tag in ("link", "script")]
    assert sorted(str(one) for one in named if "/desk/" in str(one)) == [
        f"/.newsgloss/{version}/{name}" for name in desk_scripts()
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/.newsgloss/desk/desk.js",
        "/.newsgloss/0000000000000000/desk/desk.js",
        "/.newsgloss/{version}/failure.css",
        "/.newsgloss/{version}/../preview_site.py",
        "/.newsgloss/{version}/desk/../socket_address.js",
        "/.newsgloss/{version}/desk/%2e%2e/socket_address.js",
        "/.newsgloss/{version}//desk/desk.js",
        "/.newsgloss/{version}/desk/",
        "/.newsgloss/{version}",
        "/{version}/desk/desk.js",
    ],
)
def test_no_other_file_of_the_package_is_served(preview: PreviewSite, address: str) -> None:
    status, headers, body = ask_raw(preview, address.replace("{version}", desk_version()))
    assert (status, b"<h1>lost" in body, "Cache-Control" in headers) == (404, True, False)


def test_the_version_of_the_desk_changes_with_its_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = desk_version()
    shutil.copytree(FOLDER, tmp_path / "assets")
    monkeypatch.setattr(preview_assets, "_FOLDER", tmp_path / "assets")
    assert desk_version() == before
    (tmp_path / "assets" / "desk" / "page.js").write_text("// another", encoding="utf-8")
    assert desk_version() != before


def test_a_status_page_is_shown_before_the_first_build_ends(tmp_path: Path) -> None:
    preview = PreviewSite(earlier_site(tmp_path / "site"))
    status, _, body = ask(preview, "/")
    assert status == 503
    assert b"being built" in body
    assert b"livereload.js" in body, "the site must appear without a reload by hand"


def failed(*diagnostics: Any) -> BuildOutcome:
    return BuildOutcome(ok=False, diagnostics=diagnostics)


def test_errors_are_escaped(preview: PreviewSite) -> None:
    hostile = "</div></body><script>alert(1)</script>"
    show_outcome(preview, failed(error(f"seeds/{hostile}.txt", 2, hostile, hostile)))
    tree = html5lib.parse(ask(preview, "/")[2], namespaceHTMLElements=False)
    assert [script.get("src") for script in tree.iter("script")] == ["/livereload.js"]
    box = next(element for element in tree.iter("div") if element.get("id") == "newsgloss-failure")
    assert "".join(box.itertext()).count(hostile) == 3


def test_errors_are_shown_instead_of_warnings_up_to_the_limit(preview: PreviewSite) -> None:
    errors = [error("seeds/a.txt", n, f"error {n}.") for n in range(1, PROBLEMS_SHOWN + 4)]
    show_outcome(preview, failed(warning("", None, "a warning"), *errors))
    body = ask(preview, "/")[2].decode()
    assert "a warning" not in body
    assert f"error {PROBLEMS_SHOWN}." in body
    assert f"error {PROBLEMS_SHOWN + 1}." not in body
    assert "and 3 more" in body


def test_warnings_that_fail_a_build_are_shown(preview: PreviewSite) -> None:
    show_outcome(preview, failed(warning("", None, "a warning")))
    assert b"a warning" in ask(preview, "/")[2]


def test_a_successful_build_removes_the_errors(preview: PreviewSite) -> None:
    show_outcome(preview, failed(error("", None, "broken")))
    assert b"newsgloss-failure" in ask(preview, "/people/")[2]
    show_outcome(preview, BuildOutcome(ok=True, diagnostics=(warning("", None, "hm"),)))
    assert b"newsgloss-failure" not in ask(preview, "/people/")[2]


def test_a_site_replaced_between_two_requests_is_served(preview: PreviewSite, tmp_path: Path) -> None:
    show_outcome(preview, BuildOutcome(ok=True, diagnostics=()))
    assert b"<h1>home" in ask(preview, "/")[2]
    write_site({"index.html": PAGE % b"new"}, tmp_path / "site")
    assert b"<h1>new" in ask(preview, "/")[2]
    assert ask(preview, "/people/")[0] == 404
