"""A database of the size of a large force, for ``peel bench``: the demo, with everybody in thirty skills and much more.

42,000 people × 30 skills, 20,000 lessons and two million statements. The demo's own people, team and lessons are in it
as they are in the demo, so that the pages that are measured are those that people see.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from peel.catalogue.actions.importing import import_catalogue
from peel.catalogue.models import Lesson
from peel.catalogue.rules.drafts import CatalogueDraft, FormDraft, Kind, LessonDraft
from peel.catalogue.rules.reading import Length
from peel.catalogue.rules.themes import OURS
from peel.demo.actions.build import Demo, Load, Progress, build
from peel.foundation import clock
from peel.ledger.actions import append_many, seal_all
from peel.ledger.models import Statement
from peel.ledger.rules import Happening, Verb
from peel.people.models import Force, Person

PEOPLE, LESSONS, STATEMENTS = 42_000, 20_000, 2_000_000
LESSONS_AT_ONCE, STATEMENTS_AT_ONCE = 1000, 100_000
SOURCE = "load"
ABOUT = (
    *(
        "Witness statements",
        "Scene preservation",
        "Custody reviews",
        "Domestic abuse",
        "Coercive control",
        "Knife crime",
    ),
    *("Missing people", "Hate crime", "Fraud", "Disclosure", "Road deaths", "Stop and search", "First aid", "Radio"),
    *("Body-worn video", "Online reports", "Sudden deaths", "House-to-house", "Digital evidence", "Case files"),
    *("Interviews", "Identification", "Bail", "Warrants", "Exploitation", "Antisocial behaviour", "Neighbour disputes"),
)
ANGLE = (
    *(
        "the first five minutes",
        "what courts send back",
        "for supervisors",
        "on nights",
        "common mistakes",
        "in ten points",
    ),
    *("a short refresher", "for new officers", "what victims say", "with a partner agency", "case law in brief"),
    *("a checklist", "handing over", "writing it up", "asking better questions", "when it goes wrong"),
)
WORDS = (
    "officer evidence witness statement scene victim suspect record note camera door street question answer listen "
    "decide explain call colleague supervisor file report risk child family car road time place reason power search "
    "arrest detain custody interview court prosecutor disclosure relevant reasonable necessary proportionate open "
    "honest plain word paper phone screen message picture account memory detail doubt check again before after"
).split()


def load(
    *,
    people: int = PEOPLE,
    lessons: int = LESSONS,
    statements: int = STATEMENTS,
    seed: int = 1,
    progress: Progress | None = None,
) -> Demo:
    """Fill an empty database, or what is missing of one that was filled before. Takes minutes, once."""
    tell = progress or (lambda _sentence: None)
    more = json.loads(files("peel.demo").joinpath("data/skills_more.json").read_text(encoding="utf-8"))
    made = build(people=people, seed=seed, progress=tell, load=Load(tuple(more), everything=True))
    _add_lessons(lessons, Random(f"{seed} lessons"), tell)
    _add_statements(statements, Random(f"{seed} statements"), tell)
    tell("Sealing the ledger")
    seal_all()
    return made


def _add_lessons(wanted: int, rng: Random, tell: Progress) -> None:
    """Invented lessons through the catalogue's own import, until there are ``wanted``."""
    there = Lesson.objects.count()
    drafts = (_lesson(number, rng) for number in range(wanted))
    for start in range(0, wanted, LESSONS_AT_ONCE):
        some = [next(drafts) for _ in range(min(LESSONS_AT_ONCE, wanted - start))]
        if there >= wanted:
            return
        some = some[: wanted - there]
        tell(f"Lessons: {there:,} of {wanted:,}")
        there += len(import_catalogue(CatalogueDraft(SOURCE, tuple(some)), force=None).lessons.new)


def _lesson(number: int, rng: Random) -> LessonDraft:
    title = f"{rng.choice(ABOUT)}: {rng.choice(ANGLE)}"
    forms = [FormDraft(Length.M6, Kind.ARTICLE, title, _text(rng, 220), seconds=rng.randint(200, 420))]
    if number % 3 == 0:
        forms.insert(0, FormDraft(Length.S6, Kind.STRAPLINE, title, _sentence(rng, 5), seconds=6))
    if number % 4 == 0:
        forms.append(FormDraft(Length.M60, Kind.LINK, title, url="https://lessons.example/", seconds=3600))
    return LessonDraft(
        key=f"{SOURCE}:{number}",
        title=f"{title} ({number})",
        summary=_sentence(rng, 14),
        forms=tuple(forms),
        theme=OURS[number % len(OURS)][1],
        owner="Learning and Development",
        attribution="Invented for measuring",
        licence="CC0 1.0",
    )


def _text(rng: Random, words: int) -> str:
    return " ".join(_sentence(rng, rng.randint(6, 18)) for _ in range(words // 12))


def _sentence(rng: Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def _add_statements(wanted: int, rng: Random, tell: Progress) -> None:
    """Small steps through lessons, which need no rows of their own, until there are ``wanted`` statements."""
    there = Statement.objects.count()
    force = Force.objects.get(code="northmarch")
    subjects = list(Person.objects.filter(home_force=force).order_by("pk").values_list("subject", flat=True)[:10_000])
    lessons = list(Lesson.objects.order_by("pk").values_list("pk", flat=True)[:5000])
    while there < wanted:
        tell(f"Statements: {there:,} of {wanted:,}")
        some = min(STATEMENTS_AT_ONCE, wanted - there)
        with transaction.atomic():
            there += append_many(_steps(some, force.pk, subjects, lessons, rng))


def _steps(count: int, force: int, subjects: list[UUID], lessons: list[int], rng: Random) -> Iterator[Happening]:
    now = clock.now()
    for _ in range(count):
        context: dict[str, Any] = {"form": "m6", "kind": "article", "position": rng.randrange(1000)}
        yield Happening(
            statement_id=UUID(int=rng.getrandbits(128), version=4),
            subject=rng.choice(subjects),
            force=force,
            verb=Verb.PROGRESSED,
            object_type="lesson",
            object_id=str(rng.choice(lessons)),
            happened_at=now - timedelta(seconds=rng.randrange(90 * 86_400)),
            stored_at=now,
            context=context,
        )
