"""The demo's forces with their units, people, service and posts."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random
from uuid import UUID

from peel.demo.copying import copy_rows, take_ids
from peel.demo.rules import layout as at
from peel.demo.rules.careers import Career, PostPlan, careers_of, leavers_of
from peel.demo.rules.cast import Part
from peel.demo.rules.layout import UnitPlan
from peel.demo.rules.staffing import SCHEMES, ForcePlan, PersonPlan, staff_force
from peel.people.models import Account, Force, Person, Post, Rank, RoleHeld, Service, Unit
from peel.people.names import plain, sort_key

DEMO_MAIL = "demo.peel.example"
NINE = time(9, tzinfo=UTC)
PERSON = ("id", "subject", "given_name", "family_name", "sort_key", "email", "home_force_id")
SERVICE = (
    *("id", "person_id", "force_id", "person_type", "employee_number", "collar_number", "warrant_number"),
    *("starts", "ends", "full_time_share"),
)
POST = (
    *("service_id", "force_id", "person_id", "unit_id", "rank_id", "role", "title", "kind", "leads", "starts", "ends"),
    *("by_hand", "recorded_at"),
)
WITH_COLLAR = {"officer", "special", "pcso", "designated"}
WITH_WARRANT = {"officer", "special"}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who serves in a force of the demo, as the later steps need them."""

    pk: int
    subject: UUID
    plan: PersonPlan
    unit_pk: int
    function: str


@dataclass(slots=True)
class MadeForce:
    """A force as written, with the ids of its units and everybody who serves."""

    force: Force
    units: list[UnitPlan]
    unit_pks: list[int]
    members: list[Member] = field(default_factory=list)
    parts: dict[str, Member] = field(default_factory=dict)

    def unit_pk(self, code: str) -> int:
        return self.unit_pks[next(n for n, unit in enumerate(self.units) if unit.code == code)]


def make_force(
    *,
    code: str,
    name: str,
    style: str,
    people: int,
    nation: Force,
    settings: Mapping[str, object],
    cast: Sequence[Part],
    rng: Random,
    today: date,
) -> MadeForce:
    """One invented force with exactly ``people`` who serve, and some who left."""
    force = Force.objects.create(
        code=code,
        name=name,
        kind=Force.Kind.TERRITORIAL,
        parent=nation,
        live=True,
        mail_domains=[f"{code}.example"],
        settings=settings,
    )
    plan = staff_force(style, people=people, rng=rng, today=today, cast=cast)
    made = MadeForce(force, plan.units, _make_units(force, plan.units))
    careers = [*careers_of(plan, rng=rng, today=today), *leavers_of(plan, rng=rng, today=today)]
    _make_people(made, careers, serving=len(plan.people), rng=rng)
    _give_accounts_and_roles(made, today)
    return made


def _make_units(force: Force, plans: Sequence[UnitPlan]) -> list[int]:
    pks = list(take_ids(Unit, len(plans)))
    paths: list[str] = []
    for pk, plan in zip(pks, plans, strict=True):
        paths.append(f"{paths[plan.parent] if plan.parent is not None else '/'}{pk}/")
    rows = (
        (
            pk,
            force.pk,
            None if plan.parent is None else pks[plan.parent],
            plan.code,
            plan.name,
            plan.kind,
            path,
            plan.function,
        )
        for pk, plan, path in zip(pks, plans, paths, strict=True)
    )
    copy_rows(Unit, ("id", "force_id", "parent_id", "code", "name", "kind", "path", "function"), rows)
    return pks


def _make_people(made: MadeForce, careers: Sequence[Career], *, serving: int, rng: Random) -> None:
    """Everybody of ``careers``; the first ``serving`` of them become members."""
    people = take_ids(Person, len(careers))
    subjects = [UUID(int=rng.getrandbits(128), version=4) for _ in careers]
    copy_rows(Person, PERSON, _person_rows(made, careers, people, subjects))
    services = take_ids(Service, sum(len(career.services) for career in careers))
    copy_rows(Service, SERVICE, _service_rows(made, careers, people, services))
    ranks = {(rank.scheme, rank.code): rank.pk for rank in Rank.objects.all()}
    copy_rows(Post, POST, _post_rows(made, careers, people, services, ranks))
    for career, pk, subject in zip(careers[:serving], people, subjects, strict=False):
        plan = career.person
        member = Member(pk, subject, plan, made.unit_pks[plan.unit], made.units[plan.unit].function)
        made.members.append(member)
        if plan.part is not None and plan.part.key:
            made.parts[plan.part.key] = member


def _person_rows(
    made: MadeForce, careers: Sequence[Career], people: Sequence[int], subjects: Sequence[UUID]
) -> Iterator[tuple[object, ...]]:
    same: Counter[str] = Counter()
    for career, pk, subject in zip(careers, people, subjects, strict=True):
        given, family = career.person.given, career.person.family
        address = f"{plain(given)}.{plain(family)}".replace(" ", "-")
        same[address] += 1
        number = "" if same[address] == 1 else str(same[address])
        email = f"{address}{number}@{made.force.code}.example"
        yield pk, subject, given, family, sort_key(family_name=family, given_name=given), email, made.force.pk


def _service_rows(
    made: MadeForce, careers: Sequence[Career], people: Sequence[int], services: Sequence[int]
) -> Iterator[tuple[object, ...]]:
    service = iter(services)
    for n, (career, pk) in enumerate(zip(careers, people, strict=True)):
        kind = career.person.person_type
        for starts, ends, _posts in career.services:
            yield (
                next(service),
                pk,
                made.force.pk,
                kind,
                f"{1_000_000 + n}",
                # Collar numbers are four digits and come round again, as they do.
                f"{1000 + n % 9000}" if kind in WITH_COLLAR else "",
                f"{200_000 + n}" if kind in WITH_WARRANT else "",
                starts,
                ends,
                career.person.share,
            )


def _post_rows(
    made: MadeForce,
    careers: Sequence[Career],
    people: Sequence[int],
    services: Sequence[int],
    ranks: Mapping[tuple[str, str], int],
) -> Iterator[tuple[object, ...]]:
    service = iter(services)
    for career, pk in zip(careers, people, strict=True):
        scheme = SCHEMES.get(career.person.person_type, "")
        for _starts, _ends, posts in career.services:
            stretch = next(service)
            for post in posts:
                rank = ranks.get((scheme, post.code))
                yield _post_row(made, post, service=stretch, person=pk, rank=rank)


def _post_row(made: MadeForce, post: PostPlan, *, service: int, person: int, rank: int | None) -> tuple[object, ...]:
    return (
        service,
        made.force.pk,
        person,
        made.unit_pks[post.unit],
        rank,
        post.role,
        post.title,
        post.kind,
        post.leads,
        post.starts,
        post.ends,
        post.kind == "acting",
        datetime.combine(post.starts, NINE),
    )


def _give_accounts_and_roles(made: MadeForce, today: date) -> None:
    """A way in for the people with a button; roles for the people with a role."""
    at_nine = datetime.combine(today, NINE)
    for member in made.members:
        part = member.plan.part
        if part is None:
            continue
        if part.key:
            Account.objects.create_user(f"{part.key}@{DEMO_MAIL}", person_id=member.pk)
        for role in part.roles:
            RoleHeld.objects.create(
                person_id=member.pk,
                role=role,
                force=None if made.force.kind == Force.Kind.NATION else made.force,
                unit_id=made.unit_pk(part.at) if part.at else None,
                starts=member.plan.starts,
                recorded_at=at_nine,
            )


def make_national_people(nation: Force, parts: Sequence[Part], *, rng: Random, today: date) -> MadeForce:
    """The few who serve at the national layer, all on one unit."""
    units = [UnitPlan("LEARNING", "National Learning", "group", function="learning", pattern="office")]
    people = [
        PersonPlan(
            given=part.given,
            family=part.family,
            sex=part.sex,
            person_type="staff",
            rank=part.rank,
            code="F",
            unit=0,
            starts=today.replace(year=today.year - 7, day=1),
            role=part.role,
            title=part.title,
            part=part,
        )
        for part in parts
    ]
    made = MadeForce(nation, units, _make_units(nation, units))
    plan = ForcePlan(units, people)
    careers = list(careers_of(plan, rng=rng, today=today))
    _make_people(made, careers, serving=len(careers), rng=rng)
    _give_accounts_and_roles(made, today)
    return made


def give_second_jobs(made: MadeForce, *, at_force: MadeForce, count: int, today: date) -> None:
    """Some staff of one force are special constables of another: one person, two services."""
    teams = [n for n, unit in enumerate(at_force.units) if unit.kind == "team" and unit.takes.get(at.SPECIAL)]
    rank = Rank.objects.get(scheme="special", code="SC")
    staff = [member for member in made.members if member.plan.rank == at.STAFF and member.plan.part is None]
    for n, member in enumerate(staff[:count]):
        starts = max(member.plan.starts, today.replace(year=today.year - 2, day=1))
        service = Service.objects.create(
            person_id=member.pk,
            force=at_force.force,
            person_type="special",
            employee_number=f"S{n + 1:04}",
            collar_number=f"{9990 + n}",
            warrant_number=f"{900_000 + n}",
            starts=starts,
        )
        unit = teams[n % len(teams)]
        role = f"{at_force.units[unit].function}-special"
        post = PostPlan(unit, rank.code, role, "special", starts)
        copy_rows(Post, POST, [_post_row(at_force, post, service=service.pk, person=member.pk, rank=rank.pk)])


def mark(force: Force, facts: Mapping[str, object]) -> None:
    """Write into the force's settings that it belongs to a demo, and which."""
    force.settings = {**force.settings, "demo": json.loads(json.dumps(facts))}
    force.save(update_fields=["settings"])
