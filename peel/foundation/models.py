"""What foundation remembers: files that people gave us."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """One row is one file that somebody gave us, as it was recognised and is kept in the storage.

    Privacy: its name and content may say anything of anybody; ``made_by`` is a pseudonym. Kept as long as what it
    belongs to; erased, with its content, by ``foundation.actions.erase_file``.
    """

    kind = models.CharField(max_length=12)
    content_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200, help_text=_("As the person called it"))
    path = models.CharField(max_length=200, unique=True, help_text=_("Its name in the storage"))
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    force = models.BigIntegerField(null=True, blank=True, help_text=_("Empty: national"))
    made_by = models.UUIDField(null=True, blank=True)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(width__isnull=True, height__isnull=True)
                | models.Q(width__isnull=False, height__isnull=False),
                name="stored_file_has_both_sides_or_none",
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
