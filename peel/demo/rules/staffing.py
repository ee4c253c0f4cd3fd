"""Who is posted where: people in the real proportions, shared out over the units of a force."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from peel.demo.rules import layout as at
from peel.demo.rules.cast import TEAM, Part
from peel.demo.rules.layout import UnitPlan, layout
from peel.demo.rules.margins import PART_TIME_SHARE, Cell, apportion, workforce_of
from peel.demo.rules.names import names

YEAR = 365.25
OFFICER_RANKS = (
    *(at.CHIEF_OFFICER, at.CHIEF_SUPERINTENDENT, at.SUPERINTENDENT, at.CHIEF_INSPECTOR),
    *(at.INSPECTOR, at.SERGEANT, at.CONSTABLE),
)
CODES = {
    at.CONSTABLE: ("PC", "DC"),
    at.SERGEANT: ("PS", "DS"),
    at.INSPECTOR: ("INSP", "DI"),
    at.CHIEF_INSPECTOR: ("CI", "DCI"),
    at.SUPERINTENDENT: ("SUPT", "DSUPT"),
    at.CHIEF_SUPERINTENDENT: ("CSUPT", "DCSUPT"),
    at.SPECIAL: ("SC", "SC"),
}
SCHEMES = {"officer": "england-wales", "special": "special", "staff": "staff"}
TITLES = {
    at.PCSO: "Police community support officer",
    at.DETENTION: "Detention officer",
    at.INVESTIGATION: "Investigation officer",
    at.VOLUNTEER: "Volunteer",
}
ROLE_WORDS = {
    at.CONSTABLE: "constable",
    at.SERGEANT: "sergeant",
    at.INSPECTOR: "inspector",
    at.CHIEF_INSPECTOR: "chief-inspector",
    at.SUPERINTENDENT: "superintendent",
    at.CHIEF_SUPERINTENDENT: "chief-superintendent",
    at.CHIEF_OFFICER: "chief-officer",
    at.PCSO: "pcso",
    at.SPECIAL: "special",
    at.STAFF: "staff",
    at.VOLUNTEER: "volunteer",
    at.DETENTION: "detention-officer",
    at.INVESTIGATION: "investigator",
}
# Years of service: (up to, weight) for a constable; how many years each rank has at the least.
YEARS = ((2, 18), (5, 24), (10, 20), (20, 25), (30, 13))
LEAST_YEARS = {
    at.SERGEANT: 4.0,
    at.INSPECTOR: 8.0,
    at.CHIEF_INSPECTOR: 11.0,
    at.SUPERINTENDENT: 15.0,
    at.CHIEF_SUPERINTENDENT: 18.0,
    at.CHIEF_OFFICER: 20.0,
}
STARTERS_WORK_IN = {"response", "neighbourhood"}
STAFF_BANDS = (("B", 15), ("C", 30), ("D", 25), ("E", 15), ("F", 9), ("G", 6))


@dataclass(slots=True)
class PersonPlan:
    """One person to be made, where they stand now. ``unit`` is a place in the list of units."""

    given: str
    family: str
    sex: str
    person_type: str
    rank: str
    code: str
    unit: int
    starts: date
    share: float = 1.0
    role: str = ""
    title: str = ""
    leads: bool = False
    part: Part | None = None


@dataclass(slots=True)
class ForcePlan:
    """A force as it stands today."""

    units: list[UnitPlan]
    people: list[PersonPlan] = field(default_factory=list)


def rank_of(cell: Cell) -> str:
    """The source's rank in the words of the layout."""
    if cell.person_type == "volunteer":
        return at.VOLUNTEER
    if cell.person_type == "designated":
        return at.INVESTIGATION if "Investigation" in cell.rank else at.DETENTION
    return cell.rank


def staff_force(style: str, *, people: int, rng: Random, today: date, cast: Sequence[Part] = ()) -> ForcePlan:
    """Exactly ``people`` people, the cast among them, each on a unit; nobody but the cast is posted to its team."""
    cells = [(cell, count) for cell, count in workforce_of(people) if count]
    of_rank: Counter[str] = Counter()
    for cell, count in cells:
        of_rank[rank_of(cell)] += count
    plan = ForcePlan(layout(style, people=people, of_rank=of_rank))
    place = {unit.code: number for number, unit in enumerate(plan.units)}
    for part in cast:
        plan.people.append(_cast_one(part, plan.units, place[part.unit], today))
    left = _without_cast(cells, cast)
    for rank, sexes in left.items():
        plan.people.extend(_people_of_rank(rank, sexes, plan.units, rng=rng, today=today))
    _name_leaders(plan)
    return plan


def _without_cast(cells: Sequence[tuple[Cell, int]], cast: Sequence[Part]) -> dict[str, list[tuple[Cell, int]]]:
    """What is left to fill by rank; a part for which no cell has room takes the place of some constable."""
    wanted = Counter((part.rank, part.sex) for part in cast)
    remaining: list[tuple[Cell, int]] = []
    for cell, count in cells:
        taken = min(count, wanted[rank_of(cell), cell.sex])
        wanted[rank_of(cell), cell.sex] -= taken
        remaining.append((cell, count - taken))
    over = wanted.total()
    left: dict[str, list[tuple[Cell, int]]] = defaultdict(list)
    for cell, count in sorted(remaining, key=lambda one: (one[0].rank != at.CONSTABLE, -one[1])):
        given_up = min(over, count)
        over -= given_up
        if count > given_up:
            left[rank_of(cell)].append((cell, count - given_up))
    return left


def _people_of_rank(
    rank: str,
    cells: Sequence[tuple[Cell, int]],
    units: Sequence[UnitPlan],
    *,
    rng: Random,
    today: date,
) -> Iterator[PersonPlan]:
    weights = [0.0 if unit.code == TEAM else unit.takes.get(rank, 0.0) for unit in units]
    total = sum(count for _, count in cells)
    if not any(weights):
        weights[0] = 1.0
    places = [number for number, count in enumerate(apportion(total, weights)) for _ in range(count)]
    rng.shuffle(places)
    seat = iter(places)
    for cell, count in cells:
        for given, family in names(rng, sex=cell.sex, count=count):
            number = next(seat)
            unit = units[number]
            years = years_of_service(rng, rank=rank, least=0 if unit.function in STARTERS_WORK_IN else 3)
            person = PersonPlan(
                given=given,
                family=family,
                sex=cell.sex,
                person_type=cell.person_type,
                rank=rank,
                code=code_of(rank, unit, rng),
                unit=number,
                starts=today - timedelta(days=int(years * YEAR)),
                share=PART_TIME_SHARE if rng.random() < cell.part_timers else 1.0,
                title=TITLES.get(rank, ""),
            )
            person.role = role_of(person, unit, years)
            yield person


def years_of_service(rng: Random, *, rank: str, least: float) -> float:
    """Years since joining: many are new, and every rank needs time."""
    least = LEAST_YEARS.get(rank, least if rank == at.CONSTABLE else 0.1)
    while True:
        band = rng.choices(range(len(YEARS)), weights=[weight for _, weight in YEARS])[0]
        years = rng.uniform(YEARS[band - 1][0] if band else 0.1, YEARS[band][0])
        if years >= least:
            return years


def code_of(rank: str, unit: UnitPlan, rng: Random) -> str:
    """The rank's code: detectives where the unit's are, bands for staff, none for those without ranks."""
    if rank in CODES:
        return CODES[rank][unit.detective]
    if rank == at.STAFF:
        return rng.choices(
            [band for band, _ in STAFF_BANDS],
            weights=[weight for _, weight in STAFF_BANDS],
        )[0]
    return ""


def role_of(person: PersonPlan, unit: UnitPlan, years: float) -> str:
    """The role profile, such as ``response-constable``."""
    if person.rank == at.CONSTABLE and years < 2:
        return "student-officer"
    word = ROLE_WORDS[person.rank]
    return f"{unit.function}-{word}" if unit.function else word


def _cast_one(part: Part, units: Sequence[UnitPlan], place: int, today: date) -> PersonPlan:
    unit = units[place]
    person = PersonPlan(
        given=part.given,
        family=part.family,
        sex=part.sex,
        person_type="officer" if part.rank in OFFICER_RANKS else "staff",
        rank=part.rank,
        code=CODES[part.rank][unit.detective] if part.rank in CODES else "E",
        unit=place,
        starts=today - timedelta(days=int(part.years * YEAR)),
        title=part.title,
        part=part,
    )
    person.role = part.role or role_of(person, unit, part.years)
    return person


def _name_leaders(plan: ForcePlan) -> None:
    """In every unit its sergeants or higher officers of its own highest rank lead; in a unit of staff the first one."""
    on_unit: dict[int, list[PersonPlan]] = defaultdict(list)
    chiefs = iter(("CC", "DCC"))
    for person in plan.people:
        on_unit[person.unit].append(person)
        if person.rank == at.CHIEF_OFFICER:
            person.code = next(chiefs, "ACC")
    for people in on_unit.values():
        officers = [person for person in people if person.rank in OFFICER_RANKS[:-1]]
        top = min((OFFICER_RANKS.index(person.rank) for person in officers), default=None)
        leaders = [person for person in officers if OFFICER_RANKS.index(person.rank) == top]
        for person in leaders or [person for person in people if person.rank == at.STAFF and not person.part][:1]:
            person.leads = True
            if person.rank == at.STAFF:
                person.title, person.code = person.title or "Team manager", "F"
