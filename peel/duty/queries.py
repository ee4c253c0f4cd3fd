"""Who is on when, read for many people at once."""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection

from peel.duty.rules.absence import Kind
from peel.duty.rules.duties import Absent, Duty, Roster, Span, Spell, TurnNow, duty_at, turn_now
from peel.duty.rules.patterns import LONDON, REST, Code, Pattern, Rota, Turn

_ROSTERS = """
WITH held AS (
  SELECT DISTINCT person_id, unit_id FROM people_post
  WHERE person_id = ANY(%(people)s) AND retracted_at IS NULL
    AND starts <= %(last)s AND (ends IS NULL OR ends >= %(first)s)
), worked AS (
  SELECT person_id, pattern_id, "offset", starts, ends, true AS own FROM duty_patternworked
  WHERE person_id = ANY(%(people)s)
  UNION ALL
  SELECT held.person_id, pattern_id, "offset", starts, ends, false
  FROM held JOIN duty_patternworked worked ON worked.unit_id = held.unit_id
)
SELECT person_id, 'spell', jsonb_build_array(code, name, days::text, anchor, "offset", starts, ends, own)
FROM worked JOIN duty_shiftpattern pattern ON pattern.id = pattern_id
WHERE starts <= %(last)s AND (ends IS NULL OR ends >= %(first)s)
UNION ALL
SELECT person_id, 'published', jsonb_build_array(day, code, starts_at, ends_at)
FROM duty_rosteredduty WHERE person_id = ANY(%(people)s) AND day BETWEEN %(first)s AND %(last)s
UNION ALL
SELECT person_id, 'absent', jsonb_build_array(kind, lower(during), upper(during))
FROM duty_absence WHERE person_id = ANY(%(people)s) AND withdrawn_at IS NULL
  AND during && tstzrange(%(first)s::timestamp AT TIME ZONE 'Europe/London',
                          (%(last)s::date + 1)::timestamp AT TIME ZONE 'Europe/London')
"""


def rosters_of(people: Collection[int], *, first: date, last: date) -> dict[int, Roster]:
    """What says when each of them works, for duties that begin from ``first`` to ``last``. One query."""
    spells: dict[int, list[Spell]] = defaultdict(list)
    published: dict[int, dict[date, Duty]] = defaultdict(dict)
    absences: dict[int, list[Absent]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ROSTERS, {"people": list(people), "first": first, "last": last})
        for person, kind, told in cursor.fetchall():
            values = json.loads(told) if isinstance(told, str) else told
            if kind == "spell":
                spells[person].append(_spell(*values))
            elif kind == "published":
                duty = _duty(*values)
                published[person][duty.day] = duty
            else:
                absences[person].append(_absent(*values))
    return {person: Roster(tuple(spells[person]), published[person], tuple(absences[person])) for person in people}


def duties_at(people: Collection[int], *, at: datetime) -> dict[int, Duty]:
    """The duty that each of them works at a moment; people not on duty are left out. One query."""
    today = at.astimezone(LONDON).date()
    rosters = rosters_of(people, first=today - timedelta(days=1), last=today)
    found = {person: duty_at(roster, at) for person, roster in rosters.items()}
    return {person: duty for person, duty in found.items() if duty is not None and duty.available_at(at)}


def turn_of(person: int, *, at: datetime) -> TurnNow:
    """The turn to show somebody about themselves. One query."""
    today = at.astimezone(LONDON).date()
    return turn_now(rosters_of([person], first=today - timedelta(days=1), last=today)[person], at)


@lru_cache(maxsize=500)
def _pattern(code: str, name: str, days: str) -> Pattern:
    """Patterns are few and their days are text, so each is built once."""
    turns = [
        Turn(Code(day["code"]), time.fromisoformat(day["start"]), time.fromisoformat(day["end"]))
        if "start" in day
        else REST
        for day in json.loads(days)
    ]
    return Pattern(code, name, tuple(turns))


def _spell(
    code: str, name: str, days: str, anchor: str, offset: int, starts: str, ends: str | None, own: bool
) -> Spell:
    rota = Rota(_pattern(code, name, days), date.fromisoformat(anchor), offset)
    return Spell(rota, date.fromisoformat(starts), date.fromisoformat(ends) if ends else None, own)


def _duty(day: str, code: str, starts_at: str | None, ends_at: str | None) -> Duty:
    return Duty(date.fromisoformat(day), Code(code), _moment(starts_at), _moment(ends_at))


def _absent(kind: str, starts_at: Any, ends_at: Any) -> Absent:
    start = _moment(starts_at)
    if start is None:
        raise ValueError("An absence has a beginning.")
    return Absent(Kind(kind), Span(start, _moment(ends_at)))


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
