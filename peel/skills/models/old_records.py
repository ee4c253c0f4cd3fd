"""What years of records from another system leave to be looked at: rows to decide, and a comparison."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peel.people.models import Force, Person
from peel.skills.models.proof import Award, AwardBatch
from peel.skills.models.skill import Skill


class Unmatched(models.Model):
    """One row is a record of an old system that waits for a person to decide whose it is, or whether it comes in.

    ``who`` is the same for rows that say the same of whom they are about, ``mark`` for the same record in whatever
    file it comes again. ``why`` is ``[text, values]``, ``candidates`` are ``[person, text, values]``, words as
    ``foundation.sentence`` has them.

    Privacy: the old system's words about somebody; ``cells``, ``why`` and ``candidates`` are emptied when decided, and
    the rest, which names nobody, goes when the batch is undone.
    """

    batch = models.ForeignKey(AwardBatch, on_delete=models.CASCADE, related_name="unmatched")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    who = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)
    achieved_on = models.DateField()
    cells = models.JSONField(default=dict)
    why = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    award = models.ForeignKey(
        Award, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text=_("What it became, if any")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["force", "mark"], name="unmatched_once_a_force"),
            models.CheckConstraint(
                name="unmatched_decided_by_and_at_together",
                condition=Q(decided_by=None, decided_at=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["force", "who", "id"], condition=Q(decided_at=None), name="unmatched_open")]


class Reconciled(models.Model):
    """One row is what an old system and Peel say of one person's skill, and why they differ, as last compared.

    Written in the order in which it is shown: by name, then by skill. ``status`` is ``skills.rules``' ``Step.code``,
    ``reason`` one of ``skills.rules.old_records.compare``. Without foreign key constraints, because it is written by
    the hundred thousand.

    Privacy: derived from awards and their batch; rebuilt when compared again, gone when the batch is undone.
    """

    batch = models.ForeignKey(
        AwardBatch, on_delete=models.CASCADE, related_name="reconciled", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False)
    old_status = models.CharField(max_length=120, blank=True)
    old_until = models.DateField(null=True)
    status = models.SmallIntegerField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(fields=["batch", "reason", "id"], name="reconciled_by_reason"),
            models.Index(fields=["batch", "id"], name="reconciled_in_order"),
        ]
