"""/export: the approved facts with their citations as a file."""

from pathlib import Path

from bot.commands.context import Context
from bot.curation.facts.export import FORMS, approved, exported
from bot.reply import Reply, SlowReply
from bot.wording import exports, introduction

_USUAL = "yaml"


def run(context: Context, argument: str) -> Reply | SlowReply:
    """Hand over the approved facts in a form that people name."""
    form = FORMS.get(argument.lower() or _USUAL)
    if form is None:
        return introduction.usage(context.command.usage, context.command.summary)
    facts = approved(context.base)
    if not facts:
        return exports.nothing_to_export()
    path = context.home.derived / "export" / f"facts.{form.value}"
    sources = context.scope.sources

    def hand_over() -> Reply:
        _write(path, exported(facts, form, sources))
        return exports.handed_over(len(facts), path)

    return hand_over


def _write(path: Path, text: str) -> None:
    """Write a file that somebody may be reading at this moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
