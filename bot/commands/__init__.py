"""One file per command; this table names them in the order of the help."""

from bot.commands.about import ABOUT
from bot.commands.ask_person import ASK_PERSON
from bot.commands.check import CHECK
from bot.commands.command import Command
from bot.commands.fact import FACT
from bot.commands.facts import FACTS
from bot.commands.file import FILE
from bot.commands.forgetme import FORGETME
from bot.commands.gaps import GAPS
from bot.commands.help import HELP
from bot.commands.others import OTHERS
from bot.commands.refresh import REFRESH
from bot.commands.remove import REMOVE
from bot.commands.replace import REPLACE
from bot.commands.search import SEARCH
from bot.commands.show import SHOW
from bot.commands.source import SOURCE
from bot.commands.sources import SOURCES
from bot.commands.start import START
from bot.commands.topics import TOPICS
from bot.commands.undo import UNDO
from bot.commands.vote import VOTE
from bot.commands.votes import VOTES
from bot.commands.why import WHY

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        *(START, TOPICS, FACTS, FACT, SEARCH, SOURCES, SOURCE, OTHERS, WHY, ABOUT, FORGETME, HELP),
        *(SHOW, FILE, VOTE, ASK_PERSON),
        *(GAPS, VOTES, CHECK, REFRESH, REMOVE, REPLACE, UNDO),
    )
}
