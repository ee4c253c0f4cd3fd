"""Every write of the duty room."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from peel.duty.models import Absence, PatternWorked, RosteredDuty
from peel.duty.queries import days_away_by_roster, duties_published, people_by_number
from peel.duty.rules import Duty, Kind, RosterRules, roster_faults, whole_day_span
from peel.duty.rules.patterns import Turn, moments
from peel.duty.rules.roster_file import NotRead, RosterRow
from peel.foundation import clock
from peel.foundation.sentence import N_, Sentence
from peel.ledger import actions as ledger
from peel.people.actors import actor
from peel.people.models import Force, Person
from peel.people.rules.hr_import.rows import number_key

AT_ONCE = 5_000
KEPT = timedelta(days=366)


@dataclass(slots=True)
class Published:
    """What a roster came to: something ``said`` of every line, and people's days that ``changed``."""

    said: dict[int, tuple[str, Sentence | None]] = field(default_factory=dict)
    changed: set[tuple[int, date]] = field(default_factory=set)

    @property
    def people(self) -> set[int]:
        return {person for person, _day in self.changed}


@transaction.atomic
def publish_roster(
    rows: Iterable[RosterRow | NotRead], *, force: Force, by: Person | None, dry_run: bool = False
) -> Published:
    """Make these days of these people what the roster says; days that it does not name stay.

    The last row of a day counts. The same roster twice changes nothing. What breaks a rule of rest is published, and
    said beside its row: a planner knows why, or wants to know.
    """
    out = Published()
    numbers = people_by_number(force)
    days: dict[tuple[int, date], RosterRow] = {}
    for row in rows:
        person = numbers.get(number_key(row.number)) if row.number else None
        if isinstance(row, NotRead):
            out.said[row.line] = ("refused", row.why)
        elif person is None:
            out.said[row.line] = ("refused", Sentence(N_("Nobody who serves here has this employee number.")))
        else:
            out.said[row.line] = ("read", None)
            days[person, row.day] = row
    _say_faults(days, out, RosterRules.from_settings(force.settings.get("duty", {}).get("roster", {})))
    duties = {key: _duty(row) for key, row in days.items() if isinstance(row.does, Turn)}
    away = {key: row.does for key, row in days.items() if isinstance(row.does, Kind)}
    _write_duties(duties, force, out, dry_run=dry_run)
    _write_absences(days, away, force, out, by=by, dry_run=dry_run)
    if out.changed and not dry_run:
        subjects = Person.objects.filter(pk__in=out.people).values_list("subject", flat=True)
        ledger.audit(
            "published-roster", actor=actor(by), force=force.pk, subjects=subjects, detail={"days": len(out.changed)}
        )
    return out


def _duty(row: RosterRow) -> Duty:
    turn = row.does
    assert isinstance(turn, Turn), "only a turn is a duty"
    if turn.start is None or turn.end is None:
        return Duty(row.day, turn.code)
    return Duty(row.day, turn.code, *moments(row.day, turn.start, turn.end))


def _say_faults(days: Mapping[tuple[int, date], RosterRow], out: Published, rules: RosterRules) -> None:
    of_person: dict[int, list[RosterRow]] = defaultdict(list)
    for (person, _day), row in days.items():
        if isinstance(row.does, Turn):
            of_person[person].append(row)
    for rows in of_person.values():
        lines = {row.day: row.line for row in rows}
        for fault in roster_faults([_duty(row) for row in rows], rules):
            out.said[lines[fault.day]] = ("read", fault.sentence)


def _write_duties(duties: Mapping[tuple[int, date], Duty], force: Force, out: Published, *, dry_run: bool) -> None:
    known = duties_published(duties, force=force)
    new = {key: duty for key, duty in duties.items() if known.get(key) != duty}
    out.changed |= new.keys()
    if dry_run:
        return
    now = clock.now()
    RosteredDuty.objects.bulk_create(
        [
            RosteredDuty(
                person_id=person,
                force=force,
                day=day,
                code=duty.code.value,
                starts_at=duty.start,
                ends_at=duty.end,
                received_at=now,
            )
            for (person, day), duty in new.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "force", "day"],
        update_fields=["code", "starts_at", "ends_at", "received_at"],
        batch_size=AT_ONCE,
    )


def _write_absences(
    days: Mapping[tuple[int, date], RosterRow],
    away: Mapping[tuple[int, date], Kind],
    force: Force,
    out: Published,
    *,
    by: Person | None,
    dry_run: bool,
) -> None:
    """One row a day; those that an earlier roster brought for these days and this one does not say are withdrawn."""
    known = {key: (pk, kind) for key, (pk, kind) in days_away_by_roster(days, force=force).items() if key in days}
    gone = {key: pk for key, (pk, kind) in known.items() if away.get(key) != kind}
    new = {key: kind for key, kind in away.items() if key not in known or key in gone}
    out.changed |= gone.keys() | new.keys()
    if dry_run:
        return
    now = clock.now()
    Absence.objects.filter(pk__in=gone.values()).update(withdrawn_at=now)
    spans = {key: whole_day_span(key[1], key[1]) for key in new}
    Absence.objects.bulk_create(
        [
            Absence(
                person_id=key[0],
                force=force,
                kind=kind.value,
                during=(spans[key].start, spans[key].end),
                recorded_by=by,
                recorded_at=now,
                from_roster=True,
            )
            for key, kind in new.items()
        ],
        batch_size=AT_ONCE,
    )


@transaction.atomic
def forget_old_rosters() -> int:
    """Delete published duties a year after their day. Returns how many."""
    deleted, _of_each = RosteredDuty.objects.filter(day__lt=clock.today() - KEPT).delete()
    return deleted


@transaction.atomic
def forget_duty_of(person: Person) -> None:
    """When somebody worked and why they were away goes with their identity."""
    for model in (RosteredDuty, Absence, PatternWorked):
        model.objects.filter(person=person).delete()


@transaction.atomic
def join_duty(kept: Person, /, *, other: Person) -> None:
    """Two rows are one human being: absences and own patterns of either are the kept one's; rosters come anew."""
    Absence.objects.filter(person=other).update(person=kept)
    PatternWorked.objects.filter(person=other).update(person=kept)
    RosteredDuty.objects.filter(person=other).delete()


def lines_said(out: Published) -> Sequence[tuple[int, str, Sentence | None]]:
    return [(line, *said) for line, said in sorted(out.said.items())]
