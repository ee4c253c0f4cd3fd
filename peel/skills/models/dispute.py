"""What people say about their own record, which waits for a person to decide."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peel.people.models import Force, Person
from peel.skills.models.proof import Award
from peel.skills.models.skill import Skill


class Query(models.Model):
    """One row is an objection or an addition that somebody made to a record, until a records officer decides.

    Privacy: the person's words and a photo. Kept as long as the award it led to; words and photo are erased by
    ``skills.actions.following.forget_words_of``.
    """

    class Kind(models.TextChoices):
        WRONG = "wrong", _("This is wrong")
        ELSEWHERE = "elsewhere", _("I did this elsewhere")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="queries")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="queries")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    award = models.ForeignKey(
        Award,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="queries",
        help_text=_("What is disputed, where one award was named"),
    )
    words = models.TextField(blank=True)
    happened_on = models.DateField(null=True, blank=True)
    file_id = models.BigIntegerField(null=True, blank=True, help_text=_("foundation.StoredFile"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decide_by = models.DateField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    led_to = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="query_decided_whole",
                condition=Q(decided_by=None, decided_at=None, upheld=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, upheld__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["force", "decide_by"], condition=Q(decided_at=None), name="query_open")]
