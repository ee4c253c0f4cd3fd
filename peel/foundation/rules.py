"""Decisions about tables and files on plain values."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, count

DATE_SHAPES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%B-%Y", "%Y%m%d")
SHORT_SHAPES = ("%d/%m/%y", "%d-%b-%y", "%d %b %y", "%d.%m.%y")
TIME_AFTER = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?[ap]m|Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
# A spreadsheet's own count of days, as it comes out when a date column loses its format: 1954 to 2099.
SERIAL = re.compile(r"[2-7]\d{4}(\.0+)?")
SERIAL_ZERO = date(1899, 12, 30)


def parse_date(text: str) -> date | None:
    """The day that ``text`` means in Britain, or None: 21/11/2026, 2026-11-21, 21 Nov 2026 and their kin.

    The day always comes before the month; 11/21/2026 is refused, not guessed. Two-digit years are 1950 to
    2049. A time of day after the date is dropped.
    """
    text = TIME_AFTER.sub("", " ".join(text.split()).rstrip(".,"))
    for shape in DATE_SHAPES + SHORT_SHAPES:
        try:
            found = datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
        if shape in SHORT_SHAPES and found.year >= 2050:
            return found.replace(year=found.year - 100)
        return found if 1900 <= found.year <= 2200 else None
    if SERIAL.fullmatch(text):
        return SERIAL_ZERO + timedelta(days=int(float(text)))
    return None


def guess_delimiter(lines: Sequence[str]) -> str:
    """The sign between the columns: the one that most evenly cuts the most lines.

    Commas inside quotes do not count. A file with one column has no sign at all; any will do.
    """

    def evenness(sign: str) -> tuple[int, int]:
        counts = Counter(re.sub(r'"[^"]*"', "", line).count(sign) for line in lines if line.strip())
        counts.pop(0, None)
        if not counts:
            return 0, 0
        times, lines_alike = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        return lines_alike, times

    return max(",;\t|", key=evenness)


def guess_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the row that names the columns, or None when every row is empty.

    It is the first row that fills nearly as many cells as rows usually do: titles and notes above a
    table fill one or two cells, and merged headings leave gaps.
    """
    filled = [sum(1 for cell in row if cell) for row in rows]
    usual = sorted(cells for cells in filled if cells)
    if not usual:
        return None
    enough = max(1.0, usual[len(usual) // 2] * 0.6)
    return next(index for index, cells in enumerate(filled) if cells >= enough)


def name_columns(header: Sequence[str], width: int) -> list[str]:
    """A name for each of ``width`` columns: the second “number” is “number (2)”, an unnamed one “column 3”."""
    names: list[str] = []
    for index in range(width):
        plain = header[index] if index < len(header) and header[index] else f"column {index + 1}"
        names.append(next(name for name in chain([plain], _numbered(plain)) if name not in names))
    return names


def _numbered(name: str) -> Iterator[str]:
    return (f"{name} ({number})" for number in count(2))
