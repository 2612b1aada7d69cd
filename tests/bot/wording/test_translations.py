"""Every sentence of the bot in every language it speaks. With --regenerate the files are given what they lack, to be translated."""

import ast
import re
from pathlib import Path
from string import Formatter

import polib
import pytest

import bot
from bot.wording.translation import ENGLISH, LANGUAGES, TRANSLATIONS

BOT = Path(bot.__file__).parent
FILES = [*sorted(BOT.glob("wording/*.py")), *sorted(BOT.glob("commands/*.py"))]
SAYING = {"text": (0,), "spans": (0,), "counted": (0, 1), "usage": (1,), "Command": (2,)}
"""Function → which of its arguments are sentences."""
OTHERS = [code for code in LANGUAGES if code != ENGLISH]
_SENTENCE = re.compile(r"[A-Za-z]{2,} |^[A-Z][a-z]+")
_NOT_SAID = re.compile(r"/|citebot |Citebot$| page $")
"""What is to be typed, and a name."""


def said_in(tree):
    """Yield the sentences of a module in their order, each with its plural where it has one."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in SAYING]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        said = [call.args[place] for place in SAYING[called(call)] if place < len(call.args)]
        words = tuple(str(each.value) for each in said if isinstance(each, ast.Constant))
        if words and len(words) == len(said):
            yield words


def called(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def sentences():
    """Return all sentences that are said somewhere → the files that say them."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for path in FILES:
        for sentence in said_in(ast.parse(path.read_text("utf-8"))):
            found.setdefault(sentence, {})[path.relative_to(BOT.parent).as_posix()] = None
    return found


def catalog_of(code):
    return polib.pofile(str(TRANSLATIONS / f"{code}.po"), encoding="utf-8", wrapwidth=110)


def forms_of(catalog):
    return int(catalog.metadata["Plural-Forms"].removeprefix("nplurals=")[0])


def renewed(catalog):
    """Return the text of a catalog with just the sentences that are said, those that it lacks without a translation."""
    entries = {entry.msgid: entry for entry in catalog}
    catalog.clear()
    for (one, *many), files in sentences().items():
        entry = entries.get(one) or polib.POEntry(msgid=one)
        entry.msgid_plural = many[0] if many else ""
        if many and not entry.msgstr_plural:
            entry.msgstr_plural = dict.fromkeys(range(forms_of(catalog)), "")
        entry.occurrences = [(file, "") for file in files]
        catalog.append(entry)
    return f"{str(catalog).strip()}\n"


@pytest.mark.parametrize("code", OTHERS)
def test_a_file_holds_the_sentences_that_are_said_and_no_others(code, golden):
    golden(TRANSLATIONS / f"{code}.po", renewed(catalog_of(code)))


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_is_translated_with_all_that_is_put_into_it(code):
    catalog = catalog_of(code)
    wrong = [entry.msgid for entry in catalog if not is_whole(entry, forms_of(catalog))]
    assert wrong == [], f"to be translated in {code}.po"


def is_whole(entry, forms):
    """Tell whether a sentence is translated, in each form, with the fields of the original; a form may say the number in a word."""
    told = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    wanted = fields(entry.msgid)
    sometimes = {"n"} if entry.msgid_plural and forms > 1 else set()
    return (
        not entry.fuzzy
        and len(told) == (forms if entry.msgid_plural else 1)
        and all(each.strip() or not entry.msgid.strip() for each in told)
        and all(wanted - sometimes <= fields(each) <= wanted for each in told)
    )


def fields(message):
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_sentence_is_said_in_english_only(path):
    assert sorted(untranslated(ast.parse(path.read_text("utf-8")))) == []


def untranslated(tree):
    """Yield what reads like a sentence, but is none that is translated, and no docstring."""
    known = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in SAYING:
            known |= {id(each) for argument in node.args for each in ast.walk(argument)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            known.add(id(node.value))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in known:
            continue
        if _SENTENCE.search(node.value) and not _NOT_SAID.match(node.value):
            yield node.value
