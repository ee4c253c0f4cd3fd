"""What one person did with one lesson, or with many: in one query each."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from peel.catalogue.models import Form
from peel.learning.models import Attempt
from peel.learning.rules.doing import Doing, share_done
from peel.learning.rules.quiz import Marked, marked
from peel.people.models import Person

_MINE = """
SELECT
  (SELECT json_agg(a) FROM (
     SELECT DISTINCT ON (form_id) form_id, position, furthest, seconds_spent, answers, score, how, done_at,
       max(done_at) OVER (PARTITION BY form_id) AS last_done_at
     FROM learning_attempt WHERE person_id = %(person)s AND lesson_id = %(lesson)s AND form_id IS NOT NULL
     ORDER BY form_id, last_at DESC, id DESC) a),
  (SELECT json_build_array(stars, recommend) FROM learning_rating
   WHERE person_id = %(person)s AND lesson_id = %(lesson)s),
  (SELECT text FROM learning_privatenote WHERE person_id = %(person)s AND lesson_id = %(lesson)s),
  EXISTS (SELECT FROM learning_saved WHERE person_id = %(person)s AND lesson_id = %(lesson)s)
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is with one form. ``done_at`` is of the latest attempt, ``last_done_at`` of any."""

    position: int = 0
    furthest: int = 0
    spent: int = 0
    answers: dict[str, list[int]] = field(default_factory=dict)
    score: int | None = None
    how: str = ""
    done_at: datetime | None = None
    last_done_at: datetime | None = None


@dataclass(slots=True)
class Mine:
    """All that one person did with one lesson; ``forms`` by the form's id."""

    forms: dict[int, Progress] = field(default_factory=dict)
    stars: int | None = None
    recommend: bool | None = None
    rated: bool = False
    note: str = ""
    saved: bool = False

    def of(self, form: Form) -> Progress:
        return self.forms.get(form.pk, Progress())


def mine(person: Person, *, lesson: int) -> Mine:
    """One query, whatever they did."""
    with connection.cursor() as cursor:
        cursor.execute(_MINE, {"person": person.pk, "lesson": lesson})
        ((attempts, rating, note, saved),) = cursor.fetchall()
    found = Mine(note=note or "", saved=saved)
    if rating is not None:
        found.rated = True
        found.stars, found.recommend = rating
    for row in attempts or ():
        found.forms[row["form_id"]] = Progress(
            position=row["position"],
            furthest=row["furthest"],
            spent=row["seconds_spent"],
            answers=row["answers"],
            score=row["score"],
            how=row["how"],
            done_at=_moment(row["done_at"]),
            last_done_at=_moment(row["last_done_at"]),
        )
    return found


def marks_of(form: Form, progress: Progress | Attempt) -> list[Marked]:
    """Each question of the form's quiz with what was answered."""
    return marked([question["right"] for question in form.quiz], progress.answers)


def doing_of(form: Form, progress: Progress, *, said: bool = False) -> Doing:
    """The same as the rules see it."""
    return Doing(
        kind=form.kind,
        seconds=form.seconds,
        furthest=progress.furthest,
        spent=progress.spent,
        questions=len(form.quiz),
        right=sum(mark.is_right for mark in marks_of(form, progress)),
        said=said,
        played_here=form.file_id is not None,
    )


def share_of(form: Form, progress: Progress) -> float:
    """How much of a form is done, from 0 to 1."""
    return 1.0 if progress.done_at else share_done(doing_of(form, progress))


@dataclass(frozen=True, slots=True)
class Mark:
    """What a card says about one person and one lesson."""

    done_at: datetime | None
    begun_at: datetime | None


_MARKS = """
SELECT lesson_id, max(done_at), max(last_at) FROM learning_attempt
WHERE person_id = %s AND lesson_id = ANY(%s) GROUP BY lesson_id
"""


def marks_on(person: Person, lessons: Collection[int]) -> dict[int, Mark]:
    """Which of these lessons somebody has done or begun."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, [person.pk, list(lessons)])
        return {lesson: Mark(done_at, last_at) for lesson, done_at, last_at in cursor.fetchall()}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
