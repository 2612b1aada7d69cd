"""One file per command; this table names them in the order of the help."""

from bot.commands.about import ABOUT
from bot.commands.check import CHECK
from bot.commands.command import Command
from bot.commands.fact import FACT
from bot.commands.facts import FACTS
from bot.commands.help import HELP
from bot.commands.search import SEARCH
from bot.commands.source import SOURCE
from bot.commands.sources import SOURCES
from bot.commands.start import START
from bot.commands.topics import TOPICS
from bot.commands.why import WHY

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (START, TOPICS, FACTS, FACT, SEARCH, SOURCES, SOURCE, WHY, ABOUT, HELP, CHECK)
}
