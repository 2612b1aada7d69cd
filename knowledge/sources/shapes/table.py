"""Tables: a row claims its values under the headings of their columns, and a cell of it can be told singly."""

from collections.abc import Iterator, Sequence

from knowledge.model import Kind, Part
from knowledge.sources.shapes.choice import chosen
from knowledge.sources.shapes.claim import Claim, Context, Found, Unit
from knowledge.sources.shapes.question_answer import labels
from knowledge.sources.shapes.questions import as_question, asks

_FEWEST_WORDS = 4
"""Of a single cell without a heading that claims anything."""


def find(units: Sequence[Unit], at: int, context: Context) -> Found | None:
    """Return the claims of all rows that follow one another from a unit on."""
    rows = list(_rows(units, at))
    if not rows:
        return None
    claims: Iterator[Claim | None]
    if columns := _question_columns(rows, context):
        claims = (_answer(row, *columns) for row in rows)
    else:
        claims = map(row_claim, rows)
    return Found(tuple(filter(None, claims)), len(rows))


def _rows(units: Sequence[Unit], at: int) -> Iterator[Unit]:
    for unit in units[at:] if units[at].kind is Kind.ROW else ():
        if unit.kind is not Kind.ROW:
            return
        yield unit


def values(row: Unit) -> list[tuple[str, str]]:
    """Return (column, value) of the cells of a row that say something."""
    cells = (
        (
            " ".join(cell.column.split()),
            " ".join(row.text[cell.start - row.start : cell.end - row.start].split()),
        )
        for cell in row.passage.cells
    )
    return [(column, value) for column, text in cells if (value := chosen(text))]


def row_claim(row: Unit, title: str = "") -> Claim | None:
    """Return the claim of a row, such as "Cuba (Country) – Capital: Havana; Members since: 1972".

    Args:
        row: A row.
        title: What its first column is about, where that says more than its name.
    """
    if not (filled := values(row)):
        return None
    parts = tuple(Part(column, value) for column, value in filled)
    lead = ""
    column, subject = title or filled[0][0], filled[0][1]
    is_named = subject[:1].isalpha() if not column else not any(map(str.isdigit, subject))
    if len(filled) > 1 and is_named:
        lead, parts = (f"{subject} ({column})" if column else subject), parts[1:]
    statement = "; ".join(map(str, parts))
    statement = f"{lead} – {statement}" if lead else statement
    is_label = len(filled) == 1 and not filled[0][0] and len(statement.split()) < _FEWEST_WORDS
    if is_label or not any(map(str.isalpha, statement)):
        return None
    return Claim(statement, (row.start, row.end), lead=lead, parts=parts)


def _question_columns(rows: Sequence[Unit], context: Context) -> tuple[str, str] | None:
    """Return the headings of the columns that ask and that answer, where a table has them."""
    names = list(dict.fromkeys(cell.column for row in rows for cell in row.passage.cells))
    label = labels(context.language)
    asking = [name for name in names if label.question.match(f"{name}:")]
    answering = [name for name in names if label.answer.match(f"{name}:")]
    if len(asking) == len(answering) == 1:
        return asking[0], answering[0]
    first = [value for row in rows for _, value in values(row)[:1]]
    if len(names) == 2 and all(asks(value, context.language) for value in first):
        return names[0], names[1]
    return None


def _answer(row: Unit, asking: str, answering: str) -> Claim | None:
    cells = {cell.column: cell for cell in row.passage.cells}
    filled = dict(values(row))
    if asking not in filled or answering not in filled:
        return None
    cell = cells[answering]
    return Claim(filled[answering], (cell.start, cell.end), (as_question(filled[asking]),))
