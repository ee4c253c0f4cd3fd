"""Who is on when, for one person or for a whole team, in one query.

Whatever is handed out for many people is as others see it: nobody learns here why somebody is away. One's own
turns come with their reasons from ``own_roster``.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection

from peel.duty.models import Absence, RosteredDuty
from peel.duty.rules import (
    AbsenceRule,
    Absent,
    Code,
    Duty,
    Effect,
    Kind,
    Pattern,
    Position,
    Roster,
    Rota,
    Span,
    Spell,
    Turn,
    TurnNow,
    absence_rules,
    duty_on,
    effect_on,
    next_turn,
    turn_now,
)
from peel.foundation import clock
from peel.people.models import Force, Person, Post, Service, Unit
from peel.people.rules.hr_import.rows import number_key

# One row for each pattern in use, each stretch in which somebody works one, each rostered duty and each absence. A
# person's own pattern is closest; then those of the unit of the post they act in first, the lowest unit before the
# ones above it.
SQL = """
WITH held AS (
  SELECT post.person_id, post.starts, post.ends, up.unit, up.depth,
         CASE post.kind WHEN 'acting' THEN 4 WHEN 'secondment' THEN 3 WHEN 'substantive' THEN 2 ELSE 1 END AS first
  FROM people_post post
  JOIN people_unit unit ON unit.id = post.unit_id
  CROSS JOIN LATERAL unnest(string_to_array(btrim(unit.path, '/'), '/')::bigint[])
    WITH ORDINALITY AS up(unit, depth)
  WHERE post.person_id = ANY(%(people)s) AND post.force_id = %(force)s AND post.retracted_at IS NULL
    AND post.starts <= %(last)s AND (post.ends IS NULL OR post.ends >= %(first)s)
), worked AS (
  SELECT worked.person_id, 1000 AS closeness, worked.pattern_id, worked."offset", worked.starts, worked.ends
  FROM duty_patternworked worked
  WHERE worked.person_id = ANY(%(people)s)
  UNION ALL
  SELECT held.person_id, held.first * 100 + held.depth, worked.pattern_id, worked."offset",
         GREATEST(worked.starts, held.starts), LEAST(worked.ends, held.ends)
  FROM held JOIN duty_patternworked worked ON worked.unit_id = held.unit
), asked AS (
  SELECT worked.* FROM worked JOIN duty_shiftpattern pattern ON pattern.id = worked.pattern_id
  WHERE pattern.force_id = %(force)s
    AND worked.starts <= %(last)s AND (worked.ends IS NULL OR worked.ends >= %(first)s)
)
SELECT 'pattern', 0, id, 0, 0, anchor, NULL::date, NULL::timestamptz, NULL::timestamptz, code, days
FROM duty_shiftpattern WHERE id IN (SELECT pattern_id FROM asked)
UNION ALL
SELECT 'worked', person_id, pattern_id, closeness, "offset", starts, ends, NULL, NULL, '', NULL FROM asked
UNION ALL
SELECT 'rostered', person_id, 0, 0, 0, day, NULL, starts_at, ends_at, code, NULL
FROM duty_rosteredduty
WHERE person_id = ANY(%(people)s) AND force_id = %(force)s AND day BETWEEN %(first)s AND %(last)s
UNION ALL
SELECT 'absence', person_id, 0, 0, 0, NULL, NULL, lower(during), upper(during), kind, NULL
FROM duty_absence
WHERE person_id = ANY(%(people)s) AND force_id = %(force)s AND withdrawn_at IS NULL
  AND during && tstzrange(%(from)s, %(until)s)
"""


class Found(NamedTuple):
    """One row of the query; which columns mean something depends on what it is."""

    what: str
    person: int
    pattern: int
    closeness: int
    offset: int
    first: date
    last: date | None
    start: datetime
    end: datetime | None
    word: str
    days: str


def rosters_of(people: Collection[int], *, force: Force, first: date, last: date) -> dict[int, Roster]:
    """Everything that says when these people work in one force between two days. One query for any number of them.

    The day before the first is read along, because its night reaches into the first.
    """
    if not people:
        return {}
    begin = first - timedelta(days=1)
    asked: dict[str, Any] = {
        "people": list(people),
        "force": force.pk,
        "first": begin,
        "last": last,
        # Sickness is counted from its first certificate: look back over the longest that a rule counts.
        "from": datetime.combine(begin - timedelta(days=366), time(), clock.LONDON),
        "until": datetime.combine(last + timedelta(days=2), time(), clock.LONDON),
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL, asked)
        rows = [Found(*row) for row in cursor.fetchall()]
    rules = absence_rules(force.settings.get("duty", {}).get("absence", {}))
    patterns = {row.pattern: (_pattern_read(row.word, row.days), row.first) for row in rows if row.what == "pattern"}
    rosters = {person: Roster(rules=rules) for person in people}
    kept = sorted((row for row in rows if row.what != "pattern"), key=lambda row: row.person)
    for person, own in groupby(kept, key=lambda row: row.person):
        rosters[person] = _roster(list(own), patterns, rules)
    return rosters


def _roster(
    rows: Iterable[Found], patterns: Mapping[int, tuple[Pattern, date]], rules: Mapping[Kind, AbsenceRule]
) -> Roster:
    spells: list[Spell] = []
    published: dict[date, Duty] = {}
    absences: list[Absent] = []
    for row in rows:
        if row.what == "worked":
            pattern, anchor = patterns[row.pattern]
            spells.append(Spell(Rota(pattern, anchor, row.offset), row.first, row.last, row.closeness))
        elif row.what == "rostered":
            published[row.first] = Duty(row.first, Code(row.word), row.start, row.end)
        else:
            absences.append(Absent(Kind(row.word), Span(row.start, row.end)))
    return Roster(tuple(spells), published, tuple(absences), rules)


@lru_cache(maxsize=256)
def _pattern_read(code: str, days: str) -> Pattern:
    return pattern_of(code, json.loads(days))


def pattern_of(code: str, days: Iterable[Mapping[str, str]]) -> Pattern:
    """A pattern as its row keeps it."""
    return Pattern(code, code, tuple(turn_of(day) for day in days))


def turn_of(day: Mapping[str, str]) -> Turn:
    if "start" not in day:
        return Turn(Code(day["code"]))
    return Turn(Code(day["code"]), time.fromisoformat(day["start"]), time.fromisoformat(day["end"]))


def days_of(pattern: Pattern) -> list[dict[str, str]]:
    """The turns of a pattern as its row keeps them."""
    return [
        {"code": turn.code.value, "start": turn.start.isoformat("minutes"), "end": turn.end.isoformat("minutes")}
        if turn.start and turn.end
        else {"code": turn.code.value}
        for turn in pattern.turns
    ]


def own_roster(person: Person, *, first: date, last: date, force: Force | None = None) -> Roster:
    """One person's roster with the reasons, for nobody's eyes but their own."""
    return rosters_of([person.pk], force=force or person.home_force, first=first, last=last)[person.pk]


def own_turn(person: Person, *, at: datetime | None = None, force: Force | None = None) -> TurnNow:
    """The turn to greet a person with: the one they work, otherwise today's; with its reason, so for them alone."""
    at = at or clock.now()
    today = at.astimezone(clock.LONDON).date()
    return turn_now(own_roster(person, first=today, last=today, force=force), at)


def own_next_turn(person: Person, *, at: datetime | None = None, force: Force | None = None) -> Duty | None:
    """The next duty with the team that begins after a moment."""
    at = at or clock.now()
    today = at.astimezone(clock.LONDON).date()
    return next_turn(own_roster(person, first=today, last=today + timedelta(days=60), force=force), at)


def duty_of(person: Person, day: date, *, force: Force | None = None) -> Duty:
    """The duty of one person that begins on a day, as others see it."""
    return duty_on(own_roster(person, first=day, last=day, force=force), day).as_others_see()


def duties_of(people: Collection[int], *, force: Force, first: date, last: date) -> dict[int, list[Duty]]:
    """Everybody's duties from day to day, as others see them."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    rosters = rosters_of(people, force=force, first=first, last=last)
    return {person: [duty_on(roster, day).as_others_see() for day in days] for person, roster in rosters.items()}


def turns_now(people: Collection[int], *, force: Force, at: datetime | None = None) -> dict[int, TurnNow]:
    """Everybody's turn at a moment, as others see it."""
    at = at or clock.now()
    today = at.astimezone(clock.LONDON).date()
    rosters = rosters_of(people, force=force, first=today, last=today)
    return {person: _as_others_see(turn_now(roster, at)) for person, roster in rosters.items()}


def _as_others_see(turn: TurnNow) -> TurnNow:
    """The turn without its reason; somebody away is off, even while they work elsewhere."""
    seen = turn.duty.as_others_see()
    return TurnNow(seen, turn.position if seen.start else Position.OFF)


def duties_at(people: Collection[int], *, force: Force, at: datetime | None = None) -> dict[int, Duty]:
    """The duty that each works with their team at a moment; whoever is off, or away for a part of it, is left out."""
    at = at or clock.now()
    turns = turns_now(people, force=force, at=at)
    return {person: turn.duty for person, turn in turns.items() if turn.duty.available_at(at)}


def effects_of(people: Collection[int], *, force: Force, on: date | None = None) -> dict[int, Effect]:
    """What absence of a day does to each one's compliance, reminders and return. It tells no kind."""
    on = on or clock.today()
    rosters = rosters_of(people, force=force, first=on, last=on)
    return {person: effect_on(roster, on) for person, roster in rosters.items()}


def people_by_number(force: Force) -> dict[str, int]:
    """Everybody who serves in a force, by employee number as it is compared."""
    serving = Service.objects.filter(force=force, ends=None).values_list("employee_number", "person")
    return {number_key(number): person for number, person in serving}


def duties_published(keys: Collection[tuple[int, date]], *, force: Force) -> dict[tuple[int, date], Duty]:
    """What published rosters say of these people on these days."""
    if not keys:
        return {}
    rows = RosteredDuty.objects.filter(
        force=force, person__in={person for person, _day in keys}, day__in={day for _person, day in keys}
    )
    told = rows.values_list("person", "day", "code", "starts_at", "ends_at")
    return {(person, day): Duty(day, Code(code), start, end) for person, day, code, start, end in told}


def days_away_by_roster(
    keys: Collection[tuple[int, date]], *, force: Force
) -> dict[tuple[int, date], tuple[int, Kind]]:
    """Absences that earlier rosters brought for these people, a row a day: its id and kind."""
    rows = Absence.objects.filter(
        force=force, person__in={person for person, _day in keys}, from_roster=True, withdrawn_at=None
    ).values_list("person", "during", "pk", "kind")
    return {
        (person, during.lower.astimezone(clock.LONDON).date()): (pk, Kind(kind)) for person, during, pk, kind in rows
    }


def roster_rows(force: Force, *, first: date, last: date, unit: Unit | None = None) -> Iterator[tuple[str, ...]]:
    """A roster to hand to another system, by number and day. Whoever is away is ``AWAY``, and nothing says why."""
    held = Post.objects.held(first).filter(force=force, service__ends=None)
    if unit is not None:
        held = held.filter(unit__path__startswith=unit.path)
    numbers = dict(held.order_by("service__employee_number").values_list("person", "service__employee_number"))
    for person, duties in duties_of(list(numbers), force=force, first=first, last=last).items():
        for duty in duties:
            hours = [f"{moment.astimezone(clock.LONDON):%H:%M}" if moment else "" for moment in (duty.start, duty.end)]
            yield numbers[person], duty.day.isoformat(), duty.code.value, *hours
