"""Holding, erasing and joining identities."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from peel.foundation import clock
from peel.ledger import actions as ledger
from peel.ledger.models import Erasure
from peel.people.actors import actor
from peel.people.followers import follow_erasure, follow_merge
from peel.people.models import Account, LegalHold, Person, Post, RoleHeld, Service, Supervision
from peel.people.queries.keeping import why_identity_is_kept


class StillKept(PermissionDenied):
    """The identity may not be erased yet; the message says why."""


class ErasedAlready(PermissionDenied):
    """There is nobody left to hold."""


class AlreadyJoined(PermissionDenied):
    """One of the two rows is no longer somebody of its own."""


@transaction.atomic
def place_legal_hold(person: Person, *, reference: str, by: Person) -> LegalHold:
    """Keep somebody's record whatever period ends; the same reference twice is one hold."""
    if Person.objects.select_for_update().get(pk=person.pk).erased_at is not None:
        raise ErasedAlready(_("This identity has been erased already."))
    hold = LegalHold.objects.filter(person=person, reference=reference, lifted_at=None).first()
    if hold is None:
        hold = LegalHold.objects.create(person=person, reference=reference, placed_by=by, placed_at=clock.now())
        _audit("placed-legal-hold", person, by=by, reference=reference)
    return hold


@transaction.atomic
def lift_legal_hold(hold: LegalHold, *, by: Person) -> None:
    """The court or inquiry no longer asks. Lifting twice changes nothing."""
    hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is None:
        hold.lifted_by, hold.lifted_at = by, clock.now()
        hold.save(update_fields=["lifted_by", "lifted_at"])
        _audit("lifted-legal-hold", hold.person, by=by, reference=hold.reference)


@transaction.atomic
def erase_identity(person: Person, *, reference: str, by: Person) -> None:
    """Erase who somebody was: names, numbers, posts, ways in, and the bodies of what was written about them.

    The ledger's rows, counts and chain stay; the subject they name leads to nobody from now on. Refused while a legal
    hold stands, somebody serves, or a force's period runs.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is not None:
        return
    if kept := why_identity_is_kept(person):
        raise StillKept(kept)
    forces = {person.home_force_id, *person.services.values_list("force_id", flat=True)}
    rows = [person, *Person.objects.filter(merged_into=person)]
    _audit("erased-identity", person, by=by, reference=reference)
    for row in rows:
        for force in forces:
            ledger.erase_bodies(subject=row.subject, force=force, reference=reference, decided_by=by.subject)
        _forget(row)


@transaction.atomic
def reapply_erasures() -> int:
    """After a restore from before an erasure: forget again who was erased. Returns how many people."""
    ledger.reapply_erasures()
    back = list(Person.objects.filter(subject__in=Erasure.objects.values("subject"), erased_at=None))
    for person in back:
        _forget(person)
    return len(back)


def _forget(person: Person) -> None:
    follow_erasure(person)
    Account.objects.filter(person=person).delete()
    Supervision.objects.filter(person=person).delete()
    Supervision.objects.filter(supervisor=person).delete()
    Service.objects.filter(person=person).delete()
    person.given_name, person.family_name, person.known_as, person.email = "", "", "", ""
    person.sort_key, person.subject, person.erased_at = "", uuid4(), clock.now()
    person.save()


@transaction.atomic
def merge_duplicates(kept: Person, *, other: Person, by: Person) -> None:
    """Two rows are one human being: everything of ``other`` becomes ``kept``'s, and ``other`` leads to ``kept``.

    The row of ``other`` stays, with the name it had, so that what was written under its subject is still theirs. A way
    in moves only to somebody who has none; otherwise it is closed.
    """
    if kept.pk == other.pk:
        raise ValueError("Somebody is not their own duplicate.")
    people = Person.objects.select_for_update().order_by("pk").in_bulk([kept.pk, other.pk])
    kept, other = people[kept.pk], people[other.pk]
    if other.merged_into_id == kept.pk:
        return
    if kept.merged_into_id or other.merged_into_id or kept.erased_at or other.erased_at:
        raise AlreadyJoined(_("One of the two has been joined to somebody or erased already."))
    moved = _move(kept, other)
    Person.objects.filter(merged_into=other).update(merged_into=kept)
    other.merged_into = kept
    other.save(update_fields=["merged_into"])
    follow_merge(kept, other=other)
    ledger.audit(
        "merged-people",
        actor=actor(by),
        force=kept.home_force_id,
        subjects=[kept.subject, other.subject],
        object_type="person",
        object_id=kept.pk,
        detail={"other": other.pk, **moved},
    )


def _move(kept: Person, other: Person) -> dict[str, list[int]]:
    """Give ``kept`` what ``other`` had; says which rows, so that a wrong join can be taken apart by hand."""
    moved: dict[str, list[int]] = {}
    for name, rows in {
        "services": Service.objects.filter(person=other),
        "posts": Post.objects.filter(person=other),
        "roles": RoleHeld.objects.filter(person=other).exclude(role__in=_roles_both_hold(kept, other)),
    }.items():
        moved[name] = sorted(rows.values_list("pk", flat=True))
        rows.update(person=kept)
    Supervision.objects.filter(person=other).delete()
    Supervision.objects.filter(supervisor=other).exclude(person=kept).update(supervisor=kept)
    if Account.objects.filter(person=kept).exists():
        Account.objects.filter(person=other).update(is_active=False)
    else:
        Account.objects.filter(person=other).update(person=kept)
    return moved


def _roles_both_hold(kept: Person, other: Person) -> list[str]:
    mine = RoleHeld.objects.filter(person=kept, ends=None).values_list("role", flat=True)
    return list(RoleHeld.objects.filter(person=other, ends=None, role__in=mine).values_list("role", flat=True))


def _audit(verb: str, person: Person, *, by: Person, reference: str) -> None:
    ledger.audit(
        verb,
        actor=by.subject,
        force=person.home_force_id,
        subjects=[person.subject],
        object_type="person",
        object_id=person.pk,
        purpose=reference,
    )
