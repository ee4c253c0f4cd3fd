"""Comparing what an old system says with what Peel says, for everybody in one import."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from peel.foundation import clock
from peel.skills.models import AwardBatch
from peel.skills.rules.days import day_of
from peel.skills.rules.old_records.columns import Said
from peel.skills.rules.old_records.compare import OldSays, PeelSays, why_they_differ
from peel.skills.rules.standing import Why

PEOPLE_AT_ONCE = 2_000
PEOPLE = """
SELECT person.id FROM people_person person
WHERE person.id IN (SELECT person_id FROM skills_award WHERE batch_id = %s) ORDER BY person.sort_key, person.id
"""
# Asked for in coalesce, so that the planner, which knows nothing yet of a batch just written, goes by person.
LINES = """
WITH last AS (
  SELECT DISTINCT ON (person_id, skill_id) person_id, skill_id, achieved_on, expires_override,
         coalesce(evidence ->> 'status', '') AS status, coalesce(evidence ->> 'means', '') AS means
  FROM skills_award WHERE person_id = ANY(%(people)s) AND coalesce(batch_id, 0) = %(batch)s
  ORDER BY person_id, skill_id, achieved_on DESC, expires_override DESC NULLS LAST, id DESC
)
SELECT last.person_id, last.skill_id, last.status, last.means, last.expires_override,
       coalesce(kept.statuses[kept.step], 0), (kept.reasons -> (kept.step - 1) ->> 0)::int,
       (kept.reasons -> (kept.step - 1) ->> 1)::date,
       EXISTS (
         SELECT FROM skills_award later LEFT JOIN skills_awardbatch batch ON batch.id = later.batch_id
         WHERE later.person_id = last.person_id AND later.skill_id = last.skill_id
         AND later.achieved_on > last.achieved_on AND NOT later.void AND batch.undone_at IS NULL)
FROM last JOIN people_person person ON person.id = last.person_id JOIN skills_skill skill ON skill.id = last.skill_id
LEFT JOIN LATERAL (
  SELECT statuses, reasons, width_bucket(%(at)s::timestamptz, moments) AS step FROM skills_standing standing
  WHERE standing.person_id = coalesce(person.merged_into_id, person.id) AND standing.force_id = %(force)s
  AND standing.skill_id = last.skill_id
) kept ON TRUE
ORDER BY person.sort_key, person.id, skill.position, skill.code
"""
COLUMNS = "batch_id, person_id, skill_id, old_status, old_until, status, until, reason"


@transaction.atomic
def compare(batch: AwardBatch) -> Counter[str]:
    """Compare anew, by what stands at this moment; returns how many lines there are of each reason."""
    now = clock.now()
    batch.reconciled.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [batch.pk])
        people = [row[0] for row in cursor.fetchall()]
    reasons: Counter[str] = Counter()
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        lines = list(_compared(batch, people[start : start + PEOPLE_AT_ONCE]))
        reasons.update(line[-1] for line in lines)
        with connection.cursor() as cursor, cursor.copy(f"COPY skills_reconciled ({COLUMNS}) FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)
    kept = {key: value for key, value in batch.summary.items() if key != "comparing"}
    batch.summary = {**kept, "reasons": dict(reasons), "compared_at": now.isoformat(), "people": len(people)}
    batch.save(update_fields=["summary"])
    return reasons


def _compared(batch: AwardBatch, people: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    now = clock.now()
    asked: dict[str, Any] = {"batch": batch.pk, "people": list(people), "at": now, "force": batch.force_id}
    with connection.cursor() as cursor:
        cursor.execute(LINES, asked)
        rows = cursor.fetchall()
    for person, skill, status, means, expires, code, why, until, later in rows:
        old = OldSays(Said(means) if means else Said.NOTHING, expires)
        here = PeelSays(code > 0, until, Why(why or 0), later)
        yield batch.pk, person, skill, status, expires, code, until, _reason(old, here, day_of(now))


def _reason(old: OldSays, here: PeelSays, on: date) -> str:
    return why_they_differ(old, here, on=on).value
