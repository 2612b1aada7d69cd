"""Every setting, declared once: its kind, bounds, default, and the comment that stands above it in the example."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from msgspec import Meta

from knowledge.answering.decision import PRESETS, THRESHOLD


class AccessMode(StrEnum):
    """Who may talk to the bot."""

    OPEN = "open"
    ALLOWLIST = "allowlist"


class DigestDay(StrEnum):
    """On which day of the week admins are told what people have asked."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    NEVER = "never"


def _key(
    comment: str,
    *,
    least: float | None = None,
    most: float | None = None,
    names: Mapping[str, float] | None = None,
) -> Meta:
    """Describe a key: what it is, with its unit; its least and greatest number; and numbers that have a name."""
    return Meta(description=comment, ge=least, le=most, extra={"names": names or {}})


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Limits on reading one source file, so that a bad file cannot hurt the rest."""

    file_mb: Annotated[int, _key("Largest file that is read, in MB.", least=1)] = 50
    memory_mb: Annotated[int, _key("Memory that reading one file may take, in MB.", least=128)] = 1024
    cpu_s: Annotated[
        int,
        _key(
            "Computing time that reading one file may take, in seconds; each MB of a PDF adds a tenth.",
            least=1,
        ),
    ] = 15
    wall_s: Annotated[
        int,
        _key(
            "Time on the clock that reading one file may take, in seconds, so that one which waits ends too; each MB of a PDF adds a tenth.",
            least=1,
        ),
    ] = 120
    processes: Annotated[int, _key("How many files are read at the same time.", least=1, most=64)] = 2


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How the bot is put on Telegram, and for whom."""

    token_file: Annotated[
        str,
        _key("File that holds the bot's token and nothing else. The variable CITEBOT_TOKEN wins over it."),
    ] = ""
    base_url: Annotated[str, _key("Where the Bot API is, if you run a server of your own.")] = (
        "https://api.telegram.org/bot"
    )
    base_file_url: Annotated[str, _key("Where that server has its files.")] = (
        "https://api.telegram.org/file/bot"
    )
    webhook_url: Annotated[
        str, _key("HTTPS address at which Telegram delivers messages. Empty: the bot asks for them itself.")
    ] = ""
    webhook_port: Annotated[
        int, _key("Port on which the bot listens for a webhook.", least=1, most=65535)
    ] = 8443
    webhook_listen: Annotated[
        str, _key("Address on which it listens; a proxy in front of it speaks HTTPS.")
    ] = "127.0.0.1"
    webhook_secret_file: Annotated[
        str,
        _key(
            "File with the secret by which it knows Telegram; 1 to 256 letters, digits, _ and -. Without one it makes one of the token."
        ),
    ] = ""
    access: Annotated[
        AccessMode, _key("“open” for everyone, or “allowlist” for the users, chats and admins below.")
    ] = AccessMode.OPEN
    users: Annotated[tuple[int, ...], _key("Ids of the people who may talk to the bot.")] = ()
    chats: Annotated[tuple[int, ...], _key("Ids of the groups in which everyone may.")] = ()
    admins: Annotated[
        tuple[int, ...], _key("Ids of the people who may change sources and see what was not answered.")
    ] = ()
    messages_per_minute: Annotated[
        int, _key("How many messages one person may send in a minute.", least=1)
    ] = 20
    concurrency: Annotated[int, _key("How many chats are served at the same time.", least=1, most=256)] = 16
    too_old_s: Annotated[
        int, _key("Age in seconds from which on a question gets an apology instead of an answer.", least=1)
    ] = 900


@dataclass(frozen=True, slots=True)
class Config:
    """Everything an operator can set."""

    name: Annotated[str, _key("How the bot calls itself when it greets people.")] = "Citebot"
    threshold: Annotated[
        float,
        _key(
            "How sure the bot must be to answer: “careful” answers less and is seldom wrong, “helpful” answers more and "
            "is wrong more often; or a number from 0 (always answer) to 1 (never). citebot eval shows what each does on "
            "your own documents.",
            least=0, most=1, names=PRESETS,
        ),
    ] = THRESHOLD  # fmt: skip
    near_topics: Annotated[
        int, _key("How many nearby topics it offers when it has no answer.", least=0, most=10)
    ] = 3
    log_questions: Annotated[bool, _key("Whether people's questions are written to the log.")] = False
    keep_days: Annotated[
        int, _key("How long questions without an answer, votes and the like are kept, in days.", least=1)
    ] = 90
    reader: Annotated[
        bool,
        _key(
            "Whether the bot reads what it finds before it answers: a small model that comes with it looks whether a sentence tells "
            "what was asked (in English and some other languages, see the README). Switched off, it answers a little faster and goes by the words alone."
        ),
    ] = True
    encoder: Annotated[
        str,
        _key(
            "Folder of a sentence encoder (model.onnx and tokenizer.json, such as a model of sentence-transformers "
            "exported to ONNX), counted from this one. With it the bot understands questions that share no word with "
            "their answer. benchmarks/export_encoder.py makes one. Nothing is "
            "ever downloaded."
        ),
    ] = ""
    digest: Annotated[
        DigestDay,
        _key(
            "The day of the week on which admins are told what people have asked, such as “monday”, or “never”."
        ),
    ] = DigestDay.MONDAY
    send_files: Annotated[bool, _key("Whether people may have the source files themselves.")] = False
    refresh_every_s: Annotated[
        int, _key("How often the bot looks for new and changed files, in seconds.", least=1)
    ] = 60
    store: Annotated[
        str,
        _key(
            "Address of the PostgreSQL database that holds the home, so that several bots can share it, such as "
            "postgresql://citebot@db.example/press?schema=harbour; docs/scale.md has the rest. Its password never goes in here: "
            "put the whole address into the variable CITEBOT_STORE, or the password where libpq looks for it (~/.pgpass). "
            "Empty: this folder is all there is."
        ),
    ] = field(default="", repr=False)  # from the environment it may hold a password
    search: Annotated[
        str,
        _key(
            "Where the sentences are searched, if not by the engine that comes with Citebot: “milvus:FILE.db” (counted from this folder) "
            "for an embedded Milvus, “milvus://HOST:PORT/DATABASE” for a server. What shows Citebot to it never goes in here: put it into "
            "the variable CITEBOT_SEARCH_TOKEN. docs/scale.md says when that pays."
        ),
    ] = field(default="", repr=False)  # from the environment it may hold a token
    reading: Annotated[ReadingLimits, _key("Limits on reading one source file.")] = ReadingLimits()
    telegram: Annotated[
        TelegramSettings, _key("Only for citebot run. The token itself never goes in here.")
    ] = TelegramSettings()

    def encoder_folder(self, home: Path) -> Path | None:
        """Return the folder of the sentence encoder, named relative to the home; None if there is none."""
        return home / Path(self.encoder).expanduser() if self.encoder else None


Section = Config | ReadingLimits | TelegramSettings


@dataclass(frozen=True, slots=True)
class Key:
    """One setting, as the programs that read and write settings see it."""

    name: str
    hint: Any
    """Its type with its `Meta`."""
    default: Any

    @property
    def kind(self) -> Any:
        """Return its type without bounds, such as `int`."""
        return self.hint.__origin__

    @property
    def rule(self) -> Meta:
        """Return its bounds."""
        rule: Meta = self.hint.__metadata__[0]
        return rule

    @property
    def is_section(self) -> bool:
        """Tell whether it holds further keys."""
        return isinstance(self.default, Section)

    @property
    def comment(self) -> str:
        """Return what it is, with its unit."""
        return self.rule.description or ""

    @property
    def names(self) -> Mapping[str, float]:
        """Return what may be written instead of a number → the number."""
        names: Mapping[str, float] = (self.rule.extra or {})["names"]
        return names


def keys(section: Section) -> Iterator[Key]:
    """Yield the keys of a section in their order."""
    hints = get_type_hints(type(section), include_extras=True)
    for one in fields(section):
        yield Key(one.name, hints[one.name], getattr(section, one.name))
