import contextlib
import html
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bot_api.refusals import Refusal


def formatted(source):
    """Return what the server makes of HTML. It is imported here, since with it comes aiogram, which most cores need not load."""
    from tests.bot_api import models

    models.load()
    from tests.bot_api import formatting

    return formatting.formatted(source, "HTML", None, {})


def parsed(source):
    """Return the text, and (kind, its words) of each entity."""
    result = formatted(source)
    return result.text, [(entity.type, entity.extract_from(result.text)) for entity in result.entities]


def refused(source):
    with pytest.raises(Refusal) as caught:
        formatted(source)
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("source", "entities"),
    [
        ("<b>a</b> <strong>b</strong>", [("bold", "a"), ("bold", "b")]),
        ("<i>a</i> <em>b</em>", [("italic", "a"), ("italic", "b")]),
        ("<u>a</u> <ins>b</ins>", [("underline", "a"), ("underline", "b")]),
        (
            "<s>a</s> <strike>b</strike> <del>c</del>",
            [("strikethrough", "a"), ("strikethrough", "b"), ("strikethrough", "c")],
        ),
        (
            "<tg-spoiler>a</tg-spoiler> <span class='tg-spoiler'>b</span>",
            [("spoiler", "a"), ("spoiler", "b")],
        ),
        ("<code>a</code> <pre>b</pre>", [("code", "a"), ("pre", "b")]),
        ("<blockquote>a\nb</blockquote>", [("blockquote", "a\nb")]),
        ("<blockquote expandable>a</blockquote>", [("expandable_blockquote", "a")]),
        ("<B>a</b >", [("bold", "a")]),
        ("<b>a</>", [("bold", "a")]),
        ("no<b></b>thing", []),
    ],
)
def test_tags_become_entities(source, entities):
    assert parsed(source)[1] == entities


def test_offsets_count_utf16_units():
    result = formatted("🚢 <b>ferry ⛴ 🛳</b>!")
    (bold,) = result.entities
    assert (bold.offset, bold.length) == (3, 10)
    assert result.units == 14


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "'),
        ("&#60;&#x3E;&#x1F6A2;", "<>🚢"),
        ("&nbsp;&copy;&apos;", "&nbsp;&copy;&apos;"),
        ("&lt without a semicolon", "< without a semicolon"),
        ("AT&T &# &#x; &", "AT&T &# &#x; &"),
        ("&#0;&#1114111;&#00000065;", "&#0;&#1114111;&#00000065;"),
    ],
)
def test_character_references(source, text):
    assert parsed(source)[0] == text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("x<b>y", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">z</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<span class="x">z</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("a\0b", "Text must not contain null bytes"),
        (
            "&#xd800;",
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
        ),
    ],
)
def test_bad_markup_is_refused_word_for_word(source, words):
    assert refused(source) == words


def test_links():
    source = '<a href="https://example.org">a</a> <a href="example.org/x?a=1&amp;b=2">b</a> <a href="nonsense">c</a>'
    result = formatted(source)
    assert [(entity.type, entity.url) for entity in result.entities] == [
        ("text_link", "https://example.org/"),
        ("text_link", "http://example.org/x?a=1&b=2"),
    ]


def test_code_with_a_language_within_pre_is_one_entity():
    result = formatted('<pre><code class="language-python">x = 1</code></pre>')
    assert [(e.type, e.language) for e in result.entities] == [("pre", "python")]
    result = formatted('<code class="language-python">x</code>')
    assert [(e.type, e.language) for e in result.entities] == [("code", None)]


@pytest.mark.parametrize(
    ("source", "entities"),
    [
        ("<b>a<i>b</i>c</b>", [("bold", "a"), ("bold", "bc"), ("italic", "b")]),
        ("<b>a</b><b>b</b>", [("bold", "ab")]),
        ("<code>a<b>b</b></code>", [("code", "ab")]),
        ("<b>a<code>b</code>c</b>", [("bold", "a"), ("code", "b"), ("bold", "c")]),
        (
            "<blockquote>a <b>b</b></blockquote>",
            [("blockquote", "a b"), ("bold", "b")],
        ),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", [("blockquote", "ab")]),
        ('<a href="http://x.org">a<code>b</code></a>', [("text_link", "ab")]),
        ("  <b>  a </b>  ", [("bold", "a")]),
        ("a<b> </b>b", []),
    ],
)
def test_nesting_is_settled_as_telegram_does(source, entities):
    assert parsed(source)[1] == entities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/facts@cited_test_bot x", [("bot_command", "/facts@cited_test_bot")]),
        ("either/or and /go", [("bot_command", "/go")]),
        ("@ada_l, a@b.org", [("mention", "@ada_l"), ("email", "a@b.org")]),
        ("#harbour #1", [("hashtag", "#harbour")]),
        ("see https://example.org/x?y=1, please.", [("url", "https://example.org/x?y=1")]),
        ("harbour-plan.md and ferries.csv", [("url", "harbour-plan.md")]),
        ("at 3.14 p.m. e.g. this", []),
    ],
)
def test_clients_find_commands_mentions_and_links(text, found):
    assert parsed(text)[1] == found


def test_nothing_is_found_in_code():
    assert parsed("<code>harbour-plan.md</code>")[1] == [("code", "harbour-plan.md")]


def test_more_than_a_hundred_entities_are_forgotten():
    _, entities = parsed(" - ".join(f"<b>{number}</b>" for number in range(120)))
    assert len(entities) == 100


# Without what Telegram takes out of texts, and without what begins commands, mentions and links, which cut styles.
PRINTABLE = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"),
        exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u030a\u0333\u033f/@#.",
    )
)
TAGS = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "blockquote expandable": "expandable_blockquote",
}


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(TAGS)), PRINTABLE), max_size=6))
def test_escaped_text_in_tags_comes_back_as_entities(pieces):
    source = "".join(f"<{tag}>{html.escape(text)}</{tag.split()[0]}>|" for tag, text in pieces)
    result = formatted(source)
    assert result.text == "".join(f"{text}|" for _, text in pieces).strip(" \n")
    units = result.text.encode("utf-16-le")
    marked = [
        (e.type, units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le"))
        for e in result.entities
        if e.type in TAGS.values()
    ]
    expected = [(TAGS[tag], text.lstrip(" \n")) for tag, text in pieces if text.strip(" \n")]
    assert marked == expected
    assert result.units == len(units) // 2


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/&;#xb \"'=" + string.ascii_lowercase[:4] + "é🚢")))
def test_any_markup_is_parsed_or_refused(source):
    with contextlib.suppress(Refusal):
        result = formatted(source)
        assert all(0 <= e.offset < e.offset + e.length <= result.units for e in result.entities)
