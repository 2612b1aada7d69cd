import pytest

from knowledge.facts.strict_yaml import List, Pairs, Text, read_list

SLIPS = {
    "a tab": ("- id: a\n\tfact: b\n", 2, "indented with a tab"),
    "a tab before a list": ("- id: a\n  cites:\n\t- source: b\n", 3, "indented with a tab"),
    "a colon in a sentence": (
        "- id: a\n  fact: In short: it is so\n",
        2,
        "holds a colon followed by a space",
    ),
    "a colon, Windows line ends": ("- id: a\r\n  fact: In short: it is so\r\n", 2, "holds a colon"),
    "an open quotation": ('- id: a\n  fact: "It is so\n  asks: b\n', 2, "never closed"),
    "an open apostrophe": ("- id: a\n  fact: 'It is so\n", 2, "never closed"),
    "an apostrophe in single quotes": (
        "- id: a\n  fact: 'It's so'\n",
        2,
        "Something follows a closing quotation mark",
    ),
    "words after a quotation": (
        '- id: a\n  fact: "So" it is\n',
        2,
        "Something follows a closing quotation mark",
    ),
    "words after a bracket": (
        "- id: a\n  fact: [So] it is\n",
        2,
        "Something follows a closing quotation mark or bracket",
    ),
    "a backslash": ('- id: a\n  fact: "C:\\Users"\n', 2, "A backslash has a special meaning"),
    "an open bracket": ("- id: a\n  asks: [Who, what\n  fact: b\n", 2, "A bracket opens here"),
    "no colon": ("- id: a\n  fact it is so\n  asks: b\n", 2, "This line has no colon"),
    "no space after a colon": ("- id:a\n  fact: b\n", 2, "no space after its colon"),
    "a key too far right": ("- id: a\n   fact: b\n", 2, "not in line with the keys above"),
    "a key too far left": ("- id: a\n fact: b\n", 2, "not in line with the ones above"),
    "an at sign": ("- id: a\n  fact: @home\n", 2, "Text cannot begin with this sign"),
    "a backtick": ("- id: a\n  fact: `b`\n", 2, "Text cannot begin with this sign"),
    "a dash": ("- id: a\n  fact: - b\n", 2, "Text cannot begin with this sign"),
    "a greater-than sign": ("- id: a\n  fact: > 5 per cent\n", 2, "Text cannot begin with this sign"),
    "emphasis": ("- id: a\n  fact: *Very* good\n", 2, "Text cannot begin with this sign"),
    "an alias": ("- id: a\n  fact: *b\n", 2, "Put the whole text in quotes"),
    "an anchor": ("- id: a\n  fact: &Sons Limited\n", 2, "Text cannot begin with “&”"),
    "a tag": ("- id: a\n  fact: !Xun is a language\n", 2, "Text cannot begin with “!”"),
    "a number sign": ("- id: a\n  fact: It ranked #1 then\n", 2, "lost as a comment"),
    "a second list": ("- id: a\n---\n- id: b\n", 3, "begins a second list"),
    "a directive": ("%YAML 3.0\n---\n- id: a\n", 1, "cannot begin with “%”"),
    "a control character": ("- id: a\n  fact: b\x07\n", 2, "an invisible character (U+0007)"),
    "many brackets": ("- " + "[" * 100_000, 1, "nested too deeply"),
    "many dashes": ("- " * 100_000 + "a", 1, "nested too deeply"),
    "a list inside itself": ("- &a [*a]\n", 1, "Text cannot begin with “&”"),
}


@pytest.mark.parametrize(("text", "line", "message"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_explained_at_its_line(text: str, line: int, message: str) -> None:
    _, errors = read_list(text)
    assert [error.line for error in errors] == [line]
    assert message in str(errors[0])


def test_a_slip_costs_one_entry_and_lines_stay_right() -> None:
    nodes, errors = read_list("# top\n- a: 'it's'\n- b: 1\n\n- c: x: y\n- d: 2\n")
    assert nodes == [Pairs(3, ((Text(3, "b"), Text(3, "1")),)), Pairs(6, ((Text(6, "d"), Text(6, "2")),))]
    assert [error.line for error in errors] == [2, 5]


def test_indented_lists_are_cut_at_their_own_margin() -> None:
    nodes, errors = read_list("  - a\n  - b: c: d\n  - - e\n")
    assert nodes == [Text(1, "a"), List(3, (Text(3, "e"),))]
    assert [error.line for error in errors] == [2]


def test_repeated_keys_are_kept() -> None:
    nodes, _ = read_list("- {a: 1, a: 2}\n")
    assert nodes == [Pairs(1, ((Text(1, "a"), Text(1, "1")), (Text(1, "a"), Text(1, "2"))))]


def test_a_real_comment_is_a_comment() -> None:
    assert read_list("- a # note\n- 'b' #1\n- >\n  c\n #d\n") == (
        [Text(1, "a"), Text(2, "b"), Text(3, "c\n")],
        [],
    )
