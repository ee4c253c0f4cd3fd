"""Standing of many people at a moment, read from the cache as plain values."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from peel.foundation import clock
from peel.people.models import Force
from peel.skills.rules.days import day_of
from peel.skills.rules.standing import Status

NOW = """
SELECT person_id, skill_id, coalesce(statuses[step], 0), (reasons -> (step - 1) ->> 1)::date,
       coalesce((reasons -> (step - 1) ->> 2)::timestamptz, moments[step]), coalesce(needed_by[asked], 0) <> 0
FROM skills_standing, width_bucket(%(at)s::timestamptz, moments) step, width_bucket(%(day)s::date, needed_from) asked
WHERE person_id = ANY(%(people)s) AND force_id = %(force)s
AND (%(skills)s::bigint[] IS NULL OR skill_id = ANY(%(skills)s))
"""


class StandingNow(NamedTuple):
    """One person, one skill, one moment. No row means: neither held nor required.

    ``code`` is the status, negative where the skill does not stand. ``until`` is the last day in date, past or coming.
    """

    person_id: int
    skill_id: int
    code: int
    until: date | None
    since: datetime | None
    required: bool

    @property
    def status(self) -> Status:
        return Status(abs(self.code))

    @property
    def stands(self) -> bool:
        return self.code > 0


def standings_of(
    people: Collection[int], *, force: Force, skills: Collection[int] | None = None, at: datetime | None = None
) -> list[StandingNow]:
    """One query for a whole team, now or at a moment to come. The past is read by ``queries.as_at``."""
    at = at or clock.now()
    asked: dict[str, Any] = {
        "at": at,
        "day": day_of(at),
        "people": list(people),
        "force": force.pk,
        "skills": None if skills is None else list(skills),
    }
    with connection.cursor() as cursor:
        cursor.execute(NOW, asked)
        return [StandingNow(*row) for row in cursor.fetchall()]
