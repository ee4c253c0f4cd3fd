"""Bringing in an HR extract: planned and written in one transaction, all of it or none of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.ledger.models import AuditEntry
from peel.people.actions.leaving import leave
from peel.people.actions.posts import end_posts
from peel.people.actors import actor
from peel.people.followers import follow_moves
from peel.people.models import Force, HrChange, Person, Post, Service, Supervision, Unit
from peel.people.names import sort_key
from peel.people.queries.hr_state import NOT_NUMBERED_YET, hr_state, import_settings
from peel.people.rules.hr_import import Change, ForceWords, ImportPlan, Result, plan_import
from peel.people.rules.hr_import.plan import Ref
from peel.people.rules.hr_import.rows import Row

AT_ONCE = 5_000
ONE_EXTRACT_AT_A_TIME = "SELECT pg_advisory_xact_lock(%s, %s)"
HR_EXTRACT = 0x4852
NEXT_UNITS = "SELECT nextval(pg_get_serial_sequence('people_unit', 'id')) FROM generate_series(1, %s)"
ANALYSED_FROM = 1_000
UNIT_KINDS = (Unit.Kind.GROUP, Unit.Kind.COMMAND, Unit.Kind.FUNCTION, Unit.Kind.TEAM)
SERVICE_COLUMNS = {
    "number": "employee_number",
    "collar": "collar_number",
    "warrant": "warrant_number",
    "person_type": "person_type",
    "share": "full_time_share",
    "starts": "starts",
    "ends": "ends",
}


@dataclass(frozen=True, slots=True)
class HrFile:
    """Where the rows come from: the file's name and hash, its columns, and the force's own words for them."""

    name: str
    sha256: str
    columns: Sequence[str]
    words: ForceWords


@dataclass(frozen=True, slots=True)
class Imported:
    """What the extract changes. ``entry`` is its audit entry, or None where nothing was written."""

    plan: ImportPlan
    entry: AuditEntry | None


@transaction.atomic
def import_people(
    rows: Iterable[tuple[int, Row]],
    *,
    file: HrFile,
    force: Force,
    by: Person | None,
    as_at: date | None = None,
    dry_run: bool = False,
    whatever_it_changes: bool = False,
) -> Imported:
    """Make Peel agree with an HR extract of a day (today).

    Two extracts of one force never run at once. Nothing is written in a dry run, where nothing changes, or where more
    people would leave, move or change rank than the force allows: then ``plan.stop`` says so, and
    ``whatever_it_changes`` goes on regardless. Raises ``NotAnExtract`` for a file that is none.
    """
    with connection.cursor() as cursor:
        cursor.execute(ONE_EXTRACT_AT_A_TIME, [HR_EXTRACT, force.pk])
    as_at = as_at or clock.today()
    plan = plan_import(
        file.columns,
        rows,
        state=hr_state(force, as_at=as_at),
        as_at=as_at,
        words=file.words,
        settings=import_settings(force),
    )
    stopped = plan.stop is not None and not whatever_it_changes
    if dry_run or stopped or plan.changes_nothing:
        return Imported(plan, None)
    return Imported(plan, Writing(plan, force).write(file, by=by))


class Writing:
    """One plan being written."""

    def __init__(self, plan: ImportPlan, force: Force) -> None:
        self.plan, self.force, self.now = plan, force, clock.now()
        self.units: dict[Ref, Unit] = {}
        self.people: dict[Ref, int] = {}
        self.services: dict[Ref, int] = {}
        self.subjects: dict[int, UUID] = {}

    def write(self, file: HrFile, *, by: Person | None) -> AuditEntry:
        self._make_units()
        self._make_people()
        self._change_people()
        self._change_services()
        self._open_services()
        self._change_posts()
        self._change_supervisions()
        entry = self._record(file, by=by)
        if len(self.plan.recorded) > ANALYSED_FROM:
            self._tell_the_planner()
        self._see_leavers_off(by=by)
        follow_moves(sorted({self._person(recorded.person) for recorded in self.plan.recorded}))
        return entry

    def _tell_the_planner(self) -> None:
        """Thousands of rows that the database has not counted yet would be looked for one by one."""
        with connection.cursor() as cursor:
            for model in (Unit, Person, Service, Post, Supervision):
                cursor.execute(f'ANALYZE "{model._meta.db_table}"')

    def _make_units(self) -> None:
        """Their ids are taken beforehand, because each path holds the ids of the units above."""
        with connection.cursor() as cursor:
            cursor.execute(NEXT_UNITS, [len(self.plan.units)])
            ids = [row[0] for row in cursor.fetchall()]
        above = Unit.objects.in_bulk([new.parent for new in self.plan.units if isinstance(new.parent, int)])
        self.units |= above
        for pk, new in zip(ids, self.plan.units, strict=True):
            parent = self.units[new.parent] if new.parent is not None else None
            path = f"{parent.path if parent else '/'}{pk}/"
            self.units[new.ref] = Unit(
                pk=pk,
                force=self.force,
                parent=parent,
                code=new.code,
                name=new.name[:120],
                kind=UNIT_KINDS[new.level],
                path=path,
            )
        Unit.objects.bulk_create([self.units[new.ref] for new in self.plan.units], batch_size=AT_ONCE)

    def _unit_id(self, ref: Ref) -> int:
        return ref if isinstance(ref, int) else self.units[ref].pk

    def _make_people(self) -> None:
        new = [
            Person(
                given_name=person.given_name[:80],
                family_name=person.family_name[:80],
                known_as=person.known_as[:80],
                email=person.email,
                sort_key=sort_key(family_name=person.family_name, given_name=person.given_name),
                home_force=self.force,
            )
            for person in self.plan.people
        ]
        made = Person.objects.bulk_create(new, batch_size=AT_ONCE)
        for planned, person in zip(self.plan.people, made, strict=True):
            self.people[planned.ref] = person.pk
            self.subjects[person.pk] = person.subject

    def _person(self, ref: Ref) -> int:
        return ref if isinstance(ref, int) else self.people[ref]

    def _open_services(self) -> None:
        new = [
            Service(
                person_id=self._person(service.person),
                force=self.force,
                person_type=service.person_type,
                employee_number=service.number,
                collar_number=service.collar[:20],
                warrant_number=service.warrant[:20],
                starts=service.starts,
                ends=service.ends,
                full_time_share=service.share,
            )
            for service in self.plan.services
        ]
        made = Service.objects.bulk_create(new, batch_size=AT_ONCE)
        self.services = {planned.ref: row.pk for planned, row in zip(self.plan.services, made, strict=True)}
        back = [service.person for service in self.plan.services if isinstance(service.person, int)]
        elsewhere = Person.objects.filter(pk__in=back).exclude(home_force=self.force)
        for person in elsewhere.select_related("home_force"):
            if not Service.objects.filter(person=person, force=person.home_force, ends=None).exists():
                person.home_force = self.force
                person.save(update_fields=["home_force"])

    def _change_people(self) -> None:
        values = {change.person: change.values for change in self.plan.people_changed}
        people = list(Person.objects.filter(pk__in=values))
        for person in people:
            for name, value in values[person.pk].items():
                setattr(person, name, value[:80] if name != "email" else value)
            person.sort_key = sort_key(family_name=person.family_name, given_name=person.given_name)
        names = ["given_name", "family_name", "known_as", "email", "sort_key"]
        Person.objects.bulk_update(people, names, batch_size=1_000)

    def _change_services(self) -> None:
        """Before new services open, because a number is one open service's at a time; two may even swap theirs."""
        values = {change.service: change.values for change in self.plan.services_changed}
        renumbered = [service for service, changed in values.items() if "number" in changed]
        aside = Concat(Value(NOT_NUMBERED_YET), Cast("pk", CharField()))
        Service.objects.filter(pk__in=renumbered).update(employee_number=aside)
        services = list(Service.objects.filter(pk__in=values))
        for service in services:
            for name, value in values[service.pk].items():
                setattr(service, SERVICE_COLUMNS[name], value)
        Service.objects.bulk_update(services, list(SERVICE_COLUMNS.values()), batch_size=1_000)

    def _change_posts(self) -> None:
        """What ends is retracted and written again with its end, so that a past moment reads as it was then known."""
        ends: dict[int, date | None] = {change.post: change.ends for change in self.plan.posts_dated}
        ends |= {change.post: change.ends for change in self.plan.posts_closed}
        never_began = frozenset(change.post for change in self.plan.posts_closed if change.ends is None)
        old = end_posts(ends, never_began=never_began, at=self.now)
        new = [
            Post(
                service_id=service if isinstance(service := post.service, int) else self.services[service],
                force=self.force,
                person_id=self._person(post.person),
                unit_id=self._unit_id(post.unit),
                rank_id=post.rank,
                kind=post.kind,
                title=post.title[:120],
                leads=post.leads,
                starts=post.starts,
                ends=post.ends,
                recorded_at=self.now,
            )
            for post in self.plan.posts
        ]
        self._keep_roles(old, new)
        Post.objects.bulk_create(new, batch_size=AT_ONCE)

    def _keep_roles(self, old: Sequence[Post], new: Sequence[Post]) -> None:
        """HR knows no role profiles: whoever keeps rank and kind of post keeps theirs, wherever they move."""
        profiles = {(post.service_id, post.kind, post.rank_id): post.role for post in old}
        for post in new:
            post.role = profiles.get((post.service_id, post.kind, post.rank_id), "")

    def _change_supervisions(self) -> None:
        ending = Supervision.objects.filter(pk__in=self.plan.supervisions_closed)
        ending.filter(during__startswith__gte=self.now).delete()
        for row in ending:
            row.during = (row.during.lower, self.now)
        Supervision.objects.bulk_update(ending, ["during"], batch_size=1_000)
        Supervision.objects.bulk_create(
            [
                Supervision(
                    person_id=self._person(new.person),
                    supervisor_id=self._person(new.supervisor),
                    during=(self.now, None),
                    by_hand=False,
                    recorded_at=self.now,
                )
                for new in self.plan.supervisions
            ],
            batch_size=AT_ONCE,
        )

    def _record(self, file: HrFile, *, by: Person | None) -> AuditEntry:
        """One audit entry for the extract, naming everybody it changed, and one row for each change."""
        changed = {self._person(recorded.person) for recorded in self.plan.recorded}
        known = changed - self.subjects.keys()
        self.subjects |= dict(Person.objects.filter(pk__in=known).values_list("pk", "subject"))
        entry = ledger.audit(
            "imported-people",
            actor=actor(by),
            force=self.force.pk,
            subjects=[self.subjects[person] for person in changed],
            object_type="hr-extract",
            object_id=file.sha256,
            detail={"file": file.name, "as-at": self.plan.as_at.isoformat(), **counts(self.plan)},
        )
        HrChange.objects.bulk_create(
            [
                HrChange(
                    entry=entry,
                    person_id=self._person(recorded.person),
                    line=recorded.line,
                    change=recorded.change.value,
                    before=recorded.before[:250],
                    after=recorded.after[:250],
                )
                for recorded in self.plan.recorded
            ],
            batch_size=AT_ONCE,
        )
        return entry

    def _see_leavers_off(self, *, by: Person | None) -> None:
        """Whoever left has no role here and no way in; what rooms above end with a service is theirs to end."""
        last_days = {
            change.service: last
            for change in self.plan.services_changed
            if isinstance(last := change.values.get("ends"), date)
        }
        for service in Service.objects.filter(pk__in=last_days).select_related("person"):
            if not _serves_here(service.person, self.force):
                leave(service.person, force=self.force, on=last_days[service.pk], by=by)


@transaction.atomic
def forget_changes_of(person: Person) -> None:
    """What extracts changed about somebody says who they were."""
    HrChange.objects.filter(person=person).delete()


def _serves_here(person: Person, force: Force) -> bool:
    return Service.objects.filter(person=person, force=force, ends=None).exists()


def counts(plan: ImportPlan) -> Mapping[str, int]:
    """How many people each kind of change concerns, and how many rows came to what."""
    people: dict[str, int] = {
        change.value: len(plan.people_who(change)) for change in Change if plan.people_who(change)
    }
    rows = {f"rows {result.value}": len(plan.rows_that(result)) for result in Result if plan.rows_that(result)}
    return defaultdict(int, {**people, **rows, "disagreements": len(plan.disagreements)})
