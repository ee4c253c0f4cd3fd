"""Lines of the record as pages read them: from the cache, at this moment."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from peel.foundation import clock
from peel.skills.models import Standing
from peel.skills.queries.book import Book, BookSkill
from peel.skills.rules.days import day_of, start_of
from peel.skills.rules.standing import NOT_HELD, Step
from peel.skills.rules.stored import step_at

COLUMNS = (
    "skill_id",
    "moments",
    "statuses",
    "reasons",
    "needed_from",
    "needed_by",
    "valid_from",
    "valid_until",
    "verified",
)


class Line(NamedTuple):
    """What one line of a record says at a moment. ``reason`` is why the skill is required, empty where it is not."""

    person: int
    skill: BookSkill
    said: Step
    required: bool
    reason: str
    valid_from: date | None
    valid_until: date | None
    verified: bool


def lines_of(person: int, *, book: Book, at: datetime | None = None) -> list[Line]:
    """Every line of one person's record in the book's force, in the book's order. One query."""
    rows = Standing.objects.filter(person_id=person, force_id=book.force_id).values_list(*COLUMNS)
    at = at or clock.now()
    found = [line for row in rows if (line := read_line(person, row, book=book, at=at))]
    return sorted(found, key=in_book_order)


def lines_of_many(people: Iterable[int], *, book: Book, at: datetime | None = None) -> list[Line]:
    """The same for many people, whose lines come in the book's order too. One query."""
    at = at or clock.now()
    rows = Standing.objects.filter(person_id__in=list(people), force_id=book.force_id)
    found = (read_line(row[0], row[1:], book=book, at=at) for row in rows.values_list("person_id", *COLUMNS))
    return sorted(filter(None, found), key=in_book_order)


def read_line(person: int, row: Sequence[Any], *, book: Book, at: datetime) -> Line | None:
    """One row of the cache (its COLUMNS) read at a moment.

    None for a skill that the book no longer has, and for one neither held nor asked for at that moment. What is
    missed begins on the day it was first asked for.
    """
    skill_id, moments, statuses, reasons, needed_from, needed_by, valid_from, valid_until, verified = row
    code = book.codes.get(skill_id)
    if code is None:
        return None
    place = bisect_right(needed_from, day_of(at)) - 1
    requirement = needed_by[place] if place >= 0 else 0
    said = step_at(moments, statuses, reasons, at)
    if said is NOT_HELD:
        if requirement == 0:
            return None
        said = NOT_HELD._replace(moment=start_of(needed_from[place]))
    return Line(
        person,
        book.skills[code],
        said,
        requirement != 0,
        book.reasons.get(requirement, ""),
        valid_from,
        valid_until,
        verified,
    )


def in_book_order(line: Line) -> tuple[int, str]:
    return line.skill.position, line.skill.code
