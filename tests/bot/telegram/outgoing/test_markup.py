import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply import (
    Block,
    Choice,
    Entry,
    Listing,
    Reply,
    Role,
    Span,
    Style,
    bold,
    code,
    italic,
    line,
    note,
    paragraph,
    quote,
    source,
)
from bot.telegram.outgoing.markup import CAPTION_UNITS, MESSAGE_UNITS, NO_PREVIEW, keyboard, pieces

SPANS = st.builds(Span, st.text(max_size=80), st.sampled_from(Style))
LINES = st.lists(SPANS, max_size=5).map(tuple)
BLOCKS = st.builds(Block, st.sampled_from(Role), LINES)
CHOICES = st.lists(st.builds(Choice, st.text(max_size=150), st.text(max_size=9)), max_size=5).map(tuple)


def listings(lines):
    entries = st.builds(Entry, lines, st.sampled_from(["", "/fact f1"]))
    return st.builds(Listing, st.lists(entries, max_size=5).map(tuple))


REPLIES = st.builds(Reply, st.lists(BLOCKS | listings(LINES), max_size=8).map(tuple), CHOICES)
TO_PRESS = st.builds(Reply, st.lists(listings(st.just(())), max_size=8).map(tuple), CHOICES)
"""Replies of which nothing but the buttons matters."""


class TelegramReader(HTMLParser):
    """Reads Telegram's subset of HTML and refuses whatever is outside it."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert tag in {"b", "i", "code", "blockquote"}
        assert attrs == ([("expandable", None)] if tag == "blockquote" else [])
        assert "code" not in self.open
        assert not self.open if tag == "blockquote" else self.open in ([], ["blockquote"])
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        assert not set(data) & set("<>&")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", data)
        self.text += data

    def handle_entityref(self, name):
        self.text += {"lt": "<", "gt": ">", "amp": "&"}[name]

    def handle_charref(self, name):
        raise AssertionError(name)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def units(text):
    return len(text.encode("utf-16-le")) // 2


def visible(reply):
    """Return what a reader should see of a reply, without white space."""
    lines, number = [], 0
    for block in reply.blocks:
        if isinstance(block, Block):
            lines.append("".join(span.text for span in block.line))
            continue
        for entry in block.entries:
            number += bool(entry.send)
            lines.append(f"{number}." if entry.send else "•")
            lines.append("".join(span.text for span in entry.line))
    return squeezed(re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", "".join(lines)))


def squeezed(text):
    return "".join(text.split())


@given(REPLIES, st.integers(min_value=40, max_value=300))
def test_every_piece_is_markup_that_telegram_reads_and_all_of_the_reply_is_in_them(reply, limit):
    cut = pieces(reply, limit)
    assert all(TelegramReader(piece.html).text == piece.plain for piece in cut)
    assert all(units(piece.plain) <= limit and piece.plain.strip() for piece in cut)
    assert squeezed("".join(piece.plain for piece in cut)) == visible(reply)


@given(TO_PRESS)
def test_every_choice_becomes_a_button_that_telegram_takes(reply):
    sent = []

    def keep(send):
        sent.append(send)
        return f"id{len(sent)}"

    markup = keyboard(reply, keep)
    rows = markup.inline_keyboard if markup else ()
    buttons = [button for row in rows for button in row]
    assert tuple(sent) == reply.sends
    assert [button.callback_data for button in buttons] == [f"id{n + 1}" for n in range(len(sent))]
    assert all(0 < len(button.text) <= 60 and button.text.strip() for button in buttons)
    assert all(1 <= len(row) <= 8 for row in rows)


def test_an_answer_looks_as_it_should():
    reply = Reply(
        (
            paragraph(bold("Trade & tea grew.")),
            quote("“Trade <grew>.”"),
            source("report.pdf · page 3", italic(" · unreviewed")),
            note("Understood as: What grew? ", code("/why")),
        )
    )
    (piece,) = pieces(reply)
    assert piece.html == (
        "<b>Trade &amp; tea grew.</b>\n\n"
        "<blockquote expandable>“Trade &lt;grew&gt;.”</blockquote>\n"
        "report.pdf · page 3<i> · unreviewed</i>\n\n"
        "<i>Understood as: What grew? </i><code>/why</code>"
    )
    assert piece.plain == (
        "Trade & tea grew.\n\n“Trade <grew>.”\nreport.pdf · page 3 · unreviewed\n\nUnderstood as: What grew? /why"
    )


def test_list_entries_are_numbered_where_they_can_be_picked():
    reply = Reply(
        (
            paragraph("2 facts:"),
            Listing((Entry(line("One"), "/fact 1"), Entry(line("more"))), ),
            Listing((Entry(line("Two"), "/fact 2"),)),
        ),
        (Choice("All topics", "/topics"),),
    )  # fmt: skip
    assert pieces(reply)[0].html == "2 facts:\n1. One\n• more\n2. Two"
    rows = keyboard(reply, lambda send: send).inline_keyboard
    assert [[(b.text, b.callback_data) for b in row] for row in rows] == [
        [("1", "/fact 1"), ("2", "/fact 2")],
        [("All topics", "/topics")],
    ]


def test_a_long_reply_is_cut_between_blocks_and_a_quote_stays_with_its_source():
    reply = Reply((paragraph("a" * 60), quote("b" * 30), source("c" * 20), paragraph("d" * 30)))
    assert [squeezed(piece.plain) for piece in pieces(reply, 100)] == [
        "a" * 60,
        "b" * 30 + "c" * 20 + "d" * 30,
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One two three. Four five six. Seven eight nine.", "Four five six."),
        ("One two three four five\nsix. Seven. Eight nine ten", "five"),
        ("one two three four five six seven eight nine ten", "eight"),
        ("一二三四五六七八九十" * 2 + "一二三四五。" + "一二三四五六七八九十" * 2, "五。"),
        ("x" * 100, "x" * 40),
    ],
)
def test_a_block_that_is_too_long_is_cut_after_a_line_a_sentence_or_a_word(text, ends):
    first, *rest = pieces(Reply((paragraph(text),)), 40)
    assert first.plain.rstrip().endswith(ends)
    assert rest
    TelegramReader(first.html)


def test_a_cut_spares_surrogate_pairs_entities_and_tags():
    reply = Reply((quote(bold("😀" * 30), code("&<>" * 30)),))
    cut = pieces(reply, 41)
    assert "".join(piece.plain for piece in cut) == "😀" * 30 + "&<>" * 30
    assert cut[0].html == f"<blockquote expandable><b>{'😀' * 20}</b></blockquote>"
    assert all(TelegramReader(piece.html).text == piece.plain for piece in cut)


def test_a_quote_that_is_cut_stays_a_quote():
    cut = pieces(Reply((quote("word " * 2000),)))
    assert len(cut) == 3
    assert all(piece.html.startswith("<blockquote expandable>word") for piece in cut)


def test_markup_is_never_so_large_that_a_server_refuses_it():
    reply = Reply((paragraph(*(span("&") for _ in range(2000) for span in (bold, code, italic))),))
    assert max(len(piece.html.encode()) for piece in pieces(reply)) <= 32768


def test_the_limits_are_those_of_telegram():
    assert (MESSAGE_UNITS, CAPTION_UNITS) == (4096, 1024)
    assert [len(piece.plain) for piece in pieces(Reply((paragraph("x" * 5000),)))] == [4096, 904]
    assert NO_PREVIEW.is_disabled


def test_nothing_to_see_is_no_message():
    assert pieces(Reply((paragraph(" \n"), quote("\x00")))) == []
    assert keyboard(Reply((paragraph("Hello"),)), str) is None


def test_a_long_label_is_cut_between_words():
    choices = (
        Choice("word " * 30, "a"),
        Choice("字" * 80, "b"),
        Choice(" two\nlines ", "c"),
        Choice("", "d"),
    )
    rows = keyboard(Reply((), choices), str).inline_keyboard
    assert [button.text for row in rows for button in row] == [
        "word " * 11 + "word…",
        "字" * 59 + "…",
        "two lines",
        "…",
    ]


def test_two_buttons_share_a_row_if_they_are_short_and_signs_as_many_as_there_are():
    labels = ("Page 1 of 3", "Page 3 of 3", "Edit", "x" * 21, "Send the file", "👍", "👎", "🙂")
    rows = keyboard(Reply((), tuple(Choice(label, "x") for label in labels)), str).inline_keyboard
    assert [[button.text for button in row] for row in rows] == [
        ["Page 1 of 3", "Page 3 of 3"],
        ["Edit"],
        ["x" * 21],
        ["Send the file"],
        ["👍", "👎", "🙂"],
    ]
    ten = Listing(tuple(Entry(line("x"), f"/fact {n}") for n in range(10)))
    assert [len(row) for row in keyboard(Reply((ten,)), str).inline_keyboard] == [8, 2]


def test_there_are_never_more_buttons_than_telegram_shows():
    many = Listing(tuple(Entry(line("x"), f"/fact {n}") for n in range(150)))
    rows = keyboard(Reply((many,)), str).inline_keyboard
    assert len([button for row in rows for button in row]) == 100
