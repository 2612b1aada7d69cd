import fcntl
import os
import pty
import select
import struct
import sys
import termios
from pathlib import Path

from bot.reply import (
    Choice,
    Entry,
    Listing,
    Picture,
    Reply,
    bold,
    line,
    note,
    paragraph,
    printable,
    quote,
    source,
)
from bot.terminal import screen
from bot.terminal.screen import progress_bar, say, show, tell

REPLY = Reply(
    (
        paragraph(bold("A statement.")),
        quote("“Its words”"),
        source("a.txt · paragraph 1"),
        paragraph("More:"),
        Listing((Entry(line("first"), "/fact 1"), Entry(line("fixed")), Entry(line("second"), "/fact 2"))),
        note("A remark."),
    ),
    (Choice("Page 2", "/facts page 2"),),
)


def test_a_pipe_gets_plain_text(capsys):
    show(REPLY)
    assert capsys.readouterr().out.splitlines() == [
        "A statement.",
        "",
        "│ “Its words”",
        "  a.txt · paragraph 1",
        "",
        "More:",
        "• first",
        "• fixed",
        "• second",
        "",
        "A remark.",
        "• Page 2",
    ]


def test_numbers_stand_for_what_a_person_would_send(capsys):
    show(REPLY, is_numbered=True)
    out = capsys.readouterr().out
    for number, label in enumerate(("first", "second", "Page 2"), start=1):
        assert f" {number} {label}\n" in out
    assert REPLY.sends == ("/fact 1", "/fact 2", "/facts page 2")


def test_short_choices_share_a_row(capsys):
    labels = ("Show in source", "Other answers", "Yes", "No", "What did the mayor promise the pilots?")
    show(Reply((), tuple(Choice(label, label) for label in labels)), is_numbered=True)
    assert capsys.readouterr().out.splitlines() == [
        " 1 Show in source   2 Other answers   3 Yes   4 No",
        " 5 What did the mayor promise the pilots?",
    ]


def test_a_picture_and_a_file_are_named(capsys):
    show(Reply((), picture=Picture(b"", "Page 3 of a.pdf"), file=Path("sources/a.pdf")))
    assert capsys.readouterr().out == "  [Page 3 of a.pdf]\n  sources/a.pdf\n"


def test_a_pipe_gets_long_lines_whole(capsys):
    show(Reply((quote("word " * 100 + "end"),)))
    assert capsys.readouterr().out == "│ " + "word " * 100 + "end\n"


def test_markup_in_a_text_stays_text(capsys):
    show(Reply((paragraph("[bold red]:smile: [/] \\[x]"), source("[link=http://x]a[/link]"))))
    assert capsys.readouterr().out == "[bold red]:smile: [/] \\[x]\n  [link=http://x]a[/link]\n"


def test_control_characters_do_not_reach_the_terminal(capsys):
    evil = "a\x1b[31mred\x1b]0;title\x07 \x9b2J\r\x08\x00\x7f\ud800"
    show(Reply((paragraph(evil), Listing((Entry(line(evil)),))), (Choice(evil, evil),)))
    say(evil)
    tell(evil)
    out, err = capsys.readouterr()
    assert (out + err).isprintable() is False  # line feeds only
    assert (out + err).replace("\n", "").isprintable()


def test_letters_of_all_scripts_are_kept():
    text = "Größe\tдень\n数 مرحبا e\u0301 👩\u200d🚀"
    assert printable(text) == text


def test_progress_is_drawn_on_a_terminal_with_the_text_as_it_is(monkeypatch):
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 60, 0, 0))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(screen, "PATIENCE_S", 0)
    seen = ""
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress_bar() as progress:
            progress("Reading [b]a.pdf\x1b[31m", 1, 4)
            while "[b]a.pdf[31m" not in seen and select.select([ours], [], [], 5)[0]:
                seen += os.read(ours, 65536).decode()
    os.close(ours)
    assert "[b]a.pdf[31m" in seen
    assert "1/4" in seen


def test_no_progress_is_drawn_where_there_is_no_terminal(capsys):
    with progress_bar() as progress:
        progress("Reading a.pdf", 1, 2)
    assert capsys.readouterr() == ("", "")
