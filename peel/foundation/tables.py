"""Tables as other systems give them: comma, semicolon or tab, any usual encoding, xlsx, xls or ods.

What a file is, is read from its bytes and never from its name. Every importer reads through here.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from peel.foundation.rules import guess_delimiter, guess_header, name_columns

LOOKED_AT = 60
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
csv.field_size_limit(10 * 1024 * 1024)


class UnreadableTable(ValueError):
    """Why a file is no table, as one sentence for the person who gave it."""


@dataclass(frozen=True)
class Table:
    """Columns by name, and rows as they come: the number that a spreadsheet shows beside the row, and its cells.

    Blank rows are left out, though they count. Dates come as ``2026-11-21`` from a spreadsheet and as written
    from text; whole numbers come without decimals.
    """

    columns: list[str]
    rows: Iterator[tuple[int, dict[str, str]]]
    header_row: int
    sheet: str = ""
    sheets: Sequence[str] = ()


def read_table(path: Path | str, *, sheet: str | None = None) -> Table:
    """The table in a file. Of several sheets the fullest, unless one is named."""
    path = Path(path)
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise UnreadableTable(_("The file is empty."))
    if start.startswith(SPREADSHEETS):
        return _spreadsheet(path, sheet)
    return _named(enumerate(_text_rows(path), 1))


def fill_down(
    rows: Iterable[tuple[int, dict[str, str]]], *, columns: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows in which an empty cell of ``columns`` means “as above”: what merged cells leave in a text file.

    Only for columns where empty cannot mean nothing; an empty leaving date must stay empty.
    """
    above: dict[str, str] = {}
    for number, row in rows:
        above |= {column: row[column] for column in columns if row.get(column)}
        yield number, {**row, **{column: above.get(column, "") for column in columns}}


def _named(rows: Iterator[tuple[int, Sequence[str]]], *, sheet: str = "", sheets: Sequence[str] = ()) -> Table:
    """Find the row of names, and give every row below it as a dictionary."""
    looked_at = list(islice(rows, LOOKED_AT))
    index = guess_header([row for _number, row in looked_at])
    if index is None:
        raise UnreadableTable(_("The file has no rows."))
    header_row, header = looked_at[index]
    below = looked_at[index + 1 :]
    width = max((_length(row) for _number, row in [(header_row, header), *below]), default=0)
    columns = name_columns(header, width)

    def dictionaries() -> Iterator[tuple[int, dict[str, str]]]:
        for number, row in chain(below, rows):
            if any(row):
                yield number, dict(zip(columns, [*row, *[""] * (width - len(row))], strict=False))

    return Table(columns, dictionaries(), header_row, sheet, sheets)


def _length(row: Sequence[str]) -> int:
    """How many cells, not counting the empty ones at the end."""
    return max((index + 1 for index, cell in enumerate(row) if cell), default=0)


def _clean(text: str) -> str:
    """One line, single spaces, without the invisible characters that copying leaves."""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def _text_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding=_encoding(path), errors="replace", newline="") as file:
        first = list(islice(file, LOOKED_AT))
        if first and first[0].lower().startswith("sep="):
            delimiter = first[0].strip()[4:5] or "\t"
            first[0] = "\n"
        else:
            delimiter = guess_delimiter(first)
        try:
            for row in csv.reader(chain(first, file), delimiter=delimiter):
                yield [_clean(cell) for cell in row]
        except csv.Error as error:
            raise UnreadableTable(_("The file is not a table: %(reason)s.") % {"reason": error}) from error


def _encoding(path: Path) -> str:
    """By its mark; else UTF-8 if every byte of the file agrees; else what Windows writes in Britain."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, encoding in MARKS.items():
            if start.startswith(mark):
                return encoding
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        utf8 = True
        while piece := file.read(1024 * 1024):
            if b"\x00" in piece:
                raise UnreadableTable(_("The file is not a table: give a CSV file or a spreadsheet."))
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                utf8 = False
    return "utf-8" if utf8 else "cp1252"


def _spreadsheet(path: Path, wanted: str | None) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_object(io.BytesIO(path.read_bytes()))
        names = [name for name in book.sheet_names if wanted in (None, name)]
        sheets = {name: book.get_sheet_by_name(name) for name in names}
    except PasswordError as error:
        raise UnreadableTable(_("The spreadsheet is locked with a password: save it without one.")) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableTable(_("The file is not a spreadsheet that Peel can read.")) from error
    if not sheets:
        raise UnreadableTable(_("The spreadsheet has no sheet “%(sheet)s”.") % {"sheet": wanted})
    name = max(sheets, key=lambda name: sheets[name].height * sheets[name].width)
    return _named(_cells(sheets[name]), sheet=name, sheets=book.sheet_names)


def _cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows as text. A merged cell's value stands in every row it covers, in the column it begins in."""
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            row[left] = rows[top][left]
    for number, row in enumerate(rows, 1):
        yield number, [_spelled(cell) for cell in row]


def _spelled(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return _clean(str(cell))
