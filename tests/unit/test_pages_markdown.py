"""HTML of an editor's Markdown: what is allowed and what is dropped."""

from __future__ import annotations

import pytest

from builder.edition.markdown import render_markdown

CASES = [
    ("emphasis", "a *b* **c**", "<p>a <em>b</em> <strong>c</strong></p>"),
    ("raw HTML is text", "<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
    ("a first heading becomes a second", "# A", "<h2>A</h2>"),
    ("a relative link", "[x](../people/a.html)", '<p><a href="../people/a.html">x</a></p>'),
    ("a link elsewhere", "[x](https://a.example)", '<p><a href="https://a.example">x</a></p>'),
    ("no script in a link", "[x](javascript:alert)", "<p>[x](javascript:alert)</p>"),
    ("no image from elsewhere", "![x](https://a.example/i.png)", "<p>x</p>"),
    ("nor without its scheme", "![a <b>](//a.example/i.png)", "<p>a &lt;b&gt;</p>"),
    (
        "the head of a table names columns",
        "|A|\n|-|",
        '<table>\n<thead>\n<tr>\n<th scope="col">A</th>\n</tr>\n</thead>\n</table>',
    ),
    ("an image of the site", "![x](assets/i.png)", '<p><img src="assets/i.png" alt="x"></p>'),
]


@pytest.mark.parametrize(("markdown", "html"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_markdown_becomes_safe_html(markdown: str, html: str) -> None:
    assert str(render_markdown(markdown)) == html


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    assert render_markdown("# About\n\nText.", title="About") == "<p>Text.</p>"
    assert "<h2>Other</h2>" in render_markdown("# Other\n\nText.", title="About")
