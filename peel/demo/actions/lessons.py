"""Lessons of the demo and who read them: two real catalogues, those that come with Peel, and Northmarch's own."""

import lzma
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from importlib.resources import files
from itertools import islice
from random import Random
from uuid import UUID

from django.db import connection

from peel.catalogue.actions.importing import import_catalogue
from peel.catalogue.actions.indexing import rank_by_liking
from peel.catalogue.models import Form, Journey, JourneyStep, Lesson, Pinned, SearchAsked, Theme
from peel.catalogue.rules import lesson_files, sources
from peel.demo.actions.people import MadeForce, Member
from peel.demo.copying import copy_rows
from peel.demo.rules.reading import FormRow, Read, Shelf, read_by
from peel.foundation import clock
from peel.learning.models import Attempt, JourneyTaken, Rating
from peel.ledger.actions import append_many
from peel.ledger.rules import Happening, Verb
from peel.people.models import Force

CATALOGUES = {"csl_course_catalogue": 400, "dfe_early_career_programme": 300}
ATTEMPT = (
    *("person_id", "force_id", "lesson_id", "form_id", "length", "version", "position", "furthest", "seconds_spent"),
    *("how", "started_at", "last_at", "done_at"),
)
RATING = ("person_id", "lesson_id", "stars", "recommend", "rated_at")
JOURNEY = "demo:to-detective"
STEPS = (
    "first-minutes",
    "statement-taking",
    "eight-parts",
    "mental-health",
    "online-reporting",
    "disclosure-basics",
    "de-escalation",
    "handling-personal-data",
)
DONE_BY_AISHA = 5
POPULAR = {"lesson": 12.0, "civil-service": 1.0}
"""How popular lessons of a source are; the others are read by few."""
SEARCHES = (
    ("dash cam redaction", 0),
    ("e scooter seizure", 0),
    ("spiking", 0),
    ("cuckooing", 0),
    ("ptsd after a fatal", 0),
    ("welsh language statement", 0),
    ("statement", 6),
    ("section 136", 2),
    ("taser", 4),
    ("disclosure", 9),
)
SUMS = """
UPDATE catalogue_lesson lesson SET done_count = coalesce(d.done, 0), rating_sum = coalesce(r.stars, 0),
  rating_count = coalesce(r.raters, 0), recommend_count = coalesce(r.recommend, 0)
FROM catalogue_lesson own
LEFT JOIN (SELECT lesson_id, count(*) done FROM learning_attempt WHERE done_at IS NOT NULL GROUP BY 1) d
  ON d.lesson_id = own.id
LEFT JOIN (SELECT lesson_id, sum(stars) stars, count(stars) raters, count(*) FILTER (WHERE recommend) recommend
  FROM learning_rating GROUP BY 1) r ON r.lesson_id = own.id
WHERE own.id = lesson.id AND (d.done > 0 OR r.raters > 0)
"""


def bring_lessons(northmarch: Force, *, now: datetime) -> None:
    """Every catalogue that comes with the demo, through the same door as anybody's, on the days when they came."""
    data = files("peel.demo").joinpath("data")
    for name, days in CATALOGUES.items():
        text = lzma.decompress(data.joinpath(f"{name}.jsonl.xz").read_bytes()).decode("utf-8")
        with clock.standing_at(now - timedelta(days=days)):
            import_catalogue(sources.read(f"{name}.jsonl", text), force=None)
    with clock.standing_at(now - timedelta(days=120)):
        import_catalogue(lesson_files.our_own(), force=None)
    own = sorted(data.joinpath("lessons").iterdir(), key=lambda file: file.name)
    for number, file in enumerate(own):
        text = file.read_text(encoding="utf-8")
        with clock.standing_at(now - timedelta(days=90 - 15 * number)):
            import_catalogue(lesson_files.read([(file.name.removesuffix(".md"), text)]), force=northmarch)


def make_journey(made: MadeForce) -> Journey:
    """The force's own way to detective, through lessons that are there."""
    lessons = {lesson.source_key: lesson for lesson in Lesson.objects.filter(source_key__startswith="lesson:")}
    journey = Journey.objects.create(
        force=made.force,
        source_key=JOURNEY,
        title="To detective",
        summary="What a response constable learns before the National Investigators’ Exam.",
        theme=Theme.objects.get(code="investigations"),
        published=True,
    )
    JourneyStep.objects.bulk_create(
        JourneyStep(journey=journey, lesson=lessons[f"lesson:{key}"], position=position)
        for position, key in enumerate(STEPS, start=1)
    )
    return journey


def pin_lessons(made: MadeForce, *, now: datetime) -> None:
    """What the commander wants Harbour to see this month."""
    harbour, commander = made.unit_pk("HARBOUR"), made.parts["commander"]
    for lesson in Lesson.objects.filter(source_key__in=("lesson:first-minutes", "lesson:two-minutes")):
        Pinned.objects.create(
            lesson=lesson,
            unit_id=harbour,
            starts=now.date() - timedelta(days=9),
            ends=now.date() + timedelta(days=21),
            pinned_by_id=commander.pk,
        )


def look_in_vain(made: MadeForce, *, rng: Random, today: date) -> None:
    """What people typed into the search in the last weeks, and how much it found: nothing found is demand."""
    SearchAsked.objects.bulk_create(
        SearchAsked(
            force=made.force,
            day=today - timedelta(days=ago),
            words=words,
            times=rng.randint(1, 9),
            found=found,
        )
        for words, found in SEARCHES
        for ago in sorted(rng.sample(range(1, 40), 6))
    )


def read_lessons(made: MadeForce, *, rng: Random, now: datetime) -> None:
    """Attempts and ratings of everybody in the force, with their statements."""
    shelf = Shelf(list(_forms(made.force, rng)))
    goes = ((member, go) for member in made.members for go in _goes(member, shelf, rng=rng, now=now))
    while some := list(islice(goes, 50_000)):
        copy_rows(Attempt, ATTEMPT, (_attempt_row(made, member, go) for member, go in some))
        rated = [(member, go) for member, go in some if go.stars is not None]
        copy_rows(
            Rating,
            RATING,
            ((member.pk, go.form.lesson, go.stars, go.recommends, go.last) for member, go in rated),
        )
        append_many(_statements(some, made.force.pk, now, rng=rng))


def _goes(member: Member, shelf: Shelf, *, rng: Random, now: datetime) -> Iterator[Read]:
    part = member.plan.part
    if part is None or not part.key:
        yield from read_by(shelf, rng=rng, now=now)
    elif part.key == "constable":
        yield from _of_aisha(shelf.forms, now)


def _of_aisha(forms: Sequence[FormRow], now: datetime) -> Iterator[Read]:
    """Five steps of her journey done, de-escalation stopped half way last night, the data refresher two thirds."""
    six_minutes = {form.lesson: form for form in forms if form.length == "m6"}
    keys = dict(
        Lesson.objects.filter(source_key__in=[f"lesson:{key}" for key in STEPS]).values_list("source_key", "pk")
    )
    for number, key in enumerate(STEPS[:DONE_BY_AISHA]):
        day = now - timedelta(days=70 - 12 * number)
        yield Read(six_minutes[keys[f"lesson:{key}"]], day, day + timedelta(minutes=7), True, 1000, 5 - number % 2)
    for key, ago, per_mille in (("handling-personal-data", 3, 660), ("de-escalation", 1, 550)):
        begun = (now - timedelta(days=ago)).replace(hour=22, minute=37, second=0, microsecond=0)
        yield Read(six_minutes[keys[f"lesson:{key}"]], begun, begun + timedelta(minutes=4), False, per_mille)


def take_journeys(made: MadeForce, journey: Journey, *, rng: Random, now: datetime) -> None:
    """Aisha and some others are on the way to detective."""
    taken = [
        member
        for member in made.members
        if member.plan.role == "response-constable" and (_is(member, "constable") or rng.random() < 0.06)
    ]
    JourneyTaken.objects.bulk_create(
        JourneyTaken(
            person_id=member.pk,
            force=made.force,
            journey=journey,
            started_at=now - timedelta(days=80 if _is(member, "constable") else rng.randint(10, 200)),
            last_at=now - timedelta(days=4 if _is(member, "constable") else rng.randint(1, 9)),
        )
        for member in taken
    )


def add_up() -> None:
    """Give every lesson the sums of what people did and thought, and its place in the library's order."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS)
    rank_by_liking()


def _is(member: Member, key: str) -> bool:
    return member.plan.part is not None and member.plan.part.key == key


def _forms(force: Force, rng: Random) -> Iterator[FormRow]:
    """What people of a force can read, with how popular it is."""
    rows = (
        Form.objects.filter(lesson__state=Lesson.State.PUBLISHED, lesson__force=None)
        | Form.objects.filter(lesson__state=Lesson.State.PUBLISHED, lesson__force=force)
    ).order_by("lesson_id", "pk")
    columns = ("pk", "lesson_id", "length", "kind", "seconds", "lesson__version", "lesson__published_at")
    for pk, lesson, length, kind, seconds, version, since, key in rows.values_list(*columns, "lesson__source_key"):
        weight = POPULAR.get(key.partition(":")[0], 0.05) * rng.paretovariate(1.3)
        yield FormRow(pk, lesson, length, kind, seconds, version, since, weight)


def _attempt_row(made: MadeForce, member: Member, go: Read) -> tuple[object, ...]:
    form = go.form
    return (
        *(member.pk, made.force.pk, form.lesson, form.pk, form.length, form.version, go.position, go.position),
        *(go.spent, go.how, go.started, go.last, go.last if go.done else None),
    )


def _statements(goes: Sequence[tuple[Member, Read]], force: int, now: datetime, *, rng: Random) -> Iterator[Happening]:
    """What the learning room would have said of each go: begun, done, liked."""
    for member, go in goes:
        facts = (member.subject, force, go.form.lesson)
        begun = {"form": go.form.length, "kind": go.form.kind, "version": go.form.version}
        yield _said(Verb.STARTED, *facts, at=go.started, now=now, rng=rng, context=begun)
        if go.done:
            result = {"completion": True, "duration": f"PT{go.spent}S"}
            context = {**begun, "how": go.how}
            yield _said(Verb.COMPLETED, *facts, at=go.last, now=now, rng=rng, result=result, context=context)
        if go.stars is not None:
            yield _said(Verb.RATED, *facts, at=go.last, now=now, rng=rng, result={"liked": int(go.liked)})


def _said(
    verb: Verb,
    subject: UUID,
    force: int,
    lesson: int,
    *,
    at: datetime,
    now: datetime,
    rng: Random,
    result: dict[str, object] | None = None,
    context: dict[str, object] | None = None,
) -> Happening:
    return Happening(
        statement_id=UUID(int=rng.getrandbits(128), version=4),
        subject=subject,
        force=force,
        verb=verb,
        object_type="lesson",
        object_id=str(lesson),
        happened_at=at,
        stored_at=now,
        result=result or {},
        context=context or {},
    )
