"""Who is on when in the demo: patterns, the teams that work them, part-timers, and people who are away."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from peel.demo.actions.people import MadeForce, Member
from peel.demo.copying import copy_rows
from peel.demo.rules import layout as at
from peel.demo.rules.cast import TEAM
from peel.demo.rules.duty import absences_of, away_from_team, offset_of, patterns
from peel.duty.models import Absence, PatternWorked, ShiftPattern
from peel.duty.rules import LONDON, Pattern

WORKED = ("pattern_id", "unit_id", "person_id", "offset", "starts", "ends")
ABSENCE = ("person_id", "force_id", "kind", "during", "recorded_at")


def give_duties(made: MadeForce, *, rng: Random, now: datetime) -> None:
    """Patterns for every team, own days for part-timers, specials and volunteers, and absences."""
    today = now.astimezone(LONDON).date()
    rows = {pattern.code: _make_pattern(made, pattern, today) for pattern in patterns()}
    copy_rows(PatternWorked, WORKED, _worked_rows(made, rows, now))
    copy_rows(Absence, ABSENCE, _absence_rows(made, rng=rng, today=today))


def _make_pattern(made: MadeForce, pattern: Pattern, today: date) -> ShiftPattern:
    return ShiftPattern.objects.create(
        force=made.force,
        code=pattern.code,
        name=pattern.name,
        # A Monday, because weekly patterns begin on one.
        anchor=today - timedelta(days=today.weekday() + 7 * 52),
        days=[
            {"code": turn.code.value}
            if turn.start is None or turn.end is None
            else {
                "code": turn.code.value,
                "start": turn.start.isoformat("minutes"),
                "end": turn.end.isoformat("minutes"),
            }
            for turn in pattern.turns
        ],
    )


def _worked_rows(made: MadeForce, rows: dict[str, ShiftPattern], now: datetime) -> Iterator[tuple[object, ...]]:
    since = rows["office"].anchor
    by_code = {pattern.code: pattern for pattern in patterns()}
    for pk, unit in zip(made.unit_pks, made.units, strict=True):
        code = unit.pattern or "office"
        offset = offset_of(by_code[code], team=unit.team, anchor=since, now=now)
        yield rows[code].pk, pk, None, offset, since, None
    for member in made.members:
        own = _own_pattern(member)
        if own:
            yield rows[own].pk, None, member.pk, 0, max(since, member.plan.starts), None


def _own_pattern(member: Member) -> str:
    if member.plan.rank == at.SPECIAL:
        return "special-weekend"
    if member.plan.rank == at.VOLUNTEER:
        return "volunteer"
    return "part-time-3" if member.plan.share < 1 else ""


def _absence_rows(made: MadeForce, *, rng: Random, today: date) -> Iterator[tuple[object, ...]]:
    for member in made.members:
        if made.units[member.plan.unit].code == TEAM:
            absences = away_from_team(member.plan.family, today)
        else:
            absences = list(absences_of(member.plan, rng=rng, today=today))
        for kind, first, last in absences:
            starts = datetime.combine(first, time(), LONDON)
            ends = None if last is None else datetime.combine(last + timedelta(days=1), time(), LONDON)
            recorded = min(starts, datetime.combine(today, time(), LONDON)) - timedelta(days=1)
            yield member.pk, made.force.pk, kind, _span(starts, ends), recorded


def _span(starts: datetime, ends: datetime | None) -> str:
    return f"[{starts.isoformat()},{ends.isoformat() if ends else ''})"
