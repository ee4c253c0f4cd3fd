"""What came before and what lies beside a person's post today: earlier ranks, acting, secondments, second jobs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from peel.demo.rules import layout as at
from peel.demo.rules.layout import UnitPlan
from peel.demo.rules.staffing import LEAST_YEARS, YEAR, ForcePlan, PersonPlan

ACTING_SHARE = 0.02
SECONDED_SHARE = 0.01
REJOINED_SHARE = 0.01
MOVED_SHARE = 0.35
LEAVERS_SHARE = 0.03
BEFORE = {at.SERGEANT: at.CONSTABLE, at.INSPECTOR: at.SERGEANT, at.CHIEF_INSPECTOR: at.INSPECTOR}
BEFORE_CODES = {"PS": "PC", "DS": "DC", "INSP": "PS", "DI": "DS", "CI": "INSP", "DCI": "DI"}


@dataclass(frozen=True, slots=True)
class PostPlan:
    """One version of a post, to be made."""

    unit: int
    code: str
    role: str
    kind: str
    starts: date
    ends: date | None = None
    leads: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Career:
    """One person with their stretches of service in a force: when each began and ended, and the posts in it."""

    person: PersonPlan
    services: tuple[tuple[date, date | None, tuple[PostPlan, ...]], ...]


def careers_of(plan: ForcePlan, *, rng: Random, today: date) -> Iterator[Career]:
    """A career for everybody who serves today."""
    siblings = _units_by_function(plan.units)
    for person in plan.people:
        posts = list(_posts(person, plan.units, siblings, rng=rng, today=today))
        services: list[tuple[date, date | None, tuple[PostPlan, ...]]] = []
        if person.part is None and rng.random() < REJOINED_SHARE and (today - person.starts).days > 3 * YEAR:
            services.append(_first_stretch(person, rng))
        services.append((person.starts, None, tuple(posts)))
        yield Career(person, tuple(services))


def leavers_of(plan: ForcePlan, *, rng: Random, today: date) -> Iterator[Career]:
    """People who left in the last three years, beside those who serve."""
    for model in plan.people[:: max(1, round(1 / LEAVERS_SHARE))]:
        if model.part is not None:
            continue
        left = today - timedelta(days=rng.randint(5, int(3 * YEAR)))
        joined = left - timedelta(days=rng.randint(200, 9000))
        # Names go crosswise, so that nobody who left looks like somebody who stayed.
        other = plan.people[rng.randrange(len(plan.people))]
        person = replace(model, family=other.family, leads=False)
        post = PostPlan(model.unit, model.code, model.role, "substantive", joined, left)
        yield Career(person, ((joined, left, (post,)),))


def _posts(
    person: PersonPlan,
    units: Sequence[UnitPlan],
    siblings: dict[str, list[int]],
    *,
    rng: Random,
    today: date,
) -> Iterator[PostPlan]:
    served = (today - person.starts).days
    since = person.starts
    earlier = _earlier(person, rng, served)
    if earlier is not None:
        since = earlier
        yield PostPlan(
            _other_unit(person.unit, units, siblings, rng),
            BEFORE_CODES.get(person.code, person.code),
            person.role.replace("sergeant", "constable").replace("inspector", "sergeant"),
            "substantive",
            person.starts,
            since - timedelta(days=1),
        )
    kind = "special" if person.rank == at.SPECIAL else "substantive"
    yield PostPlan(person.unit, person.code, person.role, kind, since, None, person.leads, person.title)
    if person.part is not None or person.rank != at.CONSTABLE or served < 3 * YEAR:
        return
    chance = rng.random()
    start = today - timedelta(days=rng.randint(5, 120))
    if chance < ACTING_SHARE:
        code = "DS" if person.code == "DC" else "PS"
        role = person.role.replace("constable", "sergeant")
        ends = today + timedelta(days=rng.randint(14, 120))
        yield PostPlan(person.unit, code, role, "acting", start, ends, leads=True)
    elif chance < ACTING_SHARE + SECONDED_SHARE:
        place = _other_unit(person.unit, units, siblings, rng)
        ends = today + timedelta(days=rng.randint(30, 300))
        yield PostPlan(place, person.code, person.role, "secondment", start, ends)


def _earlier(person: PersonPlan, rng: Random, served: int) -> date | None:
    """The day on which they came to their post of today, when they had another before."""
    least = int(LEAST_YEARS.get(person.rank, 2.5) * YEAR * 0.8)
    if served <= least + 30:
        return None
    if person.rank not in BEFORE and rng.random() > MOVED_SHARE:
        return None
    return person.starts + timedelta(days=rng.randint(least, served - 20))


def _first_stretch(person: PersonPlan, rng: Random) -> tuple[date, date | None, tuple[PostPlan, ...]]:
    ends = person.starts - timedelta(days=rng.randint(200, 1200))
    starts = ends - timedelta(days=rng.randint(400, 2500))
    return starts, ends, (PostPlan(person.unit, person.code, person.role, "substantive", starts, ends),)


def _units_by_function(units: Sequence[UnitPlan]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        found.setdefault(f"{unit.kind} {unit.function}", []).append(number)
    return found


def _other_unit(unit: int, units: Sequence[UnitPlan], siblings: dict[str, list[int]], rng: Random) -> int:
    return rng.choice(siblings[f"{units[unit].kind} {units[unit].function}"])
