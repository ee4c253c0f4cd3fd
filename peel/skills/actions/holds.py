"""A skill is suspended, withdrawn or being learnt, from a moment until somebody lifts it.

Why is kept on the hold, for the records office alone; no statement, line or sentence ever says it.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.ledger.rules import Verb
from peel.people.models import Force, Person
from peel.skills.actions.awards import lock
from peel.skills.actions.restand import restand
from peel.skills.actions.telling import tell
from peel.skills.models import Hold, Skill
from peel.skills.refused import Refused


def suspend(
    person: Person, *, skill: Skill, by: Person | None, why: str = "", starts_at: datetime | None = None,
    force: Force | None = None,
) -> Hold:  # fmt: skip
    """Set a skill aside for a time. Suspending twice is one suspension."""
    return _hold(person, Hold.Kind.SUSPENDED, skill=skill, by=by, why=why, starts_at=starts_at, force=force)


def withdraw(
    person: Person, *, skill: Skill, by: Person | None, why: str = "", starts_at: datetime | None = None,
    force: Force | None = None,
) -> Hold:  # fmt: skip
    """Take a skill away, by the authorising officer. Withdrawing twice is one withdrawal."""
    return _hold(person, Hold.Kind.WITHDRAWN, skill=skill, by=by, why=why, starts_at=starts_at, force=force)


def begin_training(
    person: Person, *, skill: Skill, by: Person | None, starts_at: datetime | None = None, force: Force | None = None
) -> Hold:
    """Somebody is on the course and has not been awarded the skill. Beginning twice is one training."""
    return _hold(person, Hold.Kind.TRAINING, skill=skill, by=by, why="", starts_at=starts_at, force=force)


@transaction.atomic
def release(hold: Hold, *, by: Person | None) -> Hold:
    """Lift a hold, from this moment. What it said is kept and retracted; the ended one is a row of its own."""
    lock(hold.person)
    row = Hold.objects.select_related("person", "skill", "force").get(pk=hold.pk)
    if row.retracted_at is not None or row.ends_at is not None:
        raise Refused(_("This was lifted already."))
    now = clock.now()
    row.retracted_at = now
    row.save(update_fields=["retracted_at"])
    ended = Hold.objects.create(
        person=row.person,
        skill=row.skill,
        force=row.force,
        kind=row.kind,
        starts_at=row.starts_at,
        ends_at=max(now, row.starts_at),
        why=row.why,
        recorded_by=by,
        recorded_at=now,
    )
    _tell(Verb.RELEASED, ended, by=by)
    restand([row.person])
    return ended


@transaction.atomic
def _hold(
    person: Person, kind: Hold.Kind, *, skill: Skill, by: Person | None, why: str, starts_at: datetime | None,
    force: Force | None,
) -> Hold:  # fmt: skip
    lock(person)
    now = clock.now()
    row, made = Hold.objects.get_or_create(
        person=person,
        skill=skill,
        force=force or person.home_force,
        kind=kind,
        ends_at=None,
        retracted_at=None,
        defaults={"starts_at": starts_at or now, "why": why, "recorded_by": by, "recorded_at": now},
    )
    if made:
        _tell(Verb.HELD, row, by=by)
        restand([person])
    return row


def _tell(verb: Verb, row: Hold, *, by: Person | None) -> None:
    tell(
        verb,
        person=row.person,
        skill=row.skill,
        force=row.force,
        about="hold",
        pk=row.pk,
        by=by,
        context={"kind": row.kind},
    )
