"""Writing the cache of standing. Called inside every action that changes what somebody's standing rests on."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection, transaction

from peel.foundation import clock
from peel.people.models import Person
from peel.skills.queries.book import book_of
from peel.skills.queries.computed import Computed, computed
from peel.skills.queries.facts import facts_of, service_of

PEOPLE_AT_ONCE = 1_000
ROWS_AT_ONCE = 500
LOCK = """
SELECT id, merged_into_id FROM people_person WHERE id = ANY(%s)
OR id = ANY(SELECT merged_into_id FROM people_person WHERE id = ANY(%s)) ORDER BY id FOR NO KEY UPDATE
"""
COLUMNS = (
    "person_id, force_id, skill_id, moments, statuses, reasons, needed_from, needed_by, valid_from, valid_until, "
    "verified, computed_at"
)
SAID = "moments, statuses, reasons, needed_from, needed_by, valid_from, valid_until, verified"
DESK = """
CREATE TEMPORARY TABLE IF NOT EXISTS skills_standing_now (LIKE skills_standing) ON COMMIT DELETE ROWS;
DELETE FROM skills_standing_now
"""
FORGET = """
DELETE FROM skills_standing kept WHERE kept.person_id = ANY(%s) AND NOT EXISTS (
  SELECT FROM skills_standing_now new WHERE new.person_id = kept.person_id AND new.force_id = kept.force_id
  AND new.skill_id = kept.skill_id)
"""
KEEP = f"""
INSERT INTO skills_standing AS kept ({COLUMNS}) SELECT {COLUMNS} FROM skills_standing_now
ON CONFLICT (person_id, force_id, skill_id) DO UPDATE
SET ({SAID}, computed_at) = ({", ".join(f"excluded.{column}" for column in SAID.split(", "))}, excluded.computed_at)
WHERE ({", ".join(f"kept.{column}" for column in SAID.split(", "))})
  IS DISTINCT FROM ({", ".join(f"excluded.{column}" for column in SAID.split(", "))})
"""


def restand(people: Iterable[Person]) -> int:
    """Compute and keep the standing of these people in every force they serve in; returns how many lines changed.

    Their rows are locked first, so that of two actions about one person the later one counts both. Lines that say
    what they said before are not written again.
    """
    return restand_ids(sorted({person.pk for person in people}))


@transaction.atomic
def restand_ids(people: Collection[int]) -> int:
    """As :func:`restand`, by id. Somebody merged into another person is restood as that person."""
    in_order = iter(sorted(set(people)))
    changed = 0
    while some := list(islice(in_order, PEOPLE_AT_ONCE)):
        changed += _restand(some)
    return changed


def _restand(people: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [people, people])
        locked = cursor.fetchall()
    themselves = [person for person, merged_into in locked if merged_into is None]
    now = clock.now()
    service = service_of(themselves, on=clock.today())
    books = {force: book_of(force) for force in sorted({force for own in service.values() for force in own.forces})}
    return keep([person for person, _ in locked], computed(facts_of(themselves), service, books, now=now), at=now)


def keep(people: Sequence[int], lines: Iterable[Computed], *, at: datetime) -> int:
    """Make the cache say these lines and no others about these people; returns how many lines changed."""
    computed_at = _moment(at)
    rows = iter([_row(line, computed_at) for line in lines])
    with connection.cursor() as cursor:
        cursor.execute(DESK)
        with cursor.copy(f"COPY skills_standing_now ({COLUMNS}) FROM STDIN") as copy:
            # Each write to a COPY waits for the socket: many rows at a time.
            while some := "".join(islice(rows, ROWS_AT_ONCE)):
                copy.write(some)
        cursor.execute(FORGET, [list(people)])
        changed: int = cursor.rowcount
        cursor.execute(KEEP)
        return changed + int(cursor.rowcount)


def _row(line: Computed, computed_at: str) -> str:
    """One line in the text form of COPY."""
    moments, codes, reasons, valid_from, valid_until, verified = line.stored
    since, by = line.needed
    return (
        f"{line.person}\t{line.force}\t{line.skill}\t{{{','.join([_moment(moment) for moment in moments])}}}\t"
        f"{{{','.join([str(code) for code in codes])}}}\t[{','.join([_reason(*reason) for reason in reasons])}]\t"
        f"{{{','.join([_day(day) for day in since])}}}\t{{{','.join([str(number) for number in by])}}}\t"
        f"{_day(valid_from)}\t{_day(valid_until)}\t{verified}\t{computed_at}\n"
    )


def _reason(why: int, until: str | None = None, *rest: Any) -> str:
    """A reason as JSON, the usual one, a number and a day, without a detour."""
    if rest or until is None:
        return _json([why, until, *rest] if rest else [why])
    return f'[{why},"{until}"]'


@lru_cache(maxsize=50_000)
def _moment(moment: datetime) -> str:
    return moment.isoformat()


@lru_cache(maxsize=50_000)
def _day(day: date | None) -> str:
    return r"\N" if day is None else day.isoformat()


def _json(value: object) -> str:
    """JSON in which COPY finds nothing to take for its own."""
    return json.dumps(value, separators=(",", ":")).replace("\\", "\\\\")
