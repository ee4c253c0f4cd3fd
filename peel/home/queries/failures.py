"""Work that failed and waits for somebody: statements that a room could not take in, and jobs that were given up."""

from typing import NamedTuple

from django.db import connection

from peel.ledger.models import Undelivered
from peel.people.places import Places

MOST = 100
FAILED = "SELECT id, task_name, attempts FROM procrastinate_jobs WHERE status = 'failed' ORDER BY id LIMIT %s"


class FailedJob(NamedTuple):
    """One job that was tried as often as it may be."""

    id: int
    task: str
    attempts: int


def undelivered_in(places: Places) -> list[Undelivered]:
    """Statements of the forces that somebody looks after, oldest first; the nation's administrator sees all."""
    waiting = Undelivered.objects.select_related("statement").order_by("pk")
    if not places.nation:
        waiting = waiting.filter(statement__force__in=places.forces)
    return list(waiting[:MOST])


def failed_jobs() -> list[FailedJob]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, attempts FROM procrastinate_jobs WHERE status = 'failed' ORDER BY id LIMIT %s",
            [MOST],
        )
        return [FailedJob(*row) for row in cursor.fetchall()]
