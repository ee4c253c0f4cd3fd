"""Whether an identity may be erased."""

from django.db.models import F
from django.utils.translation import gettext as _

from peel.foundation import clock
from peel.people.keeping import YEARS_KEPT, Stretch, why_kept
from peel.people.models import LegalHold, Person, Service
from peel.ui.words import day


def why_identity_is_kept(person: Person) -> str | None:
    """Why this person's identity is kept, in a sentence; None when it may be erased today."""
    services = Service.objects.filter(person=person).select_related("force")
    stretches = [
        Stretch(service.force.name, service.ends, int(service.force.settings.get("years_kept", YEARS_KEPT)))
        for service in services
    ]
    holds = LegalHold.objects.filter(person=person, lifted_at=None).order_by("pk").values_list("reference", flat=True)
    kept = why_kept(stretches, holds=holds, on=clock.today())
    if kept is None:
        return None
    if kept.hold:
        return _("A legal hold stands: %(reference)s.") % {"reference": kept.hold}
    if kept.serves_in:
        return _("They serve in %(force)s.") % {"force": kept.serves_in}
    return _("The record is kept until %(day)s.") % {"day": day(kept.until)}


def holds_of(person: Person) -> list[LegalHold]:
    """Every hold on somebody's record, those that stand first."""
    holds = LegalHold.objects.filter(person=person).select_related("placed_by", "lifted_by")
    return list(holds.order_by(F("lifted_at").desc(nulls_first=True), "-placed_at"))
