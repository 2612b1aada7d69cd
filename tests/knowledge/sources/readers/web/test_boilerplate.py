"""Pages of many kinds; what a person would call their text stands between gold comments."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from knowledge.sources.readers.web.html import read

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*.html"))


def tokens(text):
    """Return the words but for single digits, since a browser numbers lists and marks of notes go."""
    return Counter(re.findall(r"[^\W\d]\w*|\d\w+", text.lower()))


def gold(page):
    marked = " ".join(re.findall(r"<!--gold-->(.*?)<!--/gold-->", page, re.DOTALL))
    return tokens(html.unescape(re.sub(r"<[^>]+>", " ", marked)))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_main_text_is_kept_and_the_site_left_out(path):
    page = path.read_text("utf-8")
    found, wanted = tokens(read(page.encode()).text), gold(page)
    shared = (found & wanted).total()
    assert shared == wanted.total()
    assert shared / found.total() > 0.93


def text(body):
    return read(f"<body>{body}</body>".encode()).text


ARTICLE = "<p>" + "The tide comes in twice a day and takes the sand castles with it. " * 4 + "</p>"


@pytest.mark.parametrize(
    "part",
    [
        "<nav>Home</nav>",
        "<aside>Read also</aside>",
        "<div role=search>Find</div>",
        "<div class=site-footer>Imprint</div>",
        "<div id=cookieBanner>We use cookies</div>",
        "<ul class='c-breadcrumb__list'><li>Home</li></ul>",
        "<div class=wp-sharing-buttons>Chirp</div>",
        "<p>Copyright 2024 by the harbour</p>",
        "<p>Our site uses cookies. Do you accept?</p>",
        "<h3>More stories</h3><ul><li><a href=1>One</a><li><a href=2>Two</a><li><a href=3>Three</a></ul><footer>x</footer>",
    ],
)
def test_parts_of_the_site_are_dropped(part):
    assert text(ARTICLE + part) == text(ARTICLE)


@pytest.mark.parametrize(
    "part",
    [
        "<div class=social-policy>Kept</div>",
        "<section id=related-work>Kept</section>",
        "<div class=no-sidebar>Kept</div>",
        "<div class=advice>Kept</div>",
        "<p>Bake the cookies until they are kept brown.</p>",
        "<blockquote>Said<footer>Kept</footer></blockquote>",
        "<h2>Sources</h2><ul><li><a href=1>Kept</a><li><a href=2>Two</a><li><a href=3>Three</a></ul>",
    ],
)
def test_parts_that_only_look_like_the_site_are_kept(part):
    assert "kept" in text(ARTICLE + part).lower()


def test_a_page_whose_wrapper_has_the_name_of_a_site_part_is_kept():
    assert text(f"<div class=sidebar>{ARTICLE}</div>") == text(ARTICLE)


def test_the_title_before_the_main_part_is_kept():
    body = (
        f"<nav>Home</nav><div><h1>On tides</h1><p>Teaser</p></div><main>{ARTICLE}</main><div>Elsewhere</div>"
    )
    assert "On tides" in text(body)
    assert "Elsewhere" not in text(body)
