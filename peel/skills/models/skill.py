"""Skills, the rules by which they stay in date, the links between them, and who is required to hold them.

Rules, links and requirements are versioned rows: what is no longer right is retracted, and the new version is a new
row, so that any moment can be read as it was then known.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peel.people.models import Force, Person, PersonType, Unit


class Skill(models.Model):
    """One row is a skill that people can hold; national when it has no force.

    Privacy: no personal data.
    """

    class Kind(models.TextChoices):
        AUTHORISED = "authorised", _("Authorised skill")
        LEARNING = "learning", _("Required learning")

    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="skills")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    short = models.CharField(max_length=40, blank=True, help_text=_("For narrow columns"))
    family = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    note = models.TextField(blank=True)
    also_called = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    critical = models.BooleanField(default=False, help_text=_("Counted on this shift"))
    position = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "code"], nulls_distinct=False, name="skill_code_once")]
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class SkillRule(models.Model):
    """One row is one version of how a skill stays in date, nationally or in one force, as JSON (``skills.rules``).

    The version in force when an award was achieved governs it, unless a later one is retrospective.

    Privacy: no personal data.
    """

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="rules")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rule = models.JSONField()
    effective_from = models.DateField()
    retrospective = models.BooleanField(default=False)
    consequence = models.TextField(blank=True, help_text=_("Words of the authorising officer, shown as theirs"))
    consequence_by = models.CharField(max_length=160, blank=True)
    consequence_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consequence_has_its_officer",
                condition=Q(consequence="") | (~Q(consequence_by="") & Q(consequence_on__isnull=False)),
            )
        ]
        indexes = [models.Index(fields=["skill", "force", "effective_from"], name="rule_of_skill")]


class SkillLink(models.Model):
    """One row links a skill to another: it needs it to start, needs it to stand, or renews it.

    A force's own row goes before the national one for the same two skills and the same kind.

    Privacy: no personal data.
    """

    class Kind(models.TextChoices):
        STARTS = "needs_to_start", _("Needs to start")
        STANDS = "needs_to_stand", _("Needs to stand")
        RENEWS = "renews", _("Renews")

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=20, choices=Kind)
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    applies = models.BooleanField(default=True, help_text=_("No: this force does without the national link"))
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_a_force_does_without", condition=Q(applies=True) | Q(force__isnull=False)
            ),
            models.CheckConstraint(name="link_not_to_itself", condition=~Q(skill=F("other"))),
            models.UniqueConstraint(
                fields=["skill", "other", "kind", "force", "effective_from"],
                condition=Q(retracted_at=None),
                nulls_distinct=False,
                name="link_once",
            ),
        ]


class Requirement(models.Model):
    """One row requires a skill of everybody who matches all of its filled columns, with the reason they are shown.

    Privacy: no personal data.
    """

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="requirements")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    function = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=60, blank=True)
    person_type = models.CharField(max_length=20, choices=PersonType, blank=True)
    rank_from = models.PositiveSmallIntegerField(null=True, blank=True)
    rank_to = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="requirement_ranks_in_order",
                condition=Q(rank_from=None) | Q(rank_to=None) | Q(rank_from__lte=F("rank_to")),
            )
        ]


class BookVersion(models.Model):
    """One row, the only one, holds the version of everything that a force's rule book is made of.

    A trigger gives it a new random value whenever a skill, rule, link or requirement changes, so that what a process
    keeps in memory under a version can never be stale, not even after a rollback.

    Privacy: no personal data.
    """

    version = models.UUIDField(default=uuid.uuid4)
