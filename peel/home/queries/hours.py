"""Hours of learning beside the record."""

from django.db.models import QuerySet

from peel.skills.models import Competency


def competencies() -> QuerySet[Competency]:
    """The competencies that an entry may be tagged with: those of the newest Competency and Values Framework."""
    return Competency.objects.filter(framework__code="cvf", framework__replaced_by=None, parent=None)
