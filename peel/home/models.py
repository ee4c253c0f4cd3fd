"""What gathered pages keep so that they need not count on every visit."""

from django.db import models

from peel.catalogue.models import Lesson
from peel.people.models import Force


class Liked(models.Model):
    """One row counts how many people of one function of a force liked a lesson (four stars, or would recommend).

    Privacy: a count; functions with fewer than five such people are not shown.
    """

    pk = models.CompositePrimaryKey("force_id", "function", "lesson_id")
    force = models.ForeignKey(Force, on_delete=models.CASCADE, related_name="+", db_index=False)
    function = models.CharField(max_length=40)
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="liked_by")
    people = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["force", "function", "-people"], name="liked_most")]
