"""Which pattern who works in the demo, and who is away."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from peel.demo.rules import layout as at
from peel.demo.rules.staffing import PersonPlan
from peel.duty.rules import LONDON, READY_MADE, Code, Kind, Pattern, Rota, fixed_days
from peel.duty.rules.patterns import Turn

SPARE_TIME = (
    fixed_days("special-weekend", "Specials, Friday and Saturday", days=(4, 5), start=time(18), end=time(2)),
    fixed_days("volunteer", "Volunteers, Wednesday", days=(2,), start=time(10), end=time(15)),
)
TEAM_ON_DUTY = 2
"""Team C: whenever the demo is built, its turn has begun or comes next, so that there is something to see."""

# Share of people on the day: kind, share, days of the stretch from and to.
AWAY_TODAY = (
    (Kind.ANNUAL_LEAVE, 0.07, 2, 14),
    (Kind.SICK, 0.03, 1, 20),
    (Kind.COURT, 0.008, 1, 3),
    (Kind.TRAINING, 0.015, 1, 5),
    (Kind.AID, 0.004, 2, 8),
    (Kind.MATERNITY, 0.008, 90, 330),
    (Kind.PARENTAL, 0.003, 7, 28),
    (Kind.CAREER_BREAK, 0.002, 200, 700),
    (Kind.SUSPENSION, 0.002, 60, 300),
    (Kind.RECUPERATIVE, 0.015, 20, 120),
    (Kind.ADJUSTED, 0.015, 200, 700),
    (Kind.RESTRICTED, 0.004, 60, 300),
)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern that the demo's forces know."""
    return (*READY_MADE, *SPARE_TIME)


def offset_of(pattern: Pattern, *, team: int, anchor: date, now: datetime) -> int:
    """Where in the cycle a team stands; 2-2-2-4 is turned so that team C has the turn that this hour belongs to."""
    if pattern.code != "2-2-2-4":
        return pattern.offset_for(team % pattern.teams)
    local = now.astimezone(LONDON)
    wanted = Code.EARLY if 6 <= local.hour < 14 else Code.LATE if 14 <= local.hour < 22 else Code.NIGHT
    day = local.date() - timedelta(days=1) if local.hour < 6 else local.date()
    base = next(
        offset for offset in range(len(pattern.turns)) if _begins(Rota(pattern, anchor, offset), day=day, code=wanted)
    )
    # Teams follow each other by team_step days, counted from team C.
    return (base + (TEAM_ON_DUTY - team % pattern.teams) * pattern.team_step) % len(pattern.turns)


def _begins(rota: Rota, *, day: date, code: Code) -> bool:
    """Whether this is the first day of a block of such turns."""
    turns: tuple[Turn, Turn] = (rota.turn_on(day - timedelta(days=1)), rota.turn_on(day))
    return turns[1].code is code and turns[0].code is not code


def away_from_team(family: str, today: date) -> list[tuple[str, date, date | None]]:
    """Who of Response C is away, and until when: half of the team is on."""

    def days(first: int, last: int) -> tuple[date, date]:
        return today + timedelta(days=first), today + timedelta(days=last)

    away = {
        "Brandt": (Kind.ANNUAL_LEAVE, *days(-2, 5)),
        "Maddox": (Kind.ANNUAL_LEAVE, *days(-1, 2)),
        "Dhillon": (Kind.COURT, *days(0, 0)),
        "Evans": (Kind.TRAINING, *days(-1, 3)),
        "Nowak": (Kind.SICK, *days(-3, 4)),
        "Iqbal": (Kind.TOIL, *days(0, 0)),
    }
    return [away[family]] if family in away else []


def absences_of(person: PersonPlan, *, rng: Random, today: date) -> Iterator[tuple[str, date, date | None]]:
    """At most one that covers today, and leave that is to come or past: kind, first and last day."""
    if person.part is not None or person.rank == at.VOLUNTEER:
        return
    chance = rng.random()
    for kind, share, least, most in AWAY_TODAY:
        if chance < share:
            length = rng.randint(least, most)
            first = today - timedelta(days=rng.randrange(length))
            yield kind.value, first, first + timedelta(days=length - 1)
            return
        chance -= share
    if chance < 0.15:
        first = today + timedelta(days=rng.randint(5, 80))
        yield Kind.ANNUAL_LEAVE.value, first, first + timedelta(days=rng.randint(2, 13))
    elif chance < 0.25:
        first = today - timedelta(days=rng.randint(20, 300))
        kind = rng.choice([Kind.ANNUAL_LEAVE, Kind.SICK, Kind.AID])
        yield kind.value, first, first + timedelta(days=rng.randint(1, 12))
