"""Lawful erasure: the body and its salt go, the leaf stays, so that chain and counts still hold."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from peel.foundation import clock
from peel.ledger.models import Erasure

ERASE = """
DELETE FROM ledger_statementbody body USING ledger_statement statement
WHERE statement.id = body.statement_id AND statement.subject = %s AND statement.force = %s
AND statement.stored_at <= %s
"""


@transaction.atomic
def erase_bodies(*, subject: UUID, force: int, reference: str, decided_by: UUID) -> Erasure:
    """Erase the bodies of everything one force wrote down about one subject.

    Whether it is lawful (retention over, no legal hold) is the caller's to know: the ledger knows no person.
    """
    at = clock.now()
    count = _erase(subject, force, at)
    return Erasure.objects.create(
        subject=subject, force=force, reference=reference, decided_by=decided_by, erased_at=at, statements=count
    )


@transaction.atomic
def reapply_erasures() -> int:
    """After a restore from before an erasure: erase again what was erased; returns how many bodies."""
    return sum(_erase(done.subject, done.force, done.erased_at) for done in Erasure.objects.all())


def _erase(subject: UUID, force: int, until: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL peel.erasing = 'on'")
        cursor.execute(ERASE, [subject, force, until])
        count: int = cursor.rowcount
        cursor.execute("SET LOCAL peel.erasing = 'off'")
    return count
