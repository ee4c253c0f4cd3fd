"""Who is on when: patterns that repeat, rosters that were published, and exceptions for one person."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peel.people.models import Force, Person, Unit


class ShiftPattern(models.Model):
    """One row is a repeating pattern of duties, such as 2-2-2-4.

    ``days`` is a list as long as the cycle; each entry is ``{"code": "E", "start": "07:00", "end": "17:00"}``,
    times on the wall clock of Europe/London, ``end`` before ``start`` meaning the next day; a rest day is
    ``{"code": "RD"}``.

    Privacy: no personal data.
    """

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="shift_patterns")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    anchor = models.DateField(help_text=_("A day on which the cycle starts for offset 0"))
    days = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "code"], name="pattern_code_once_a_force")]


class PatternWorked(models.Model):
    """One row says that a unit, or one person, works a pattern with an offset from a day to a day.

    A person's own row wins over their unit's.

    Privacy: working hours; kept with the person's service.
    """

    pattern = models.ForeignKey(ShiftPattern, on_delete=models.PROTECT, related_name="worked")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="patterns_worked")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="patterns_worked")
    offset = models.PositiveSmallIntegerField(default=0)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pattern_worked_by_one",
                condition=Q(unit__isnull=False, person=None) | Q(unit=None, person__isnull=False),
            ),
            models.CheckConstraint(name="pattern_worked_in_order", condition=Q(ends=None) | Q(ends__gte=F("starts"))),
        ]


class RosteredDuty(models.Model):
    """One row is one person's duty on one day as a published roster gives it; it wins over the pattern.

    Privacy: working hours; deleted a year after the day by ``duty.actions.forget_old_rosters``.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rostered")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    code = models.CharField(max_length=10)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "force", "day"], name="rostered_once_a_day"),
            models.CheckConstraint(
                name="rostered_times_together",
                condition=Q(starts_at=None, ends_at=None) | Q(starts_at__isnull=False, ends_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["force", "day"], name="rostered_by_day")]


class Absence(models.Model):
    """One row is a time in which somebody is away or limited, and of what kind.

    The kind is private: supervisors, planners and trainers are shown "not available", never why. What each kind does
    to compliance, reminders and return is ``duty.rules``.

    Privacy: may tell about health or conduct. Kept for the force's retention period; read only by the person and HR.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    during = DateTimeRangeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    from_roster = models.BooleanField(default=False, help_text=_("Came with a roster: the next one replaces it"))

    class Meta:
        indexes = [models.Index(fields=["person"], condition=Q(withdrawn_at=None), name="absence_of_person")]
