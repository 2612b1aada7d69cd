"""Web pages: what belongs to the site, not to the text, and how to leave it out.

A page's menus, notes and teasers are known by their elements, by the words of their class and id, and by
holding little but links. A page in which nothing of the kind is found, such as one written by hand, stays
whole; and nothing is dropped that would leave next to no text.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from knowledge.sources.readers.web.visibility import is_seen, words

_ELEMENTS = words("nav footer aside menu form dialog")
_ROLES = words("navigation contentinfo complementary search dialog alertdialog menu menubar toolbar")
_NOTES = words(
    "doc-footnote doc-footnotes doc-endnote doc-endnotes footnote footnotes endnotes rearnote note"
)
"""Roles of what is aside but the author's."""
_SITE_WORDS = words(
    "ad ads advert advertisement advertising banner breadcrumb breadcrumbs comment comments consent cookie cookies "
    "copyright crumbs disqus feedback footer gdpr language languages login masthead menu menus modal nav navbar "
    "navigation newsletter overlay pager pagination paywall popup print promo promotion rating recommendations "
    "recommended related relatedposts respond search share sharing sidebar signup skip social sponsor sponsored sponsors "
    "submenu subscribe subscription tagcloud tags toolbar topbar trending widget widgets"
)
_LAYOUT_WORDS = words(
    "area article articles aside bar block body bottom box buttons container content desktop entry footer form "
    "global group header icons inner item items left line link links list main media mobile module nav news note "
    "notice outer page panel post posts primary right row secondary section site sticky stories story "
    "to top wrap wrapper"
)
"""Words that may stand beside a site word without changing what it means, as in "site-footer"."""
_LONGEST_PREFIX = 4
"""Letters of the prefix that style sheets put before their names, as in "wp-sidebar"."""

_NO_PREFIXES = _SITE_WORDS | {"has", "no", "not", "with"}

_CONTAINERS = words("div section ul ol dl p span table tr td header figure details center a")
_SITE_LINE = re.compile(
    r"(skip to .{0,30}|share( this| on)?\b.{0,60}|back to top|print( this page)?|tweet|follow us\b.{0,60}"
    r"|advertisement|(©|\(c\)|copyright)\s.{0,160}|.{0,100}all rights reserved.{0,60}"
    r"|(?=.*\bcookies\b)(?=.*\b(accept|agree|consent|site uses|website uses|we use)\b).{0,260})",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_LINE = 300
_HEADINGS = words("h2 h3 h4 h5 h6")
_LINK_LISTS = words("div section ul ol dl p table tr td center")
_MAIN_PARTS = ("main", "[role=main]", "article", "[itemprop=articleBody]")
_MOST = 0.6
"""Share of the page's text above which an element is the page itself, whatever its class says."""
_ENOUGH = 600
"""Characters of running text that make a page even if the rest of it is dropped."""
_LEAST = 0.25
"""Share of a page's running text that must be left where there is less than `_ENOUGH`."""
_LINK_DENSITY = 0.66
_MENU_LINKS = 3


def drop_boilerplate(body: LexborNode) -> None:
    """Take what belongs to the site, and what a browser would not show, out of a page."""
    for node in list(_top_down(body, lambda node: not is_seen(node))):
        node.decompose()
    site_parts = _site_parts(body)
    for node in site_parts:
        node.decompose()
    for node in list(_top_down(body, lambda node: _is_menu(node, is_site=bool(site_parts)))):
        if (heading := _heading_before(node)) is not None:
            heading.decompose()
        node.decompose()
    if site_parts:
        _narrow(body)


def _top_down(parent: LexborNode, is_wanted: Callable[[LexborNode], bool]) -> Iterator[LexborNode]:
    """Yield the outermost elements that are wanted, in reading order."""
    for node in parent.iter():
        if is_wanted(node):
            yield node
        else:
            yield from _top_down(node, is_wanted)


# --- parts that say what they are -------------------------------------------------------------------


def _site_parts(body: LexborNode) -> list[LexborNode]:
    """Return the outermost elements that mark themselves as the site's, as long as enough is left without."""
    total = _length(body)
    parts: dict[str, list[LexborNode]] = defaultdict(list)
    for node in _top_down(body, lambda node: bool(_site_mark(node)) and _length(node) <= _MOST * total):
        parts[_site_mark(node)].append(node)
    sizes = {mark: sum(map(_running_length, nodes)) for mark, nodes in parts.items()}
    running = _running_length(body)
    left = running - sum(sizes.values())
    for mark in sorted(sizes, key=lambda mark: -sizes[mark]):
        if left < min(_ENOUGH, _LEAST * running):  # a forum in which every post is a "comment"
            left += sizes[mark]
            del parts[mark]
    return [node for nodes in parts.values() for node in nodes]


def _site_mark(node: LexborNode) -> str:
    """Return the word by which an element says that it is a part of the site, or an empty text."""
    tag, attributes = node.tag or "", node.attributes
    if _NOTES & {attributes.get("role"), attributes.get("epub:type")}:
        return ""
    if tag in _ELEMENTS and (tag != "footer" or node.parent is None or node.parent.tag != "blockquote"):
        return tag
    role = attributes.get("role") or ""
    if role in _ROLES:
        return role
    if tag not in _CONTAINERS:
        return ""
    for name in f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split():
        words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)]
        if len(words) > 1 and len(words[0]) <= _LONGEST_PREFIX and words[0] not in _NO_PREFIXES:
            words = words[1:]
        mark = next((word for word in words if word in _SITE_WORDS), "")
        if mark and all(word in _SITE_WORDS or word in _LAYOUT_WORDS for word in words):
            return mark
    line = " ".join(node.text().split()) if tag != "table" else ""
    return "line" if len(line) <= _LONGEST_LINE and _SITE_LINE.fullmatch(line) else ""


# --- parts that only look like what they are --------------------------------------------------------


def _is_menu(node: LexborNode, *, is_site: bool) -> bool:
    """Tell whether an element holds little but links.

    On a page without other signs of a site, a list of links under a heading is what its author wrote.
    """
    links = node.css("a[href]")
    if node.tag not in _LINK_LISTS or len(links) < _MENU_LINKS:
        return False
    length = _length(node)
    in_links = length - _running_length(node)
    return in_links > _LINK_DENSITY * length and (is_site or _heading_before(node) is None)


def _heading_before(node: LexborNode) -> LexborNode | None:
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before if before is not None and before.tag in _HEADINGS else None


def _narrow(body: LexborNode) -> None:
    """Keep only what the page marks as its main part, and its title."""
    running = _running_length(body)
    for selector in _MAIN_PARTS:
        found = body.css(selector)
        if len(found) == 1 and _running_length(found[0]) >= _MOST * running:
            _isolate(found[0], body)


def _isolate(main: LexborNode, body: LexborNode) -> None:
    """Take out everything around `main` but the page's title."""
    node = main
    while node != body and node.parent is not None:
        for sibling in list(node.parent.iter()):
            if sibling != node and sibling.tag != "h1" and sibling.css_first("h1") is None:
                sibling.decompose()
        node = node.parent


def _length(node: LexborNode) -> int:
    return len(" ".join(node.text().split()))


def _running_length(node: LexborNode) -> int:
    """Return the number of characters that are not part of a link."""
    return _length(node) - sum(map(_length, node.css("a[href]")))
