"""Somebody need not hold a skill for a time, on a named officer's word."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.ledger.rules import Verb
from peel.people.models import Force, Person
from peel.skills.actions.awards import lock
from peel.skills.actions.restand import restand
from peel.skills.actions.telling import tell
from peel.skills.models import Skill, Waiver
from peel.skills.refused import Refused


@transaction.atomic
def waive(
    person: Person,
    *,
    skill: Skill,
    starts: date,
    ends: date,
    reason: str,
    authorised_by: str,
    by: Person | None,
    force: Force | None = None,
) -> Waiver:
    """Lift the duty to hold a skill, from a day through a day. It never makes a skill stand. The same twice is one.

    The reason stays on the waiver and goes into no statement: it may tell about health.
    """
    if not reason.strip() or not authorised_by.strip():
        raise Refused(_("A waiver has a reason and names the officer who gives it."))
    if ends < starts:
        raise Refused(_("The waiver would end before it starts."))
    lock(person)
    row, made = Waiver.objects.get_or_create(
        person=person,
        skill=skill,
        force=force or person.home_force,
        starts=starts,
        ends=ends,
        authorised_by=authorised_by,
        retracted_at=None,
        defaults={"reason": reason, "recorded_by": by, "recorded_at": clock.now()},
    )
    if made:
        _tell(Verb.WAIVED, row, by=by)
        restand([person])
    return row


@transaction.atomic
def end_waiver(waiver: Waiver, *, on: date, by: Person | None) -> Waiver | None:
    """End a waiver with the day ``on``, earlier than it says; None when it is over before it began.

    What it said is kept and retracted, and the shorter one is a row of its own.
    """
    lock(waiver.person)
    row = Waiver.objects.select_related("person", "skill", "force").get(pk=waiver.pk)
    if row.retracted_at is not None or on >= row.ends:
        raise Refused(_("This waiver has ended already, or ends sooner than that."))
    now = clock.now()
    row.retracted_at = now
    row.save(update_fields=["retracted_at"])
    shorter = None
    if on >= row.starts:
        shorter = Waiver.objects.create(
            person=row.person,
            skill=row.skill,
            force=row.force,
            starts=row.starts,
            ends=on,
            reason=row.reason,
            authorised_by=row.authorised_by,
            recorded_by=by,
            recorded_at=now,
        )
    _tell(Verb.RELEASED, shorter or row, by=by)
    restand([row.person])
    return shorter


def _tell(verb: Verb, row: Waiver, *, by: Person | None) -> None:
    tell(
        verb, person=row.person, skill=row.skill, force=row.force, about="waiver", pk=row.pk, by=by,
        context={"first-day": row.starts, "last-day": row.ends},
    )  # fmt: skip
