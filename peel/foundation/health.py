"""Whether this Peel is well: what ``/healthz`` and ``peel check`` both ask."""

import shutil
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection

from peel.foundation import clock
from peel.foundation.migrations_left import migrations_left

LEAST_FREE_MEGABYTES = 300
LATE_AFTER = timedelta(minutes=5)
SILENT_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, in a number or a word, and in a sentence when it is not well."""

    name: str
    value: int | str
    trouble: str = ""


def findings() -> list[Finding]:
    if not _answers():
        return [Finding("database", "silent", "The database does not answer."), _disk()]
    return [_database(), _migrations(), _worker(), _disk()]


def as_json(found: list[Finding]) -> dict[str, object]:
    return {"well": not any(one.trouble for one in found), **{one.name: asdict(one) for one in found}}


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return Finding("database", cursor.fetchone()[0])


def _migrations() -> Finding:
    left = len(migrations_left())
    return Finding("migrations", left, f"The database lacks {left} migrations: run “peel migrate”." if left else "")


def _worker() -> Finding:
    """Seconds that the oldest job has waited beyond its time. No worker at all is found by its missing heartbeat."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT min(coalesce(job.scheduled_at, event.at)) FROM procrastinate_jobs job"
            "  JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'"
            "  WHERE job.status = 'todo'),"
            " (SELECT max(last_heartbeat) FROM procrastinate_workers)"
        )
        oldest, heartbeat = cursor.fetchone()
    late = max(now - oldest, timedelta()) if oldest else timedelta()
    trouble = ""
    if heartbeat is None or now - heartbeat > SILENT_AFTER:
        trouble = "No worker has been heard of for a minute: start “peel worker”."
    elif late > LATE_AFTER:
        trouble = "Jobs wait longer than five minutes: start another “peel worker”."
    return Finding("worker", int(late.total_seconds()), trouble)


def _disk() -> Finding:
    free = shutil.disk_usage(settings.HOME).free // 1024**2
    return Finding("disk", free, f"The disk has {free} MB left." if free < LEAST_FREE_MEGABYTES else "")
