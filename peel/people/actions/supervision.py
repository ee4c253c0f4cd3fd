"""Taking over and handing over people: who answers for somebody, whatever the unit tree says."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.people.actors import actor
from peel.people.models import Person, Supervision
from peel.people.queries.supervision import leads_in, may_be_moved_by


class NotHanded(ValueError):
    """Why somebody cannot be taken over or handed over, and what to do instead; a sentence for the person who asked."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@transaction.atomic
def take_over(
    person: Person, *, supervisor: Person, by: Person, until: datetime | None = None, reason: str = ""
) -> Supervision:
    """From now ``supervisor`` answers for ``person``, for good or until a moment. The same again changes nothing.

    Whoever answered by an earlier row stops now; when a shift ends without another row, the unit tree holds again.
    The person's row is locked, so that two sergeants who tap at once do not both have them.
    """
    if person == supervisor:
        raise NotHanded(_("Nobody answers for themselves."))
    if not may_be_moved_by(by, person):
        raise NotHanded(_("They are not in your part of the force. Ask their supervisor to hand them over."))
    if not leads_in(supervisor, force=person.home_force_id):
        raise NotHanded(_("Only somebody who leads a unit of the same force can answer for people."))
    Person.objects.select_for_update().get(pk=person.pk)
    now = clock.now()
    during = DateTimeTZRange(now, until)
    standing = list(Supervision.objects.filter(person=person, during__overlap=during))
    for row in standing:
        if row.supervisor_id == supervisor.pk and row.during.upper == until:
            return row
    for row in standing:
        _end(row, at=now)
    made = Supervision.objects.create(
        person=person, supervisor=supervisor, during=during, made_by=by, reason=reason, recorded_at=now
    )
    ledger.audit(
        "took over",
        actor=actor(by),
        force=person.home_force_id,
        subjects=[person.subject, supervisor.subject],
        object_type="supervision",
        object_id=made.pk,
        detail={"until": until.isoformat() if until else None},
    )
    return made


@transaction.atomic
def give_back(supervision: Supervision, *, by: Person) -> None:
    """End a taking-over now; the unit tree holds again."""
    _end(supervision, at=clock.now())
    ledger.audit(
        "gave back",
        actor=actor(by),
        force=supervision.person.home_force_id,
        subjects=[supervision.person.subject],
        object_type="supervision",
        object_id=supervision.pk,
    )


def _end(row: Supervision, *, at: datetime) -> None:
    """Cut a row off at a moment; one that had not begun is taken away whole."""
    if row.during.lower is not None and row.during.lower >= at:
        row.delete()
        return
    row.during = DateTimeTZRange(row.during.lower, at)
    row.save(update_fields=["during"])
