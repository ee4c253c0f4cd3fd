"""Rosters for tests, in the fewest words."""

from datetime import UTC, date, datetime, time

from peel.duty.rules import (
    LONDON,
    READY_MADE,
    Absent,
    Code,
    Kind,
    Pattern,
    Roster,
    Rota,
    Span,
    Spell,
    Turn,
    whole_day_span,
)

PATTERNS = {pattern.code: pattern for pattern in READY_MADE}
LONG_AGO = date(2020, 1, 6)  # a Monday


def roster(pattern: str | Pattern, *, anchor: date, offset: int = 0, absences: tuple[Absent, ...] = ()) -> Roster:
    pattern = PATTERNS[pattern] if isinstance(pattern, str) else pattern
    return Roster(spells=(Spell(Rota(pattern, anchor, offset), LONG_AGO),), absences=absences)


def nights_only(start: time = time(22), end: time = time(7)) -> Roster:
    return roster(Pattern("nights", "Nights", (Turn(Code.NIGHT, start, end),)), anchor=LONG_AGO)


def whole_days(kind: Kind, first: date, last: date | None) -> Absent:
    return Absent(kind, whole_day_span(first, last))


def hours(kind: Kind, start: datetime, end: datetime) -> Absent:
    return Absent(kind, Span(start, end))


def london(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)
