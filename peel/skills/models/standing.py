"""The cache of standing."""

from bisect import bisect_right
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from peel.people.models import Force, Person
from peel.skills.models.skill import Skill
from peel.skills.rules import standing as rules
from peel.skills.rules.stored import from_columns


class Standing(models.Model):
    """One row is the cached standing of one person in one skill in one force: the step it is at, and those to come.

    Step ``i`` begins at ``moments[i]``; the last one that has begun is true, and before the first nothing is held.
    ``statuses`` and ``reasons`` are as ``skills.rules.stored`` writes them: a status is negative where the skill does
    not stand. From the day ``needed_from[i]`` the requirement ``needed_by[i]`` asks for the skill (0: none does).
    Rewritten whenever a fact changes, never because time passed. Without foreign key constraints, because it is
    written by the million.

    Privacy: derived from awards; deleted and rebuilt at will.
    """

    pk = models.CompositePrimaryKey("person_id", "force_id", "skill_id")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="standings", db_constraint=False, db_index=False
    )
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    skill = models.ForeignKey(
        Skill, on_delete=models.CASCADE, related_name="standings", db_constraint=False, db_index=False
    )
    moments = ArrayField(models.DateTimeField())
    statuses = ArrayField(models.SmallIntegerField())
    reasons = models.JSONField()
    needed_from = ArrayField(models.DateField())
    needed_by = ArrayField(models.IntegerField())
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    verified = models.BooleanField(default=True)
    computed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["force", "skill", "valid_until"], name="standing_by_end")]

    @property
    def steps(self) -> rules.Standing:
        """The steps, to be asked ``at`` a moment."""
        return from_columns(self.moments, self.statuses, self.reasons)

    def needed_on(self, day: date) -> int:
        """The requirement that asks for the skill on a day; 0 where none does."""
        place = bisect_right(self.needed_from, day)
        return self.needed_by[place - 1] if place else 0
