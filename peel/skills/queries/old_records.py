"""What an import of old records is compared with: who there is, which skills, and what is on record already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from peel.people.models import Force
from peel.skills.models import Unmatched
from peel.skills.queries.book import book_of
from peel.skills.rules.old_records.columns import ForceWords
from peel.skills.rules.old_records.plan import once
from peel.skills.rules.old_records.what import KnownSkill, Skills
from peel.skills.rules.old_records.who import People, Served

PEOPLE = """
SELECT coalesce(person.merged_into_id, person.id), service.employee_number, service.collar_number,
       service.warrant_number, person.given_name, person.known_as, person.family_name, service.starts, service.ends
FROM people_service service JOIN people_person person ON person.id = service.person_id
WHERE service.force_id = %s AND person.erased_at IS NULL ORDER BY service.id
"""
SUBJECTS = """
SELECT DISTINCT person.id, person.subject FROM people_service service
JOIN people_person served ON served.id = service.person_id
JOIN people_person person ON person.id = coalesce(served.merged_into_id, served.id) WHERE service.force_id = %s
"""
ON_RECORD = """
SELECT coalesce(person.merged_into_id, person.id), award.skill_id, award.achieved_on
FROM skills_award award JOIN people_person person ON person.id = award.person_id
LEFT JOIN skills_awardbatch batch ON batch.id = award.batch_id
WHERE batch.undone_at IS NULL
AND EXISTS (SELECT FROM people_service service WHERE service.person_id = person.id AND service.force_id = %s)
"""
AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class OldState:
    """Everything an import asks about. ``subjects`` are pseudonyms by person."""

    people: People
    skills: Skills
    subjects: dict[int, UUID]
    on_record: set[int]
    marks: set[str]


def old_state(force: Force, words: ForceWords) -> OldState:
    """What is known in one force. An award that somebody corrected or voided here counts as on record: a file does not
    bring back what was put right; one of an import that was undone does not."""
    return OldState(
        people=People(Served(*row) for row in _rows(PEOPLE, force)),
        skills=Skills(_skills(force), words),
        subjects=dict(_rows(SUBJECTS, force)),
        on_record={once(person, skill, day.toordinal()) for person, skill, day in _rows(ON_RECORD, force)},
        marks=set(Unmatched.objects.filter(force=force).values_list("mark", flat=True)),
    )


def on_record(force: Force, *, person: int, skill: int, day: date) -> bool:
    """Whether anything of that day is on record, as :func:`old_state` counts it."""
    theirs = "%s IN (person.id, person.merged_into_id) AND award.skill_id = %s AND award.achieved_on = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({ON_RECORD} AND {theirs})", [force.pk, person, skill, day])
        return bool(cursor.fetchone()[0])


def _skills(force: Force) -> Iterator[KnownSkill]:
    for skill in book_of(force).skills.values():
        yield KnownSkill(skill.id, skill.code, skill.name, (skill.short, *skill.also_called), skill.retired_on)


def _rows(sql: str, force: Force) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [force.pk])
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows
