import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.catalogue.rules.markdown import html_of, inline_html_of


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**Bold** and *not*", "<p><strong>Bold</strong> and <em>not</em></p>\n"),
        ("# One\n\n### Two\n\n# Three", "<h2>One</h2>\n<h3>Two</h3>\n<h2>Three</h2>\n"),
        ("##### Deep", "<h2>Deep</h2>\n"),
        ("[x](lesson:ect:oak/a)", '<p><a href="/library/from/ect:oak/a" rel="noopener noreferrer">x</a></p>\n'),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>\n"),
    ],
)
def test_markdown_is_read_and_cleaned(markdown, html):
    assert html_of(markdown) == html


def test_headings_begin_where_the_page_says():
    assert html_of("# One\n\n## Two", top=3) == "<h3>One</h3>\n<h4>Two</h4>\n"


def test_one_line_has_no_paragraph():
    assert inline_html_of("**Look** & knock") == "<strong>Look</strong> &amp; knock"


@given(st.text())
def test_nothing_that_runs_comes_through(text):
    html = html_of(text).lower() + html_of(f"[a]({text}) <img src=x onerror={text}> ![b]({text})").lower()

    assert not re.search(
        r"<(script|img|iframe|svg|style)|\son\w+\s*=\s*[\"'][^\"']*[\"'][^<]*>|javascript:",
        re.sub(r">[^<]*", ">", html),
    )


@given(st.lists(st.integers(1, 6), max_size=12))
def test_headings_never_skip_a_level(levels):
    html = html_of("\n\n".join(f"{'#' * level} H" for level in levels))
    drawn = [int(level) for level in re.findall(r"<h(\d)>", html)]

    assert all(later <= earlier + 1 for earlier, later in zip([1, *drawn], drawn, strict=False))
