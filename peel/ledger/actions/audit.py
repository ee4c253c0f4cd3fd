"""Who did or read what, and why."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from peel.foundation import clock
from peel.ledger.models import AuditEntry, AuditSubject

JOINED_WITHIN = timedelta(minutes=15)
READ = "read"


@transaction.atomic
def audit(
    verb: str,
    *,
    actor: UUID,
    force: int,
    subjects: Iterable[UUID] = (),
    object_type: str = "",
    object_id: object = "",
    purpose: str = "",
    detail: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Write down that somebody did something that is no learning of a person: a setting, a role, an import."""
    at = clock.now()
    entry = AuditEntry.objects.create(
        actor=actor,
        force=force,
        verb=verb,
        purpose=purpose,
        object_type=object_type,
        object_id=str(object_id),
        detail=dict(detail or {}),
        at=at,
    )
    _name(entry, subjects)
    return entry


@transaction.atomic
def audit_reading(*, reader: UUID, force: int, subjects: Iterable[UUID], purpose: str) -> AuditEntry | None:
    """Write down that ``reader`` saw records of others; reading one's own is nobody's business and not written.

    Joined with the same reader's entry for the same purpose of the last 15 minutes, so that a page turned ten times is
    one entry.
    """
    others = {subject for subject in subjects if subject != reader}
    if not others:
        return None
    at = clock.now()
    entry = (
        AuditEntry.objects.filter(actor=reader, force=force, verb=READ, purpose=purpose, at__gt=at - JOINED_WITHIN)
        .order_by("-at")
        .first()
    )
    if entry is None:
        entry = AuditEntry.objects.create(actor=reader, force=force, verb=READ, purpose=purpose, at=at)
        known: set[UUID] = set()
    else:
        known = set(AuditSubject.objects.filter(entry=entry, subject__in=others).values_list("subject", flat=True))
    _name(entry, others - known)
    return entry


def _name(entry: AuditEntry, subjects: Iterable[UUID]) -> None:
    at = clock.now()
    rows = [AuditSubject(entry=entry, subject=subject, at=at) for subject in sorted(subjects)]
    if rows:
        AuditSubject.objects.bulk_create(rows, ignore_conflicts=True)
