import shutil
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.config.schema import Config
from bot.dialogue import Dialogue
from bot.home import Home
from bot.speaker import Speaker
from bot.state.source_changes import Change
from bot.state.table import Origin
from knowledge.base import KnowledgeBase

LIBRARY = Path(__file__).parents[1] / "knowledge" / "sources" / "readers" / "samples" / "library.pdf"


@pytest.fixture
def mill(tmp_path):
    """A home of its own with one source that can be read and one that cannot."""
    sources = tmp_path / "mill" / "sources"
    sources.mkdir(parents=True)
    (sources / "mill.txt").write_text("The mill grinds rye.\n", encoding="utf-8")
    (sources / "broken.pdf").write_text("not a PDF", encoding="utf-8")
    return Home(sources.parent, sources.parent / ".citebot")


@pytest.fixture
def open_home(state):
    """Open a home for talking; return its dialogue."""
    opened = []

    def dialogue(home):
        opened.append(KnowledgeBase(home.folder, home.derived))
        opened[-1].refresh()
        return Dialogue(opened[-1], Config(), home, state)

    yield dialogue
    for base in opened:
        base.close()


def test_a_source_is_taken_away_and_brought_back(mill, open_home, hear, read):
    dialogue = open_home(mill)
    (sure,) = hear(dialogue, "admin", "/remove mill").choices
    assert "The mill grinds rye." in "".join(read(hear(dialogue, "ann", "/facts rye")))

    removed = hear(dialogue, "admin", sure.send)
    assert read(removed)[0] == "mill.txt is taken away. The file lies in the folder removed."
    assert read(hear(dialogue, "ann", "/facts"))[0] == "I have no sources yet."
    assert (mill.removed / "mill.txt").exists()

    undo = removed.choices[0].send
    assert read(hear(dialogue, "admin", undo))[0] == "mill.txt is back."
    assert "The mill grinds rye." in "".join(read(hear(dialogue, "ann", "/facts rye")))
    assert read(hear(dialogue, "admin", undo))[0].startswith("There is nothing to take back")


def test_without_a_number_the_last_change_of_ones_own_is_taken_back(mill, open_home, state, hear, read):
    dialogue = open_home(mill)
    hear(dialogue, "admin", "/remove broken.pdf now")
    hear(dialogue, "admin", "/remove mill.txt now")
    state.source_changes.record("theirs.txt", Change.ADDED, user_id=99)
    undone = [read(hear(dialogue, "admin", "/undo"))[0] for _ in range(3)]
    assert undone[:2] == ["mill.txt is back.", "broken.pdf is back."]
    assert undone[2].startswith("There is nothing to take back")


def test_a_source_that_cannot_be_read_can_be_taken_away(mill, open_home, hear):
    dialogue = open_home(mill)
    hear(dialogue, "admin", "/remove broken.pdf now")
    assert (mill.removed / "broken.pdf").exists()


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/hostname", ".."])
def test_nothing_outside_the_folder_is_taken_away(mill, open_home, hear, read, name):
    (mill.folder / "outside.txt").write_text("mine", encoding="utf-8")
    reply = hear(open_home(mill), "admin", f"/remove {name} now")
    assert read(reply)[0].startswith("I have no source called")
    assert (mill.folder / "outside.txt").exists()


def test_the_sample_stays_as_it_is(mill, open_home, hear, read):
    sample = Home(mill.folder, mill.derived, is_sample=True)
    reply = hear(open_home(sample), "admin", "/remove mill.txt now")
    assert "This is the sample" in read(reply)[0]
    assert (mill.sources / "mill.txt").exists()


def test_a_refresh_reads_what_is_new(mill, open_home, hear, read):
    dialogue = open_home(mill)
    (mill.sources / "bakery.txt").write_text("The bakery opens at six.\n", encoding="utf-8")
    assert "Added bakery.txt." in read(hear(dialogue, "admin", "/refresh"))[0]


def test_of_a_pdf_the_page_is_shown_while_it_is_there(tmp_path, open_home, hear, read):
    home = Home(tmp_path / "library", tmp_path / "library" / ".citebot")
    home.sources.mkdir(parents=True)
    shutil.copy(LIBRARY, home.sources)
    dialogue = open_home(home)
    send = hear(dialogue, "ann", "/search ninety seats").sends[0].replace("/fact", "/show")

    shown = hear(dialogue, "ann", send)
    assert shown.picture.alt == "Page 1 of library.pdf with the quote marked"
    assert shown.picture.png.startswith(b"\x89PNG")
    assert hear(dialogue, "ann", f"{send} +3").picture is None

    (home.sources / "library.pdf").unlink()
    without = hear(dialogue, "ann", send)
    assert without.picture is None
    assert read(without)[-1].startswith("Page 1 has changed or cannot be opened")


def test_what_lies_in_a_mail_is_taken_away_with_it(mill, open_home, hear):
    mail = EmailMessage()
    mail["Subject"] = "Plans"
    mail.set_content("See below.")
    mail.add_attachment("The pier is long.", filename="pier.txt")
    (mill.sources / "mail.eml").write_bytes(mail.as_bytes())
    (sure,) = hear(open_home(mill), "admin", "/remove pier.txt").choices
    assert sure.send == "/remove mail.eml now"


def test_what_is_typed_at_a_keyboard_is_kept_text_by_text(mill, open_home, read):
    dialogue, keyboard = open_home(mill), Speaker(Origin(0, 0, 0), is_admin=True)
    for title, text in (("The baker", "The baker is called Ida."), ("The smith", "The smith is called Per.")):
        told = dialogue.reply(keyboard, f"/add {title}\n{text}")()
        assert read(told)[0] == f"{title}.txt is in: 1 passage read, 1 unreviewed fact."
        assert (mill.sources / f"{title}.txt").read_text(encoding="utf-8") == f"{text}\n"
    again = dialogue.reply(keyboard, "/add The smithy\nThe smith is called Per.")()
    assert read(again) == ["The smithy.txt is identical to The smith.txt, nothing done."]


def test_what_a_text_lacks_is_asked_for_by_its_title(mill, open_home, hear, read):
    dialogue = open_home(mill)
    assert read(hear(dialogue, "admin", "/add")) == [
        "Send me the text. If its first line is short and no sentence, it is the title."
    ]
    assert read(hear(dialogue, "admin", "The baker, https://baker.example")) == [
        "Send me the text of “The baker”."
    ]
    told = read(hear(dialogue, "admin", "The baker is called Ida."))
    assert told[:2] == [
        "The baker.txt is in: 1 passage read, 1 unreviewed fact.",
        "I cite it with https://baker.example.",
    ]
