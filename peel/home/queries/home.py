"""What Home reads besides the record: lessons that renew a line, what was begun, and what to offer."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from peel.home.rules.picks import Because, Candidate
from peel.learning.models import Attempt
from peel.people.signed_in import SignedIn

LIKED_BY_AT_LEAST = 5
OF_EACH_REASON = 8

# Each reason finds a few lessons by an index; what somebody has finished is not offered again.
_PICKS = """
WITH found AS (
  (SELECT built.lesson_id, 1 AS because, 0::float AS value, built.skill_id::text AS told
   FROM catalogue_lessonskill built WHERE built.skill_id = ANY(%(skills)s) ORDER BY built.lesson_id LIMIT 24)
  UNION ALL
  (SELECT lesson_id, 2, 0, '' FROM unnest(%(next)s::bigint[]) AS lesson_id)
  UNION ALL
  (SELECT pinned.lesson_id, 3, 0, unit.name
   FROM catalogue_pinned pinned JOIN people_unit unit ON unit.id = pinned.unit_id
   WHERE pinned.unit_id = ANY(%(units)s) AND %(today)s BETWEEN pinned.starts AND pinned.ends LIMIT %(each)s)
  UNION ALL
  (SELECT lesson_id, 4, people, '' FROM home_liked
   WHERE force_id = %(force)s AND function = %(function)s AND people >= %(enough)s ORDER BY people DESC LIMIT %(each)s)
  UNION ALL
  (SELECT lesson_id, 5, rank, theme::text FROM catalogue_lessontext WHERE force_id IS NULL
   ORDER BY rank DESC, lesson_id LIMIT 40)
  UNION ALL
  (SELECT lesson_id, 5, rank, theme::text FROM catalogue_lessontext WHERE force_id = %(force)s
   ORDER BY rank DESC, lesson_id LIMIT 40)
)
SELECT text.lesson_id, found.because, found.value + text.rank, found.told, text.lengths, text.card
FROM found JOIN catalogue_lessontext text USING (lesson_id)
WHERE (text.force_id IS NULL OR text.force_id = %(force)s) AND NOT EXISTS (
  SELECT FROM learning_attempt done
  WHERE done.person_id = %(person)s AND done.lesson_id = text.lesson_id AND done.done_at IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Offered:
    """Candidates for the rails, and the cards of the lessons they are of."""

    candidates: list[Candidate]
    cards: dict[int, dict[str, Any]]


def offered(
    viewer: SignedIn, *, pressing: Collection[int], following: Iterable[tuple[int, str]], today: datetime
) -> Offered:
    """Lessons worth somebody's time, with the reasons. ``pressing`` are skills that need them, ``following`` lessons
    that are next in a journey with its title. One query."""
    titles = dict(following)
    post = viewer.post
    with connection.cursor() as cursor:
        cursor.execute(
            _PICKS,
            {
                "skills": sorted(pressing),
                "next": sorted(titles),
                "units": [int(part) for part in post.unit.path.split("/") if part] if post else [],
                "today": today.date(),
                "force": viewer.force.pk,
                "function": post.unit.function if post else "",
                "enough": LIKED_BY_AT_LEAST,
                "each": OF_EACH_REASON,
                "person": viewer.person.pk,
            },
        )
        rows = cursor.fetchall()
    candidates, cards = [], {}
    for lesson, because, value, told, lengths, card in rows:
        cards[lesson] = json.loads(card)
        told = titles.get(lesson, told)
        candidates += [Candidate(lesson, 0, length, Because(because), value, told) for length in lengths]
    return Offered(candidates, cards)


def lessons_that_renew(skills: Collection[int], *, force: int) -> dict[int, tuple[int, int]]:
    """For each skill the lesson that awards it, and its minutes; one query, none where there is no skill."""
    if not skills:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_RENEWING, [sorted(skills), force])
        return {skill: (lesson, max(1, round((seconds or 60) / 60))) for skill, lesson, seconds in cursor.fetchall()}


_RENEWING = """
SELECT DISTINCT ON (built.skill_id) built.skill_id, lesson.id,
  (SELECT seconds FROM catalogue_form form WHERE form.lesson_id = lesson.id AND form.length = built.awards_from LIMIT 1)
FROM catalogue_lessonskill built JOIN catalogue_lesson lesson ON lesson.id = built.lesson_id
WHERE built.awards AND built.skill_id = ANY(%s) AND lesson.state = 'published'
  AND (lesson.force_id IS NULL OR lesson.force_id = %s)
ORDER BY built.skill_id, lesson.force_id NULLS LAST, lesson.id
"""


def begun_by(viewer: SignedIn, *, most: int = 3) -> list[Attempt]:
    """What somebody began and has not finished, latest first, with lesson and form; one query."""
    open_ones = Attempt.objects.filter(person=viewer.person, done_at=None, lesson__state="published", furthest__gt=0)
    return list(open_ones.select_related("lesson", "form").order_by("-last_at")[:most])


@dataclass(frozen=True, slots=True)
class OnWay:
    """A journey that somebody is on: how far, and the lesson that is next."""

    journey: int
    title: str
    done: int
    of: int
    last_at: datetime
    next: int | None
    next_title: str


_ON_WAY = """
SELECT taken.journey_id, journey.title, taken.last_at,
  count(*) FILTER (WHERE finished.lesson_id IS NOT NULL), count(*),
  (array_agg(ARRAY[lesson.id::text, lesson.title] ORDER BY step.position)
     FILTER (WHERE finished.lesson_id IS NULL))[1:1]
FROM learning_journeytaken taken
JOIN catalogue_journey journey ON journey.id = taken.journey_id AND journey.published
JOIN catalogue_journeystep step ON step.journey_id = journey.id AND NOT step.optional
JOIN catalogue_lesson lesson ON lesson.id = step.lesson_id AND lesson.state = 'published'
LEFT JOIN LATERAL (SELECT done.lesson_id FROM learning_attempt done
  WHERE done.person_id = taken.person_id AND done.lesson_id = step.lesson_id AND done.done_at IS NOT NULL LIMIT 1
) finished ON true
WHERE taken.person_id = %s AND taken.done_at IS NULL
GROUP BY taken.journey_id, journey.title, taken.last_at ORDER BY taken.last_at DESC LIMIT %s
"""


def ways_of(viewer: SignedIn, *, most: int = 2) -> list[OnWay]:
    """The journeys somebody is on, latest first, with the next lesson of each; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ON_WAY, [viewer.person.pk, most])
        rows = cursor.fetchall()
    return [
        OnWay(
            journey,
            title,
            done,
            of,
            last_at,
            int(following[0][0]) if following else None,
            following[0][1] if following else "",
        )
        for journey, title, last_at, done, of, following in rows
    ]
