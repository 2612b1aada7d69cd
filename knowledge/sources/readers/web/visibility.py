"""What a browser shows of a page, as far as the page itself says."""

import re

from selectolax.lexbor import LexborNode


def words(text: str) -> frozenset[str]:
    """Return the words of a list written as one text."""
    return frozenset(text.split())


_UNSEEN = words(
    "script style template noscript iframe object embed svg math canvas audio video head select input "
    "textarea dialog datalist rt rp"
)
INLINE = words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q ruby rb "
    "s samp small span strike strong sub sup time tt u var wbr"
)


def is_seen(node: LexborNode) -> bool:
    """Tell whether a browser would show an element, as far as the page itself says."""
    attributes = node.attributes
    style = re.sub(r"\s+", "", attributes.get("style") or "").lower()
    return (
        node.is_element_node
        and node.tag not in _UNSEEN
        and not ("hidden" in attributes and attributes["hidden"] != "until-found")
        and not _HIDING.search(style)
        and not _is_in_its_own_colour(style)
        # blocks that are hidden from screen readers alone, such as closed answers, are text all the same
        and not (attributes.get("aria-hidden") == "true" and node.tag in INLINE)
    )


_HIDING = re.compile(r"display:none|visibility:hidden|font-size:0(?![.\d])|opacity:0(?![.\d])|mso-hide:all")
_COLOURS = re.compile(r"(?:^|;)(background-color|background|color):(#\w+|[a-z]+|rgb\([\d,]+\))")
_SAME_COLOURS = {
    "#fff": "white",
    "#ffffff": "white",
    "rgb(255,255,255)": "white",
    "#000": "black",
    "#000000": "black",
}


def _is_in_its_own_colour(style: str) -> bool:
    """Tell whether text is as white as what is behind it, by the element's own style."""
    colours = {name: _SAME_COLOURS.get(value, value) for name, value in _COLOURS.findall(style)}
    behind = colours.get("background-color", colours.get("background"))
    return behind is not None and colours.get("color") == behind
