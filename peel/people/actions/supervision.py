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

    Whoever answered by an earlier row stops now. After a shift whoever was to answer beyond it does so again; without
    such a row the unit tree holds again. The person's row is locked, so that two sergeants who tap at once do not both
    have them.
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
        if row.supervisor_id == supervisor.pk and row.during.upper == until and row.during.lower <= now:
            return row
    resumed = [_resumed(row, at=until) for row in standing if until and _outlasts(row, until)]
    for row in standing:
        _end(row, at=now)
    Supervision.objects.bulk_create(resumed)
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
    """End a taking-over now; whoever was to answer after it does so at once, otherwise the unit tree holds again."""
    now = clock.now()
    waiting = Supervision.objects.filter(
        person=supervision.person_id, during__startswith=supervision.during.upper, during__startswith__isnull=False
    ).exclude(pk=supervision.pk)
    _end(supervision, at=now)
    for row in waiting:
        row.during = DateTimeTZRange(now, row.during.upper)
        row.save(update_fields=["during"])
    ledger.audit(
        "gave back",
        actor=actor(by),
        force=supervision.person.home_force_id,
        subjects=[supervision.person.subject],
        object_type="supervision",
        object_id=supervision.pk,
    )


def _outlasts(row: Supervision, moment: datetime) -> bool:
    return row.during.upper is None or row.during.upper > moment


def _resumed(row: Supervision, *, at: datetime) -> Supervision:
    """The rest, from a moment, of a row that a shift's taking-over cuts in two."""
    return Supervision(
        person_id=row.person_id,
        supervisor_id=row.supervisor_id,
        during=DateTimeTZRange(max(at, row.during.lower), row.during.upper),
        by_hand=row.by_hand,
        made_by_id=row.made_by_id,
        reason=row.reason,
        recorded_at=row.recorded_at,
    )


def _end(row: Supervision, *, at: datetime) -> None:
    """Cut a row off at a moment; one that had not begun is taken away whole."""
    if row.during.lower is not None and row.during.lower >= at:
        row.delete()
        return
    row.during = DateTimeTZRange(row.during.lower, at)
    row.save(update_fields=["during"])
