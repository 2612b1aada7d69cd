"""The table of the commands, in the order of the help: one line each, which says how it behaves; what it does is in its file."""

import re

from bot.commands.command import PAGE, Audience, Command

_MOVED = re.compile(r"^\S+ [+-]?\d+$")
"""A fact and how many passages to go on from its quote."""
_STEPPED = re.compile(r"^(?:stop|(?:approve|keep|hide|skip|still_true|withdraw)\s\S+|undo\s\d+\s\S+)$")
"""What is done with one fact of a walk, so that the next one takes its place."""
_ADMINS = Audience.ADMINS

_FOR_EVERYONE = (
    Command("start", "[LINK]", "say hello, or open the fact that a link leads to"),
    Command("topics", "[page N]", "list what you can ask about", turns_page=PAGE, is_on_command_line=True),
    Command(
        "facts", "[WORDS] [page N]", "list the facts, or those about some words",
        turns_page=PAGE, is_on_command_line=True,
    ),
    Command("fact", "ID", "show one fact with its proof", is_on_command_line=True),
    Command("search", "WORDS", "find sentences with these words", is_on_command_line=True),
    Command("sources", "[page N]", "list the documents", turns_page=PAGE, is_on_command_line=True),
    Command("source", "NAME", "show one document and what is in it", is_on_command_line=True),
    Command("others", "[QUESTION]", "list other answers to your last question, or to this one", continues=True),
    Command("why", "", "explain my last reply", continues=True),
    Command("about", "", "what I am, what I know, and what I keep"),
    Command("forgetme", "", "delete all I have kept about you", leaves_no_trace=True, is_destructive=True),
    Command("help", "", "show this list"),
)  # fmt: skip
_SENT_BY_BUTTONS = (
    Command("show", "ID [+N | -N]", "show where a fact stands in its source", is_listed=False, turns_page=_MOVED),
    Command("file", "NAME", "get the file of a source", is_listed=False),
    Command("vote", "ID up|down", "say whether a fact was of help", is_listed=False, is_toast=True),
    Command("cancel", "", "do not type what I asked for after all", is_listed=False),
    Command("ask_person", "NUMBER", "pass a question that I could not answer on to a person", is_listed=False),
)  # fmt: skip
_FOR_ADMINS = (
    Command("gaps", "[page N]", "list what I could not answer", _ADMINS, turns_page=PAGE, is_on_command_line=True),
    Command("answer", "NUMBER [WORDS]", "see a question that I could not answer, and answer it", _ADMINS, is_on_command_line=True),
    Command("answer_with", "NUMBER ID", "let a fact answer a question that I could not answer", _ADMINS, is_listed=False, is_on_command_line=True),
    Command("answer_in_words", "NUMBER", "answer a question that I could not answer in words of your own", _ADMINS, is_listed=False),
    Command("ignore", "NUMBER", "take a question that I could not answer off the list", _ADMINS, is_on_command_line=True),
    Command("tell", "NUMBER", "tell those who asked in vain what answers their question", _ADMINS, is_listed=False, is_on_command_line=True),
    Command(
        "review", "[SOURCE]", "go through facts one by one, what matters first", _ADMINS,
        turns_page=_STEPPED, is_on_command_line=True,
    ),
    Command("votes", "[page N]", "list the facts that people voted on", _ADMINS, turns_page=PAGE),
    Command("stats", "[DAYS]", "see what people ask, in numbers and as a picture", _ADMINS, is_on_command_line=True),
    Command("export", "[yaml | csv | markdown]", "get the approved facts with their citations as a file", _ADMINS),
    Command("approve", "ID [WHY]", "approve a fact that nobody has reviewed", _ADMINS, is_on_command_line=True),
    Command("edit", "ID [WORDING]", "say a fact in other words", _ADMINS, is_on_command_line=True, is_destructive=True),
    Command(
        "alias", "ID [QUESTION]", "give a fact another question to answer", _ADMINS,
        is_on_command_line=True, takes_questions=True,
    ),
    Command("hide", "ID [WHY]", "tell a fact no more", _ADMINS, is_on_command_line=True, is_destructive=True),
    Command("new", "[STATEMENT]", "write a fact, with the words of a source that prove it", _ADMINS, is_on_command_line=True),
    Command(
        "history", "[ID] [page N]", "list who changed which fact", _ADMINS,
        turns_page=PAGE, is_on_command_line=True,
    ),
    Command(
        "changed", "[ID] [page N]", "list the facts whose sources have changed", _ADMINS,
        turns_page=PAGE, is_on_command_line=True,
    ),
    Command(
        "still_true", "ID [FACT]", "let a fact rest on what its source says now", _ADMINS,
        is_listed=False, is_on_command_line=True,
    ),
    Command(
        "mend", "ID [WORDING]", "word a fact as its source says it now", _ADMINS,
        is_listed=False, is_on_command_line=True,
    ),
    Command(
        "withdraw", "ID [WHY]", "take a fact out of its file; that can be undone", _ADMINS,
        is_on_command_line=True, is_destructive=True,
    ),
    Command(
        "conflicts", "[ID] [page N]", "list the facts that disagree", _ADMINS,
        turns_page=PAGE, is_on_command_line=True,
    ),
    Command(
        "right", "ID [WHY]", "say which of the facts that disagree is right", _ADMINS,
        is_listed=False, is_on_command_line=True, is_destructive=True,
    ),
    Command("check", "", "list what is wrong in the files", _ADMINS, is_on_command_line=True),
    Command("refresh", "", "look for new and changed files now", _ADMINS, is_on_command_line=True),
    Command(
        "add", "[TITLE or text]", "keep a text as a document, or the message that you reply to", _ADMINS,
        takes_questions=True,
    ),
    Command("remove", "SOURCE", "take a document away; that can be undone", _ADMINS, is_destructive=True),
    Command(
        "replace", "SOURCE", "put an upload in the place of the source of its name", _ADMINS,
        is_listed=False, is_destructive=True,
    ),
    Command(
        "undo", "[NUMBER]", "take back a change to the sources or the facts", _ADMINS,
        is_on_command_line=True, is_destructive=True,
    ),
)  # fmt: skip

COMMANDS: dict[str, Command] = {
    command.name: command for command in (*_FOR_EVERYONE, *_SENT_BY_BUTTONS, *_FOR_ADMINS)
}


def called(text: str) -> tuple[Command | None, str]:
    """Return the command that a text calls, whoever may, and its argument; None if it calls none that there is."""
    name, *rest = text.split(maxsplit=1) or [""]
    command = COMMANDS.get(name[1:].lower()) if name.startswith("/") else None
    return command, rest[0].strip() if rest else ""
