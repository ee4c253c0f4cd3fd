"""What the cache of standing costs: everybody from nothing, and the hundredth part of them after a change."""

import os
import time

from django.db import connection, transaction

from peel.bench.measures import Measure
from peel.foundation import clock
from peel.skills.actions import restand_ids
from peel.skills.actions.restand_everybody import everybody, restand_everybody
from peel.skills.models import Award, Standing

PEOPLE, SKILLS = 200_000, 14
FROM_NOTHING, ONE_PERCENT = 180, 5


def from_nothing() -> Measure:
    """Seconds for 200,000 people × 14 skills, scaled by lines from what is there."""
    people = everybody()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE skills_standing")
    began = time.perf_counter()
    restand_everybody(people, processes=os.cpu_count() or 1)
    return _measure("standing of everybody from nothing", began, Standing.objects.count(), PEOPLE, FROM_NOTHING)


def one_percent() -> Measure:
    """Seconds for 2,000 people × 14 skills, each with one new award, scaled by lines; the awards are taken back."""
    people = everybody()[::100]
    lines = Standing.objects.filter(person__in=people)
    with transaction.atomic():
        one_each = lines.order_by("person_id", "skill_id").distinct("person_id")
        done = one_each.values_list("person_id", "force_id", "skill_id")
        now = clock.now()
        Award.objects.bulk_create(
            Award(
                person_id=person, force_id=force, skill_id=skill, achieved_on=clock.today(), source="course",
                recorded_at=now,
            )
            for person, force, skill in done
        )  # fmt: skip
        began = time.perf_counter()
        restand_ids(people)
        found = _measure("standing of one in a hundred", began, lines.count(), PEOPLE // 100, ONE_PERCENT)
        transaction.set_rollback(True)
    return found


def _measure(name: str, began: float, lines: int, people: int, limit: int) -> Measure:
    seconds = time.perf_counter() - began
    scaled = seconds * people * SKILLS / max(lines, 1)
    return Measure(
        name=f"{name}, {lines:,} lines, seconds for {people:,} × {SKILLS}",
        p50_ms=scaled * 1000,
        per_s=lines / seconds,
        target=f"{people:,} × {SKILLS} in ≤ {limit} s",
        met=scaled <= limit,
    )
