"""What each person has begun, finished and thought of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peel.catalogue.models import Form, Journey, Lesson
from peel.people.models import Force, Person


class Attempt(models.Model):
    """One row is one person's go at one form of one lesson; a new cycle is a new row, nothing is reset.

    Privacy: what somebody read or watched and how far. Kept with service; deleted with identity.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attempts")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="attempts")
    form = models.ForeignKey(Form, on_delete=models.SET_NULL, null=True, related_name="attempts")
    length = models.CharField(max_length=4)
    version = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0, help_text=_("Seconds watched to, or per mille read"))
    furthest = models.PositiveIntegerField(default=0)
    seconds_spent = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Per cent right at the first try"))
    how = models.CharField(max_length=12, blank=True, help_text=_("What was really done: learning.rules.How"))
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "form"], condition=Q(done_at=None), name="attempt_one_open_a_form"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-last_at"], name="attempt_of_person"),
            models.Index(fields=["lesson", "done_at"], name="attempt_of_lesson"),
        ]


class Rating(models.Model):
    """One row is what one person thinks of one lesson: stars for the library, and whether they would recommend it.

    Privacy: a person's opinion; shown only in sums; deleted with identity.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ratings")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="ratings")
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    recommend = models.BooleanField(null=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "lesson"], name="rating_once"),
            models.CheckConstraint(name="rating_one_to_five", condition=Q(stars=None) | Q(stars__range=(1, 5))),
        ]


class PrivateNote(models.Model):
    """One row is a note that only its writer can read.

    Privacy: private text; never in a statement, report or export but the writer's own; deleted with identity.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "lesson"], name="note_once")]


class JourneyTaken(models.Model):
    """One row says that somebody is on a journey, since when, and whether they finished it.

    Privacy: what somebody is working towards; deleted with identity.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="journeys")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="taken")
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "journey"], name="journey_taken_once")]


class Saved(models.Model):
    """One row is a lesson somebody put aside for later.

    Privacy: deleted with identity.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="saved_by")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "lesson"], name="saved_once")]
