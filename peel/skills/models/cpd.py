"""Time spent learning, counted against the yearly allowance."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peel.people.models import Force, Person
from peel.skills.models.framework import Competency
from peel.skills.models.skill import Skill


class CpdEntry(models.Model):
    """One row is time somebody spent learning or helping others learn, counted against the yearly allowance.

    Privacy: the reflection is private to the person unless they share it (``skills.access``). Kept with service; words
    are erased by ``skills.actions.following.forget_words_of``.
    """

    class Kind(models.TextChoices):
        DAY = "day", _("Development day")
        DIGITAL = "digital", _("Digital, your choice")
        FORMAL = "formal", _("Formal")
        SOCIAL = "social", _("Social")
        TEAM = "team", _("Team")
        HELPING = "helping", _("Teaching and coaching others")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cpd")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    done_on = models.DateField()
    minutes = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    reflection = models.TextField(blank=True)
    shared = models.BooleanField(default=False)
    competency = models.ForeignKey(Competency, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    lesson_id = models.BigIntegerField(null=True, blank=True, help_text=_("catalogue.Lesson"))
    counts_for = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="cpd_takes_time", condition=Q(minutes__gt=0))]
        indexes = [models.Index(fields=["person", "done_on"], condition=Q(withdrawn_at=None), name="cpd_of_person")]
