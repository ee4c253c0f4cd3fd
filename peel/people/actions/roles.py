"""Giving and ending roles."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.people.access import why_not_give
from peel.people.actors import actor
from peel.people.models import Force, Person, RoleHeld, Unit
from peel.people.roles import ROLES


@transaction.atomic
def give_role(
    person: Person,
    *,
    role: str,
    by: Person,
    force: Force | None = None,
    unit: Unit | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> RoleHeld:
    """Give ``person`` a role at a unit, a force, or (neither) the nation. Giving it twice changes nothing."""
    force = unit.force if unit else force
    if refused := why_not_give(ROLES[role], force=force, unit=unit, person=person, by=by):
        raise PermissionDenied(refused)
    return _hold(person, role=role, force=force, unit=unit, starts=starts or clock.today(), ends=ends, by=by)


@transaction.atomic
def give_first_role(person: Person, *, role: str, force: Force | None) -> RoleHeld:
    """Give a role on the word of whoever holds the machine: a new force has nobody yet who could give any."""
    return _hold(person, role=role, force=force, unit=None, starts=clock.today(), ends=None, by=None)


def _hold(
    person: Person,
    *,
    role: str,
    force: Force | None,
    unit: Unit | None,
    starts: date,
    ends: date | None,
    by: Person | None,
) -> RoleHeld:
    Person.objects.select_for_update().get(pk=person.pk)
    held = RoleHeld.objects.filter(person=person, role=role, force=force, unit=unit, ends=None).first()
    if held:
        return held
    held = RoleHeld.objects.create(
        person=person,
        role=role,
        force=force,
        unit=unit,
        starts=starts,
        ends=ends,
        given_by=by,
        recorded_at=clock.now(),
    )
    _audit(held, verb="gave-role", by=by)
    return held


@transaction.atomic
def end_role(held: RoleHeld, *, by: Person) -> None:
    """End a role now: from this moment the person no longer has it. What they held until yesterday stays readable."""
    if refused := why_not_give(ROLES[held.role], force=held.force, unit=held.unit, person=held.person, by=by):
        raise PermissionDenied(refused)
    _end(held, by=by)


@transaction.atomic
def end_roles_at(person: Person, *, force: Force, by: Person | None) -> int:
    """End every role somebody holds in a force, because they leave it. Returns how many."""
    held = list(RoleHeld.objects.held(clock.today()).filter(person=person, force=force).select_for_update())
    for one in held:
        _end(one, by=by)
    return len(held)


def _end(held: RoleHeld, *, by: Person | None) -> None:
    held.ends = clock.today() - timedelta(days=1)
    held.save(update_fields=["ends"])
    _audit(held, verb="ended-role", by=by)


def _audit(held: RoleHeld, *, verb: str, by: Person | None) -> None:
    ledger.audit(
        verb,
        actor=actor(by),
        force=held.force_id or held.person.home_force_id,
        subjects=[held.person.subject],
        object_type="role",
        object_id=held.role,
        detail={"at": held.unit.code if held.unit else held.force.code if held.force else "nation"},
    )
