"""Who did or read what, and why."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection, transaction

from peel.foundation import clock
from peel.ledger.models import AuditEntry, AuditSubject

JOINED_WITHIN_MINUTES = 15
READING = "SELECT ledger_reading(%s, %s, %s::uuid[], %s, %s, make_interval(mins => %s))"


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


def audit_reading(*, reader: UUID, force: int, subjects: Iterable[UUID], purpose: str) -> int | None:
    """Write down that ``reader`` saw records of others; reading one's own is nobody's business and not written.

    Joined with the same reader's entry for the same purpose of the last 15 minutes, so that a page turned ten times is
    one entry. One round trip, because every page of other people's records pays it. Returns the entry's id.
    """
    others = sorted({subject for subject in subjects if subject != reader})
    if not others:
        return None
    with connection.cursor() as cursor:
        cursor.execute(READING, [reader, force, others, purpose, clock.now(), JOINED_WITHIN_MINUTES])
        entry: int = cursor.fetchone()[0]
    return entry


def _name(entry: AuditEntry, subjects: Iterable[UUID]) -> None:
    at = clock.now()
    rows = [AuditSubject(entry=entry, subject=subject, at=at) for subject in sorted(subjects)]
    if rows:
        AuditSubject.objects.bulk_create(rows, ignore_conflicts=True)
