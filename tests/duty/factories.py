"""Rows of duty for tests in one word."""

from datetime import UTC, date, datetime
from typing import Any

import factory

from peel.duty.models import Absence, PatternWorked, RosteredDuty, ShiftPattern
from peel.duty.queries import days_of
from peel.duty.rules import READY_MADE, Kind, whole_day_span
from tests.people.factories import LONG_AGO, ForceFactory, PersonFactory

PATTERNS = {pattern.code: pattern for pattern in READY_MADE}
RECORDED = datetime(2020, 1, 6, 9, tzinfo=UTC)


class ShiftPatternFactory(factory.django.DjangoModelFactory):
    """One of the ready-made patterns, 2-2-2-4 unless ``code=`` names another; it begins on a Monday long ago."""

    class Meta:
        model = ShiftPattern
        django_get_or_create = ("force", "code")

    force = factory.SubFactory(ForceFactory)
    code = "2-2-2-4"
    name = factory.SelfAttribute("code")
    anchor = LONG_AGO
    days = factory.LazyAttribute(lambda pattern: days_of(PATTERNS[pattern.code]))


class PatternWorkedFactory(factory.django.DjangoModelFactory):
    """``PatternWorkedFactory(unit=team)`` or ``(person=ana)``; ``pattern__code="office"`` for another pattern."""

    class Meta:
        model = PatternWorked

    class Params:
        force = factory.LazyAttribute(lambda row: row.unit.force if row.unit else row.person.home_force)

    unit = None
    person = None
    pattern = factory.SubFactory(ShiftPatternFactory, force=factory.SelfAttribute("..force"))
    starts = LONG_AGO


class RosteredDutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RosteredDuty

    person = factory.SubFactory(PersonFactory)
    force = factory.SelfAttribute("person.home_force")
    day = date(2026, 11, 19)
    code = "RD"
    received_at = RECORDED


class AbsenceFactory(factory.django.DjangoModelFactory):
    """Leave on whole days: ``AbsenceFactory(person=ana, first=date(…), last=date(…))``, open without ``last``."""

    class Meta:
        model = Absence

    class Params:
        first = date(2026, 11, 19)
        last = None

    person = factory.SubFactory(PersonFactory)
    force = factory.SelfAttribute("person.home_force")
    kind = Kind.ANNUAL_LEAVE.value
    recorded_at = RECORDED

    @factory.lazy_attribute
    def during(self: Any) -> tuple[datetime, datetime | None]:
        span = whole_day_span(self.first, self.last)
        return span.start, span.end
