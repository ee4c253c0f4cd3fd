"""Skills of the demo: the catalogue with its rules, who must hold what, and years of records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from peel.demo.actions.people import MadeForce, Member
from peel.demo.copying import copy_rows, take_ids
from peel.demo.rules import layout as at
from peel.demo.rules.cpd import logged_by
from peel.demo.rules.history import Done
from peel.demo.rules.holding import requirements
from peel.demo.rules.lines import Line, lines_of
from peel.ledger.actions import append_many
from peel.ledger.rules import PEEL, Happening, Verb
from peel.people.actors import MACHINE
from peel.skills.models import Authorisation, Award, CpdEntry, Hold, Requirement, Waiver
from peel.skills.rules.days import start_of
from peel.skills.rules.grammar import Rule

PEOPLE_AT_ONCE = 2000
SINCE = date(2015, 4, 1)
AWARD = (
    *("id", "person_id", "skill_id", "force_id", "achieved_on", "kind", "minutes", "edition", "source", "authority"),
    *("evidence", "verified", "void", "reason", "recorded_at"),
)
AUTHORISATION = (
    *("person_id", "skill_id", "force_id", "starts", "authorised_by", "recorded_at"),
    *("revoked_at", "revoked_by", "revoked_why"),
)
WAIVER = ("person_id", "skill_id", "force_id", "starts", "ends", "reason", "authorised_by", "recorded_at")
HOLD = ("person_id", "skill_id", "force_id", "kind", "starts_at", "ends_at", "why", "recorded_at")
CPD = ("person_id", "force_id", "kind", "done_on", "minutes", "title", "reflection", "shared", "recorded_at")
ASSESSED = {"JRFT", "DRV-BASIC", "DRV-RESP", "DRV-ADV", "AFO"}
BY_LESSON = {"DATA", "STOP", "MH"}


@dataclass(frozen=True, slots=True)
class Told:
    """The skills as stored: ids and rules by code."""

    ids: Mapping[str, int]
    rules: Mapping[str, Rule]


@dataclass(slots=True)
class _Batch:
    """Rows of a number of people, ready to be copied."""

    awards: list[tuple[object, ...]] = field(default_factory=list)
    authorisations: list[tuple[object, ...]] = field(default_factory=list)
    waivers: list[tuple[object, ...]] = field(default_factory=list)
    holds: list[tuple[object, ...]] = field(default_factory=list)
    cpd: list[tuple[object, ...]] = field(default_factory=list)
    told: list[tuple[UUID, str, Done]] = field(default_factory=list)


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


def give_records(made: MadeForce, told: Told, *, rng: Random, now: datetime, today: date) -> int:
    """Awards, authorisations, waivers, holds and CPD of everybody who serves; returns how many awards."""
    officers = _authorising(made)
    count = 0
    for start in range(0, len(made.members), PEOPLE_AT_ONCE):
        batch = _Batch()
        for member in made.members[start : start + PEOPLE_AT_ONCE]:
            lines = lines_of(member.plan, function=member.function, rules=told.rules, rng=rng, today=today)
            for line in lines:
                _write_line(batch, made, member, line, told=told, officers=officers, rng=rng, now=now)
            for entry in logged_by(member.plan, rng=rng, today=today):
                at_five = _at_five(entry.day, now)
                batch.cpd.append((member.pk, made.force.pk, *astuple(entry), False, at_five))
        count += len(batch.awards)
        _copy(batch, made, now)
    return count


def _write_line(
    batch: _Batch,
    made: MadeForce,
    member: Member,
    line: Line,
    *,
    told: Told,
    officers: Mapping[str, Sequence[str]],
    rng: Random,
    now: datetime,
) -> None:
    key = (member.pk, told.ids[line.skill], made.force.pk)
    source = "assessment" if line.skill in ASSESSED else "lesson" if line.skill in BY_LESSON else "course"
    by = "" if source == "lesson" else rng.choice(officers["trainers"])
    for done in line.done:
        recorded = _at_five(done.day, now)
        batch.awards.append(
            (*key, done.day, done.kind.value, done.minutes, "", source, by, "{}", True, False, "", recorded)
        )
        batch.told.append((member.subject, line.skill, done))
    if line.authority is not None:
        name = rng.choice(officers[line.skill if line.skill in officers else "superintendents"])
        revoked = now - timedelta(days=rng.randint(3, 60)) if line.odd == "revoked" else None
        starts = min(line.authority, now.date())
        batch.authorisations.append(
            (*key, starts, name, _at_five(starts, now), revoked, name if revoked else "", "revoked" if revoked else "")
        )
    _write_odd(batch, key, member, line, officers=officers, rng=rng, now=now)


def _write_odd(
    batch: _Batch,
    key: tuple[int, int, int],
    member: Member,
    line: Line,
    *,
    officers: Mapping[str, Sequence[str]],
    rng: Random,
    now: datetime,
) -> None:
    if line.odd == "training":
        joined = _at_five(member.plan.starts, now)
        batch.holds.append((*key, "training", joined, None, "", joined))
    elif line.odd == "suspended":
        since = now - timedelta(days=rng.randint(3, 90))
        batch.holds.append((*key, "suspended", since, None, rng.choice(("medical", "conduct")), since))
    elif line.odd == "waived":
        starts = now.date() - timedelta(days=rng.randint(5, 80))
        ends = starts + timedelta(days=rng.randint(90, 180))
        reason = "Occupational health: alternative arranged"
        by = rng.choice(officers["superintendents"])
        batch.waivers.append((*key, starts, ends, reason, by, _at_five(starts, now)))


def _copy(batch: _Batch, made: MadeForce, now: datetime) -> None:
    awards = take_ids(Award, len(batch.awards))
    copy_rows(Award, AWARD, ((pk, *row) for pk, row in zip(awards, batch.awards, strict=True)))
    copy_rows(Authorisation, AUTHORISATION, batch.authorisations)
    copy_rows(Waiver, WAIVER, batch.waivers)
    copy_rows(Hold, HOLD, batch.holds)
    copy_rows(CpdEntry, CPD, batch.cpd)
    append_many(_statements(batch, awards, made.force.pk, now))


def _statements(batch: _Batch, awards: Sequence[int], force: int, now: datetime) -> Iterator[Happening]:
    for pk, (subject, skill, done) in zip(awards, batch.told, strict=True):
        yield Happening(
            statement_id=UUID(int=(pk << 64) | subject.int >> 64, version=4),
            subject=subject,
            force=force,
            verb=Verb.AWARDED,
            object_type="award",
            object_id=str(pk),
            happened_at=start_of(done.day),
            stored_at=now,
            context=_context(skill, done),
        )


def _at_five(day: date, now: datetime) -> datetime:
    """When a day's training is over, unless that is still to come."""
    return min(datetime.combine(day, time(16, 30), UTC), now)


def _authorising(made: MadeForce) -> dict[str, Sequence[str]]:
    """Who signs what: superintendents, the chief firearms officer, the driver training manager, and trainers."""
    people = [member.plan for member in made.members]
    superintendents = [f"Supt {p.given} {p.family}" for p in people if p.rank == at.SUPERINTENDENT]
    trainers = [
        f"{p.given} {p.family}, trainer" for p, m in zip(people, made.members, strict=True) if m.function == "learning"
    ]
    chiefs = [p for p in people if p.rank == at.CHIEF_OFFICER] or people[:1]
    manager = next((p for p in people if p.rank == at.STAFF), people[0])
    driving = [f"{manager.given} {manager.family}, driver training manager"]
    return {
        "superintendents": superintendents or [f"Supt {people[0].given} {people[0].family}"],
        "trainers": trainers or ["Training centre"],
        "AFO": [f"{chiefs[-1].given} {chiefs[-1].family}, chief firearms officer"],
        "DRV-RESP": driving,
        "DRV-ADV": driving,
    }


def _context(skill: str, done: Done) -> dict[str, object]:
    """What the skills room tells of an award (``skills.actions.awards``), spelled out because these come by COPY."""
    told: dict[str, object] = {
        f"{PEEL}skill": skill,
        f"{PEEL}by": str(MACHINE),
        f"{PEEL}achieved-on": done.day.isoformat(),
        f"{PEEL}kind": done.kind.value,
        f"{PEEL}verified": True,
    }
    if done.minutes is not None:
        told[f"{PEEL}minutes"] = done.minutes
    return told
