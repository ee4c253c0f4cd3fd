"""Frameworks of competencies, such as the Competency and Values Framework, in versions."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Framework(models.Model):
    """One row is one version of a competency framework, such as CVF 2024.

    Privacy: no personal data.
    """

    code = models.SlugField(max_length=60)
    version = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    identifier = models.UUIDField(default=uuid.uuid4, help_text=_("CASE identifier, the same for every version"))
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="framework_version_once"),
            models.UniqueConstraint(fields=["identifier", "version"], name="framework_identifier_once_a_version"),
        ]


class Competency(models.Model):
    """One row is one competency, value or behaviour of a framework version, in its tree.

    Privacy: no personal data.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="competencies")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    identifier = models.UUIDField(default=uuid.uuid4, help_text=_("CASE identifier"))
    code = models.CharField(max_length=120, blank=True)
    name = models.TextField()
    kind = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    levels = models.PositiveSmallIntegerField(default=0, help_text=_("How many levels it has; 0 where it has none"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "identifier"], name="competency_once")]
        ordering = ["position", "pk"]


class CompetencyLink(models.Model):
    """One row says how a competency relates to another, such as old framework to new (CASE association).

    Privacy: no personal data.
    """

    origin = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "target", "kind"], name="competency_link_once")]
