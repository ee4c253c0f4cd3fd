"""Hours of learning in the year of the allowance: how many there are, how many are done, and of what type."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum

from peel.duty.models import Absence
from peel.duty.rules.absence import Kind as AbsenceKind
from peel.duty.rules.absence import allowance_minutes
from peel.foundation import clock
from peel.people.models import Force, Person, Service
from peel.skills.models import CpdEntry
from peel.skills.rules.allowance import AllowanceRule, allowance_rule
from peel.skills.rules.days import day_of


@dataclass(frozen=True, slots=True)
class Part:
    """One type of learning: minutes done in so many entries, and what the force sets aside for it (None: nothing)."""

    kind: CpdEntry.Kind
    minutes: int
    entries: int
    of: int | None


@dataclass(frozen=True, slots=True)
class HoursOfYear:
    """A year of learning, first and last day included. ``minutes`` is the allowance in proportion to service.

    Voluntary: shown to the person, and as sums to those who may read their record; never part of an appraisal.
    """

    first: date
    last: date
    minutes: int
    parts: Sequence[Part]

    @property
    def done(self) -> int:
        return sum(part.minutes for part in self.parts)

    @property
    def left(self) -> int:
        return max(self.minutes - self.done, 0)


def hours_of(person: Person, *, force: Force | None = None, on: date | None = None) -> HoursOfYear:
    """The year that a day (today) is in. Three small queries; the allowance is in proportion to service, share of full
    time and long absence, rounded up to the quarter of an hour."""
    force, on = force or person.home_force, on or clock.today()
    rule = allowance_rule(force.settings.get("cpd", {}))
    first, last = rule.year_of(on)
    logged = CpdEntry.objects.filter(person=person, force=force, done_on__range=(first, last), withdrawn_at=None)
    done = {
        kind: (minutes, entries)
        for kind, minutes, entries in logged.values_list("kind").annotate(Sum("minutes"), Count("pk"))
    }
    parts = [
        Part(kind, *done.get(kind, (0, 0)), rule.parts.get(kind))
        for kind in CpdEntry.Kind
        if kind in done or kind in rule.parts
    ]
    return HoursOfYear(first, last, _allowance(person, force, rule, (first, last)), parts)


def _allowance(person: Person, force: Force, rule: AllowanceRule, year: tuple[date, date]) -> int:
    first, last = year
    away = [
        (AbsenceKind(kind), day_of(during.lower), day_of(during.upper - timedelta.resolution) if during.upper else None)
        for kind, during in Absence.objects.filter(person=person, force=force, withdrawn_at=None).values_list(
            "kind", "during"
        )
    ]
    services = Service.objects.filter(person=person, force=force, starts__lte=last)
    stretches = [
        (starts, ends, float(share))
        for starts, ends, share in services.values_list("starts", "ends", "full_time_share")
        if ends is None or ends >= first
    ]
    return sum(
        allowance_minutes(rule.minutes, year=year, served=(starts, ends), share=share, away=away)
        for starts, ends, share in stretches
    )
