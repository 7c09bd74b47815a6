"""What the preview server answers, without a socket."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.diagnostic import error, warning
from builder.serve.outcome import BuildOutcome
from builder.serve.preview import PROBLEMS_SHOWN, Preview
from builder.write.writer import write_site

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


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    (tmp_path / "secret.html").write_bytes(b"secret")
    write_site(SITE, tmp_path / "site")
    return Preview(tmp_path / "site", port=8123)


def ask(preview: Preview, path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    """Status line, headers and body of the answer to a request."""
    got: list[Any] = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path.encode().decode("latin-1")}
    body = b"".join(preview(environ, lambda *answer: got.extend(answer)))
    return got[0], dict(got[1]), body


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
def test_files_are_answered_with_their_type(
    preview: Preview, path: str, content_type: str, words: bytes
) -> None:
    status, headers, body = ask(preview, path)
    assert status == "200 OK"
    assert headers["Content-Type"] == content_type
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Length"] == str(len(body))
    assert words in body
    assert (b"livereload.js?port=8123" in body) == content_type.startswith("text/html")
    status, headers, nothing = ask(preview, path, "HEAD")
    assert (status, headers["Content-Length"], nothing) == ("200 OK", str(len(body)), b"")


def test_the_script_stands_at_the_end_of_the_body(preview: Preview) -> None:
    assert ask(preview, "/")[2].endswith(b'port=8123"></script></body></html>')
    assert ask(preview, "/fragment.html")[2].startswith(b"no end<script ")


@pytest.mark.parametrize("path", ["/people", "//people", "/people//"])
def test_a_folder_leads_to_its_index_on_this_host(preview: Preview, path: str) -> None:
    status, headers, body = ask(preview, path)
    if path.endswith("/"):
        assert b"<h1>people" in body
    else:
        assert status == "302 Found"
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
def test_what_the_site_does_not_have_is_its_404_page(preview: Preview, tmp_path: Path, path: str) -> None:
    (tmp_path / "site" / "link.html").symlink_to(tmp_path / "secret.html")
    status, _, body = ask(preview, path)
    assert status == "404 Not Found"
    assert b"<h1>lost" in body
    assert b"secret" not in body


@given(st.text(alphabet="./\\%ab\0", max_size=20))
def test_no_address_leaves_the_site(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    folder = tmp_path_factory.mktemp("host")
    for name in ("a", "b", "ab"):
        (folder / name).write_bytes(b"secret")
    (folder / "site").mkdir()
    preview = Preview(folder / "site", port=1)
    preview.take(BuildOutcome(ok=True, diagnostics=(), changed=0))
    status, _, body = ask(preview, f"/{path}")
    assert status in ("404 Not Found", "302 Found")
    assert b"secret" not in body


def test_other_methods_are_refused(preview: Preview) -> None:
    assert ask(preview, "/", "POST")[0] == "405 Method Not Allowed"


def test_before_the_first_build_has_ended_the_page_says_so(tmp_path: Path) -> None:
    preview = Preview(tmp_path / "site", port=1)
    status, _, body = ask(preview, "/")
    assert status == "503 Service Unavailable"
    assert b"being built" in body
    assert b"livereload.js" in body, "so that the site appears by itself"


def failed(*diagnostics: Any) -> BuildOutcome:
    return BuildOutcome(ok=False, diagnostics=diagnostics, changed=0)


def test_errors_are_text_whatever_they_hold(preview: Preview) -> None:
    hostile = "</div></body><script>alert(1)</script>"
    preview.take(failed(error(f"seeds/{hostile}.txt", 2, hostile, hostile)))
    tree = html5lib.parse(ask(preview, "/")[2], namespaceHTMLElements=False)
    assert [script.get("src") for script in tree.iter("script")] == ["/livereload.js?port=8123"]
    box = next(element for element in tree.iter("div") if element.get("id") == "newsgloss-failure")
    assert "".join(box.itertext()).count(hostile) == 3


def test_errors_are_told_before_warnings_and_not_without_end(preview: Preview) -> None:
    errors = [error("seeds/a.txt", n, f"error {n}.") for n in range(1, PROBLEMS_SHOWN + 4)]
    preview.take(failed(warning("", None, "a warning"), *errors))
    body = ask(preview, "/")[2].decode()
    assert "a warning" not in body
    assert f"error {PROBLEMS_SHOWN}." in body
    assert f"error {PROBLEMS_SHOWN + 1}." not in body
    assert "and 3 more" in body


def test_warnings_that_failed_a_build_are_told(preview: Preview) -> None:
    preview.take(failed(warning("", None, "a warning")))
    assert b"a warning" in ask(preview, "/")[2]


def test_a_build_that_went_well_takes_the_message_away(preview: Preview) -> None:
    preview.take(failed(error("", None, "broken")))
    assert b"newsgloss-failure" in ask(preview, "/people/")[2]
    preview.take(BuildOutcome(ok=True, diagnostics=(warning("", None, "hm"),), changed=0))
    assert b"newsgloss-failure" not in ask(preview, "/people/")[2]


def test_a_swap_between_two_requests_is_seen(preview: Preview, tmp_path: Path) -> None:
    preview.take(BuildOutcome(ok=True, diagnostics=(), changed=1))
    assert b"<h1>home" in ask(preview, "/")[2]
    write_site({"index.html": PAGE % b"new"}, tmp_path / "site")
    assert b"<h1>new" in ask(preview, "/")[2]
    assert ask(preview, "/people/")[0] == "404 Not Found"
