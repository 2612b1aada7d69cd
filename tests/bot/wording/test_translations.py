"""Every sentence of the bot in every language it speaks. With --regenerate the files are given what they lack, to be translated."""

import ast
import re
from gettext import c2py
from pathlib import Path

import polib
import pytest

import bot
from bot.wording.direction import ISOLATED, RIGHT_TO_LEFT
from bot.wording.translation import ENGLISH, LANGUAGES, TRANSLATIONS

BOT = Path(bot.__file__).parent
FILES = [*sorted(BOT.glob("wording/*.py")), *sorted(BOT.glob("commands/*.py"))]
SAYING = {"text": (0,), "spans": (0,), "counted": (0, 1), "usage": (1,), "Command": (2,)}
"""Function → which of its arguments are sentences."""
OTHERS = [code for code in LANGUAGES if code != ENGLISH]
_SENTENCE = re.compile(r"[A-Za-z]{2,} |^[A-Z][a-z]+")
_NOT_SAID = re.compile(r"/|citebot |Citebot$| page $|it $")
"""What is to be typed, a name, and the beginning of what is said of a file, which is in English."""
FIELD = re.compile(r"\{\w+\}")
_LATIN = re.compile(r"[A-Za-z]")


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
    """Return the numbers below 200 that each form of a plural is for."""
    count, rule = re.fullmatch(r"nplurals=(\d); plural=(.*);", catalog.metadata["Plural-Forms"]).groups()
    form = c2py(rule)
    return [[number for number in range(200) if form(number) == each] for each in range(int(count))]


def renewed(catalog):
    """Return the text of a catalog with just the sentences that are said, those that it lacks without a translation."""
    entries = {entry.msgid: entry for entry in catalog}
    catalog.clear()
    for (one, *many), files in sentences().items():
        entry = entries.get(one) or polib.POEntry(msgid=one)
        entry.msgid_plural = many[0] if many else ""
        if many and not entry.msgstr_plural:
            entry.msgstr_plural = dict.fromkeys(range(len(forms_of(catalog))), "")
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
    """Tell whether a sentence is translated, in each form, with the fields of the original; a form for one number may say it in a word."""
    told = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    numbers = forms if entry.msgid_plural else [[]]
    wanted = fields(entry.msgid_plural or entry.msgid)
    return (
        not entry.fuzzy
        and len(told) == len(numbers)
        and all(each.strip() or not entry.msgid.strip() for each in told)
        and not any(set("{}") & set(FIELD.sub("", each)) for each in told)
        and all(
            wanted - ({"{n}"} if len(of) == 1 else set()) <= fields(each) <= wanted
            for each, of in zip(told, numbers, strict=True)
        )
    )


def fields(message):
    return set(FIELD.findall(message))


@pytest.mark.parametrize("code", sorted(RIGHT_TO_LEFT & set(OTHERS)))
def test_words_of_the_other_direction_are_isolated_in_the_translations_too(code):
    told = [each for entry in catalog_of(code) for each in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [each for each in told if _LATIN.search(ISOLATED.sub("", FIELD.sub("", each)))] == []


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if not path.stem.endswith("_picture")],  # which name typefaces, too
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
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
