"""Journeys with where somebody stands on them."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.catalogue.access import forces_of, journeys_for
from peel.catalogue.models import Form, Journey
from peel.catalogue.rules.reading import minutes_of
from peel.catalogue.rules.search_words import query_from
from peel.learning.access import journeys_taken_by
from peel.learning.rules.journeys import Standing, Waypoint, after, standing
from peel.people.models import Person
from peel.people.signed_in import SignedIn
from peel.ui.words import minutes

_STEPS = """
SELECT s.lesson_id, l.title, s.stage, s.stage_seconds, s.optional, s.audience,
  (SELECT max(a.done_at) FROM learning_attempt a WHERE a.person_id = %(person)s AND a.lesson_id = s.lesson_id),
  f.length, f.kind, f.seconds
FROM catalogue_journeystep s JOIN catalogue_lesson l ON l.id = s.lesson_id AND l.state = 'published'
LEFT JOIN LATERAL (SELECT length, kind, seconds FROM catalogue_form WHERE lesson_id = l.id
  ORDER BY array_position(ARRAY['m6', 's60', 'm60', 's6']::varchar[], length), position LIMIT 1) f ON true
WHERE s.journey_id = {journey} ORDER BY s.position
"""
_STEPS_OF = _STEPS.format(journey="%(journey)s")
_WITH_LESSON = f"""
WITH j AS (
  SELECT j.id, j.title FROM catalogue_journeystep s JOIN catalogue_journey j ON j.id = s.journey_id
  LEFT JOIN learning_journeytaken t ON t.journey_id = j.id AND t.person_id = %(person)s
  WHERE s.lesson_id = %(lesson)s AND j.published AND (j.force_id IS NULL OR j.force_id = ANY(%(forces)s))
  ORDER BY t.last_at DESC NULLS LAST, s.optional, j.id LIMIT 1
)
SELECT j.id, j.title, steps.* FROM j, LATERAL ({_STEPS.format(journey="j.id")}) steps
"""
_FOUND = """
SELECT j.id, j.title, j.summary, t.name AS theme_name
FROM catalogue_journey j JOIN catalogue_theme t ON t.id = j.theme_id
WHERE j.published AND (j.force_id IS NULL OR j.force_id = ANY(%(forces)s)) AND j.words @@ (
  to_tsquery('english', %(whole)s) && (to_tsquery('english', %(last)s) || to_tsquery('simple', %(last_typed)s)))
ORDER BY j.title LIMIT %(most)s
"""
_PROGRESS = """
SELECT s.journey_id, count(*) FILTER (WHERE NOT s.optional OR every.optional),
  count(*) FILTER (WHERE (NOT s.optional OR every.optional) AND done.lesson_id IS NOT NULL)
FROM catalogue_journeystep s
JOIN (SELECT journey_id, bool_and(optional) AS optional FROM catalogue_journeystep
      WHERE journey_id = ANY(%(journeys)s) GROUP BY 1) every USING (journey_id)
LEFT JOIN (SELECT DISTINCT lesson_id FROM learning_attempt WHERE person_id = %(person)s AND done_at IS NOT NULL) done
  USING (lesson_id)
WHERE s.journey_id = ANY(%(journeys)s) GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step as somebody sees it."""

    lesson: int
    title: str
    stage: str
    stage_seconds: int | None
    optional: bool
    audience: str
    done_at: datetime | None
    length: str | None
    kind: str | None
    seconds: int | None

    @property
    def note(self) -> str:
        """How long it takes and for whom it is, in a few words."""
        kind = str(Form.Kind(self.kind).label) if self.kind else ""
        parts = [lasting(self.seconds), kind, self.audience, _("Optional") if self.optional else ""]
        return ", ".join(part for part in parts if part)


def lasting(seconds: int | None) -> str:
    """How long something takes, in words; nothing where nobody knows."""
    if seconds is None:
        return ""
    if seconds < 60:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    return minutes(minutes_of(seconds))


@dataclass(slots=True)
class Way:
    """A journey with its steps and where somebody stands on it."""

    pk: int
    title: str
    steps: list[Step] = field(default_factory=list)

    @property
    def _waypoints(self) -> list[Waypoint]:
        return [Waypoint(step.lesson, step.optional, step.stage) for step in self.steps]

    @property
    def _done(self) -> set[int]:
        return {step.lesson for step in self.steps if step.done_at}

    @property
    def standing(self) -> Standing:
        return standing(self._waypoints, self._done)

    @property
    def next(self) -> Step | None:
        place = self.standing.next
        return None if place is None else self.steps[place]

    @property
    def stages(self) -> list[tuple[str, str, list[Step]]]:
        """The steps under their weeks or terms: heading, what the source says it takes, steps."""
        grouped = groupby(self.steps, key=lambda step: (step.stage, step.stage_seconds))
        return [(stage, lasting(seconds), list(steps)) for (stage, seconds), steps in grouped]

    def after(self, lesson: int) -> Step | None:
        """Where to go on from this lesson; it counts as done, whether it is or not."""
        place = after(self._waypoints, lesson, self._done | {lesson})
        return None if place is None else self.steps[place]

    def around(self, lesson: int, *, before: int = 2, behind: int = 3) -> list[Step]:
        """The steps next to this lesson: a journey of fifty is not shown beside a lesson."""
        here = next((index for index, step in enumerate(self.steps) if step.lesson == lesson), 0)
        start = max(0, min(here - before, len(self.steps) - before - behind - 1))
        return self.steps[start : start + before + behind + 1]


def way_of(journey: Journey, *, person: Person) -> Way:
    """The journey's steps with what is done of them, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_STEPS_OF, {"journey": journey.pk, "person": person.pk})
        return Way(journey.pk, journey.title, [Step(*row) for row in cursor.fetchall()])


def way_with(lesson: int, *, viewer: SignedIn) -> Way | None:
    """The journey that a lesson is part of, in one query: the one its reader took last, else the first on offer."""
    with connection.cursor() as cursor:
        cursor.execute(_WITH_LESSON, {"person": viewer.person.pk, "lesson": lesson, "forces": forces_of(viewer)})
        rows = cursor.fetchall()
    return Way(rows[0][0], rows[0][1], [Step(*row[2:]) for row in rows]) if rows else None


@dataclass(frozen=True, slots=True)
class Offer:
    """A journey in a list: how far somebody is, and when they were last on it."""

    journey: Journey
    done: int
    of: int
    last_at: datetime | None

    @property
    def share(self) -> int:
        return round(100 * self.done / self.of) if self.of else 0


def journeys_with_progress(viewer: SignedIn) -> list[Offer]:
    """All journeys on offer: those under way first, latest first, then by title."""
    journeys = list(journeys_for(viewer).defer("words", "kept").order_by("title"))
    taken = dict(journeys_taken_by(viewer.person).values_list("journey", "last_at"))
    progress = _progress([journey.pk for journey in journeys], viewer.person)
    offers = [Offer(journey, *progress.get(journey.pk, (0, 0)), taken.get(journey.pk)) for journey in journeys]
    under_way = sorted((one for one in offers if one.last_at), key=lambda one: one.last_at or 0, reverse=True)
    return [*under_way, *(one for one in offers if not one.last_at)]


def _progress(journeys: list[int], person: Person) -> dict[int, tuple[int, int]]:
    """Steps done, and steps that count, of each journey."""
    with connection.cursor() as cursor:
        cursor.execute(_PROGRESS, {"person": person.pk, "journeys": journeys})
        return {journey: (done, of) for journey, of, done in cursor.fetchall()}


def journeys_under_way(viewer: SignedIn, *, most: int = 6) -> list[Offer]:
    """The journeys somebody is on and has not finished, latest first."""
    taken = journeys_taken_by(viewer.person).filter(done_at=None, journey__published=True).order_by("-last_at")[:most]
    rows = list(taken)
    progress = _progress([one.journey_id for one in rows], viewer.person) if rows else {}
    return [Offer(one.journey, *progress.get(one.journey_id, (0, 0)), one.last_at) for one in rows]


def journeys_found(typed: str, *, viewer: SignedIn, most: int = 3) -> list[Journey]:
    """Journeys whose title, summary or outcomes have all the words."""
    query = query_from(typed)
    if not query.terms:
        return []
    words = {"whole": query.whole, "last": query.last, "last_typed": query.last_typed}
    return list(Journey.objects.raw(_FOUND, {**words, "forces": forces_of(viewer), "most": most}))
