"""Records of the demo: who must hold what, and years of awards, authorities and learning.

Written by COPY in the shape that the skills room's own actions write, statements included: they write what happens
today, one person at a time, and here are years of a whole force.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.db import connection, models

from peel.demo.actions.people import MadeForce, Member
from peel.demo.copying import copy_rows, take_ids
from peel.demo.rules import layout as at
from peel.demo.rules.cpd import Logged, logged_by
from peel.demo.rules.history import Done
from peel.demo.rules.holding import requirements
from peel.demo.rules.lines import Line, lines_of
from peel.ledger.actions import append_many
from peel.ledger.rules import Happening, Verb
from peel.people.actors import MACHINE
from peel.skills.actions.restand import restand_ids
from peel.skills.actions.telling import extensions
from peel.skills.models import Authorisation, Award, CpdEntry, Hold, Requirement, Waiver
from peel.skills.rules.days import start_of
from peel.skills.rules.grammar import Rule

PEOPLE_AT_ONCE, STOOD_AT_ONCE = 2000, 1000
SINCE = date(2015, 4, 1)
_KEY = ("person_id", "skill_id", "force_id")
AWARD = (*_KEY, "achieved_on", "kind", "minutes", "source", "authority", "recorded_at")
WAIVER = (*_KEY, "starts", "ends", "reason", "authorised_by", "recorded_at")
CPD = ("person_id", "force_id", "kind", "done_on", "minutes", "title", "reflection", "recorded_at")
ASSESSED = {"JRFT", "DRV-BASIC", "DRV-RESP", "DRV-ADV", "AFO"}
BY_LESSON = {"DATA", "STOP", "MH"}


@dataclass(frozen=True, slots=True)
class Told:
    """The skills as stored: ids and rules by code."""

    ids: Mapping[str, int]
    rules: Mapping[str, Rule]


@dataclass(slots=True)
class _Sheet:
    """Rows of one table, ready to be copied, each with what the ledger is told of it."""

    model: type[models.Model]
    columns: Sequence[str]
    verb: Verb
    about: str
    rows: list[tuple[object, ...]] = field(default_factory=list)
    told: list[tuple[UUID, datetime, Mapping[str, object]]] = field(default_factory=list)

    def put(self, member: Member, row: tuple[object, ...], *, happened_at: datetime, **context: object) -> None:
        self.rows.append(row)
        self.told.append((member.subject, happened_at, extensions(by=MACHINE, **context)))

    def copy(self) -> range:
        """Write the rows; returns their ids."""
        pks = take_ids(self.model, len(self.rows))
        copy_rows(self.model, ("id", *self.columns), ((pk, *row) for pk, row in zip(pks, self.rows, strict=True)))
        return pks


class _Desk:
    """One person's facts after another's become rows of five tables."""

    def __init__(self, made: MadeForce, told: Told, *, rng: Random, now: datetime) -> None:
        self.force, self.told, self.rng, self.now = made.force.pk, told, rng, now
        self.officers = _authorising(made)
        self.awards = _Sheet(Award, AWARD, Verb.AWARDED, "award")
        revoked = ("revoked_at", "revoked_by", "revoked_why")
        columns: tuple[str, ...] = (*_KEY, "starts", "authorised_by", "recorded_at", *revoked)
        self.authorisations = _Sheet(Authorisation, columns, Verb.AUTHORISED, "authorisation")
        self.waivers = _Sheet(Waiver, WAIVER, Verb.WAIVED, "waiver")
        self.holds = _Sheet(Hold, (*_KEY, "kind", "starts_at", "why", "recorded_at"), Verb.HELD, "hold")
        self.cpd = _Sheet(CpdEntry, CPD, Verb.LOGGED, "cpd")

    def write_line(self, member: Member, line: Line) -> None:
        key = (member.pk, self.told.ids[line.skill], self.force)
        source = "assessment" if line.skill in ASSESSED else "lesson" if line.skill in BY_LESSON else "course"
        by = "" if source == "lesson" else self.rng.choice(self.officers["trainers"])
        for done in line.done:
            self._write_award(member, key, line.skill, done, source=source, by=by)
        if line.authority is not None:
            self._write_authority(member, key, line, line.authority)
        if line.odd in ("training", "suspended"):
            self._write_hold(member, key, line)
        elif line.odd == "waived":
            self._write_waiver(member, key, line)

    def write_cpd(self, member: Member, entry: Logged) -> None:
        recorded = self.at_five(entry.day)
        row = (member.pk, self.force, entry.kind, entry.day, entry.minutes, entry.title, entry.reflection)
        context = {"kind": entry.kind, "minutes": entry.minutes}
        self.cpd.put(member, (*row, recorded), happened_at=start_of(entry.day), **context)

    def copy(self) -> int:
        """Write everything, and tell the ledger; returns how many awards."""
        sheets = (self.awards, self.authorisations, self.waivers, self.holds, self.cpd)
        copied = [(sheet, sheet.copy()) for sheet in sheets]
        append_many(happening for sheet, pks in copied for happening in self._statements(sheet, pks))
        return len(self.awards.rows)

    def at_five(self, day: date) -> datetime:
        """When a day's training is over and written down, unless that is still to come."""
        return min(datetime.combine(day, time(16, 30), UTC), self.now)

    def _write_award(
        self, member: Member, key: tuple[int, int, int], skill: str, done: Done, *, source: str, by: str
    ) -> None:
        recorded = self.at_five(done.day)
        row = (*key, done.day, done.kind.value, done.minutes, source, by, recorded)
        context = {"achieved-on": done.day, "kind": done.kind.value, "minutes": done.minutes}
        self.awards.put(
            member, row, happened_at=start_of(done.day), skill=skill, source=source, verified=True, **context
        )

    def _write_authority(self, member: Member, key: tuple[int, int, int], line: Line, day: date) -> None:
        named = self.officers.get(line.skill, self.officers["superintendents"])
        name = self.rng.choice(named)
        starts = min(day, self.now.date())
        revoked: tuple[object, ...] = (None, "", "")
        if line.odd == "revoked":
            revoked = (self.now - timedelta(days=self.rng.randint(3, 60)), name, "revoked")
        recorded = self.at_five(starts)
        context = {"skill": line.skill, "first-day": starts}
        self.authorisations.put(member, (*key, starts, name, recorded, *revoked), happened_at=recorded, **context)

    def _write_hold(self, member: Member, key: tuple[int, int, int], line: Line) -> None:
        since, why = self.at_five(member.plan.starts), ""
        if line.odd == "suspended":
            since = self.now - timedelta(days=self.rng.randint(3, 90))
            why = self.rng.choice(("medical", "conduct"))
        self.holds.put(member, (*key, line.odd, since, why, since), happened_at=since, skill=line.skill, kind=line.odd)

    def _write_waiver(self, member: Member, key: tuple[int, int, int], line: Line) -> None:
        starts = self.now.date() - timedelta(days=self.rng.randint(5, 80))
        ends = starts + timedelta(days=self.rng.randint(90, 180))
        by = self.rng.choice(self.officers["superintendents"])
        recorded = self.at_five(starts)
        row = (*key, starts, ends, "Occupational health: alternative arranged", by, recorded)
        context = {"skill": line.skill, "first-day": starts, "last-day": ends}
        self.waivers.put(member, row, happened_at=recorded, **context)

    def _statements(self, sheet: _Sheet, pks: Sequence[int]) -> Iterator[Happening]:
        for pk, (subject, happened_at, context) in zip(pks, sheet.told, strict=True):
            yield Happening(
                statement_id=UUID(int=self.rng.getrandbits(128), version=4),
                subject=subject,
                force=self.force,
                verb=sheet.verb,
                object_type=sheet.about,
                object_id=str(pk),
                happened_at=happened_at,
                stored_at=self.now,
                context=context,
            )


def require_skills(made: MadeForce, told: Told) -> None:
    """The force's requirements, each with its reason."""
    Requirement.objects.bulk_create(
        Requirement(
            skill_id=told.ids[required.skill],
            force=made.force,
            function=required.who.function,
            role=required.who.role,
            person_type=required.who.person_type,
            rank_from=required.who.rank_from,
            rank_to=required.who.rank_to,
            reason=required.reason,
            effective_from=SINCE,
            recorded_at=datetime.combine(SINCE, time(9), UTC),
        )
        for required in requirements()
    )


def give_records(
    made: MadeForce,
    told: Told,
    *,
    rng: Random,
    now: datetime,
    today: date,
    tell: Callable[[str], None],
    everything: bool = False,
) -> int:
    """Awards, authorisations, waivers, holds and CPD of everybody who serves; returns how many awards."""
    count = 0
    for start in range(0, len(made.members), PEOPLE_AT_ONCE):
        tell(f"{made.force.name}: years of records ({start:,} of {len(made.members):,} people)")
        desk = _Desk(made, told, rng=rng, now=now)
        for member in made.members[start : start + PEOPLE_AT_ONCE]:
            lines = lines_of(
                member.plan, function=member.function, rules=told.rules, rng=rng, today=today, everything=everything
            )
            for line in lines:
                desk.write_line(member, line)
            for entry in logged_by(member.plan, rng=rng, today=today):
                desk.write_cpd(member, entry)
        count += desk.copy()
    return count


def stand(made: MadeForce, tell: Callable[[str], None]) -> None:
    """Compute the standing of everybody who serves in the force."""
    with connection.cursor() as cursor:
        # What was copied in this transaction is unknown to the planner, and millions of rows would be read in turn.
        cursor.execute("ANALYZE skills_award, skills_authorisation, skills_hold, skills_waiver, people_post")
    for start in range(0, len(made.members), STOOD_AT_ONCE):
        tell(f"{made.force.name}: who is in date ({start:,} of {len(made.members):,} people)")
        restand_ids([member.pk for member in made.members[start : start + STOOD_AT_ONCE]])


def _authorising(made: MadeForce) -> dict[str, Sequence[str]]:
    """Who signs what: superintendents, the chief firearms officer, the driver training manager, and trainers."""
    plans = [member.plan for member in made.members]
    superintendents = [f"Supt {plan.given} {plan.family}" for plan in plans if plan.rank == at.SUPERINTENDENT]
    trainers = [
        f"{member.plan.given} {member.plan.family}, trainer" for member in made.members if member.function == "learning"
    ]
    chief = next((plan for plan in plans if plan.rank == at.CHIEF_OFFICER), plans[0])
    manager = next((plan for plan in plans if plan.rank == at.STAFF), plans[0])
    driving = [f"{manager.given} {manager.family}, driver training manager"]
    return {
        "superintendents": superintendents or [f"Supt {plans[0].given} {plans[0].family}"],
        "trainers": trainers or ["Training centre"],
        "AFO": [f"{chief.given} {chief.family}, chief firearms officer"],
        "DRV-RESP": driving,
        "DRV-ADV": driving,
    }
