"""Every admin action × stranger, user, admin × private chat, group × typed, pressed, replied; made from the table of the commands."""

import pytest

from bot.commands.command import Audience
from bot.commands.table import COMMANDS, called
from bot.config.schema import AccessMode
from bot.reply import Choice, Reply, paragraph
from bot.telegram.outgoing.delivery import Place

ACTIONS = [command for command in COMMANDS.values() if command.audience is Audience.ADMINS]
ARGUMENTS = {
    "alias": "mayor Who leads Lindvik?",
    "edit": "mayor Ingrid Solheim leads Lindvik.",
    "new": "The county pays half.\n> Half of that sum is paid by the county.",
    "remove": "ferries.csv now",
    "replace": "gazette 2.txt",
    "review": "hide marsh",
    "undo": "",
}
"""Command → an argument with which it does something; the id of a fact where none is given."""
UNKNOWN = "I don't know the command"


def typed(command):
    """Return a text that calls a command."""
    argument = ARGUMENTS.get(command.name, "mayor" if command.arguments else "")
    return f"/{command.name} {argument}".strip()


def kept(home):
    """Return all that people have put into a home."""
    folders = (home.sources, home.folder / "facts", home.removed)
    return {path: path.read_bytes() for folder in folders for path in folder.glob("**/*") if path.is_file()}


@pytest.fixture
def people(bot_api, admin):
    """Somebody of each kind."""
    return {"stranger": bot_api.person("Sam"), "user": bot_api.person("Uma"), "admin": admin.people[0]}


@pytest.fixture
def chat(bot_api, people, admin, who, place):
    """The chat in which somebody speaks."""
    if place == "group":
        return bot_api.group("Council", *people.values())
    return admin if who == "admin" else bot_api.private(people[who])


@pytest.fixture
async def act(start, bot_api, people, chat, who, way):
    """Let somebody call for each action of admins; return what they are told."""

    async def acted():
        allowed = {"access": AccessMode.ALLOWLIST, "users": (people["user"].id,)}
        running = await start(**allowed, messages_per_minute=1000)
        person, told = people[who], {}
        for command in ACTIONS:
            text = typed(command)
            if way == "typed":
                await chat.send(text, who=person)
            else:
                offered = Reply((paragraph("Do it?"),), (Choice("Yes", text),), completes=text)
                await running.delivery.send(offered, Place(chat.id, people["admin"].id))
                shown = await chat.next_reply()
                if way == "pressed":
                    query = await shown.press("Yes", who=person)
                else:
                    await chat.send("Boats are painted blue.", who=person, reply_to=shown)
            if who == "user" and way == "pressed":
                told[command.name] = (await bot_api.answer_to(query)).text
            elif who != "stranger":
                takes_its_place = way == "pressed" and command.turns_page_with(called(text)[1])
                reply = await (chat.changed(shown) if takes_its_place else chat.next_reply())
                told[command.name] = reply.text or reply.caption or ""
        return running, told

    return acted


@pytest.mark.parametrize("place", ["private", "group"])
@pytest.mark.parametrize("way", ["typed", "pressed", "replied"])
@pytest.mark.parametrize("who", ["user"])
async def test_nobody_else_can_do_what_admins_do(act, home, way):
    before = kept(home)
    _, told = await act()
    assert kept(home) == before
    refusals = {"typed": UNKNOWN, "pressed": "Only the people who look after me can do that.", "replied": ""}
    assert {each for each in told if told[each].startswith(refusals[way])} == {each.name for each in ACTIONS}


@pytest.mark.parametrize("place", ["private", "group"])
@pytest.mark.parametrize("way", ["typed", "pressed", "replied"])
@pytest.mark.parametrize("who", ["stranger"])
async def test_a_stranger_is_told_their_number_and_no_more(act, home, chat, bot_api):
    before = kept(home)
    running, _ = await act()
    pending = running.state.updates.pending
    await bot_api.wait(lambda: not (bot_api.updates.pending or pending()), "end of all work")
    told = [post.text for post in chat.messages if post.text != "Do it?"]
    assert kept(home) == before
    assert len(told) <= 1
    assert all("only talk to people on my list" in each for each in told)


@pytest.mark.parametrize("place", ["private", "group"])
@pytest.mark.parametrize("way", ["typed", "pressed", "replied"])
@pytest.mark.parametrize("who", ["admin"])
async def test_an_admin_can_do_it_everywhere(act):
    _, told = await act()
    assert not {each: words for each, words in told.items() if words.startswith((UNKNOWN, "Sorry"))}
