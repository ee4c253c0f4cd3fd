"""The search index: what each published lesson is found by, and the library's own words.

Accents are taken off in Python, here and when somebody asks, because the database has no ``unaccent``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from peel.catalogue.models import Form, Lesson, LessonCompetency, LessonText
from peel.catalogue.queries.stored import contents_of
from peel.catalogue.rules.cards import card_of
from peel.catalogue.rules.content import LessonContent
from peel.catalogue.rules.drafts import FormDraft
from peel.catalogue.rules.reading import plain_text
from peel.catalogue.rules.search_words import normalised
from peel.skills.models import Competency, Skill

AT_ONCE = 200
# PostgreSQL refuses a tsvector of more than a megabyte.
LONGEST_TEXT = 600_000

# Liked, shrunk towards the middle while few have said so, and used, on a scale where ten times as often counts once.
RANK = """
0.6 * (l.rating_sum + 17.5) / (l.rating_count + 5) / 5 + 0.4 * least(1, ln(1 + l.done_count) / 8)
"""
PUT = f"""
INSERT INTO catalogue_lessontext
  (lesson_id, force_id, words, head, lengths, kinds, skills, competencies, theme, owner_words, rank, newest, card)
SELECT l.id, l.force_id,
  head.vector || to_tsvector('english', %(body)s), head.vector,
  %(lengths)s, %(kinds)s, %(skills)s, %(competencies)s, l.theme_id, l.owner_words, {RANK},
  coalesce(l.published_at, l.changed_at), %(card)s
FROM catalogue_lesson l, LATERAL (SELECT
  setweight(to_tsvector('english', %(first)s), 'A') || setweight(to_tsvector('simple', %(first)s), 'A')
  || setweight(to_tsvector('english', %(second)s), 'B')
  || setweight(to_tsvector('simple', %(second)s), 'B')) head(vector)
WHERE l.id = %(lesson)s
ON CONFLICT (lesson_id) DO UPDATE SET
  force_id = EXCLUDED.force_id, words = EXCLUDED.words, head = EXCLUDED.head, lengths = EXCLUDED.lengths,
  kinds = EXCLUDED.kinds, skills = EXCLUDED.skills, competencies = EXCLUDED.competencies, theme = EXCLUDED.theme,
  owner_words = EXCLUDED.owner_words, rank = EXCLUDED.rank, newest = EXCLUDED.newest, card = EXCLUDED.card
"""
LEARN_WORDS = """
INSERT INTO catalogue_vocabulary (word, lessons) SELECT * FROM unnest(%s::text[], %s::int[])
ON CONFLICT (word) DO UPDATE SET lessons = catalogue_vocabulary.lessons + EXCLUDED.lessons
"""


@transaction.atomic
def index_lessons(pks: Iterable[int]) -> int:
    """Put these lessons into the index, or take out those that are no longer published. Returns how many are in.

    The counts of words only grow here; :func:`recount` sets them right every night.
    """
    indexed = 0
    for some in _batches(sorted(set(pks))):
        lessons = list(Lesson.objects.filter(pk__in=some).select_related("theme"))
        published = [lesson for lesson in lessons if lesson.state == Lesson.State.PUBLISHED]
        LessonText.objects.filter(lesson__in=some).exclude(lesson__in=published).delete()
        indexed += _put(published)
    return indexed


@transaction.atomic
def recount() -> None:
    """Count the library's words anew, and how much each lesson is liked and used."""
    counts: Counter[str] = Counter()
    published = Lesson.objects.filter(state=Lesson.State.PUBLISHED).order_by("pk").values_list("pk", flat=True)
    for some in _batches(list(published)):
        for row in _rows(list(Lesson.objects.filter(pk__in=some).select_related("theme"))):
            counts.update(_words_in(row))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_vocabulary")
        cursor.execute(LEARN_WORDS, [list(counts), list(counts.values())])
    rank_by_liking()


def rank_by_liking() -> None:
    """Put the library in order of how much each lesson is liked and used."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE catalogue_lessontext t SET rank = {RANK} FROM catalogue_lesson l WHERE l.id = t.lesson_id"
        )


def _put(lessons: Sequence[Lesson]) -> int:
    rows = list(_rows(lessons))
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(_words_in(row))
    words = sorted(counts)
    with connection.cursor() as cursor:
        if rows:
            cursor.executemany(PUT, rows)
            cursor.execute(LEARN_WORDS, [words, [counts[word] for word in words]])
    return len(rows)


def _rows(lessons: Sequence[Lesson]) -> Iterator[dict[str, Any]]:
    contents = contents_of(lessons)
    skills = {skill.pk: skill for skill in Skill.objects.filter(lesson_skills__lesson__in=lessons).distinct()}
    competencies = dict(
        Competency.objects.filter(
            pk__in=LessonCompetency.objects.filter(lesson__in=lessons).values("competency")
        ).values_list("pk", "name")
    )
    for lesson in lessons:
        content = contents[lesson.pk]
        if not content.forms:
            continue
        built = [skills[pk] for pk in content.skills]
        names = [part for skill in built for part in (skill.name, skill.code, *skill.also_called)]
        names += [competencies[pk] for pk, _level in content.competencies]
        yield _row(lesson, content, names)


def _row(lesson: Lesson, content: LessonContent, names: Sequence[str]) -> dict[str, Any]:
    straplines = [form.body for form in content.forms if form.kind.value == Form.Kind.STRAPLINE]
    points = [form.body for form in content.forms if form.kind.value == Form.Kind.ONE_SIDER]
    first = [content.title, *straplines, *names]
    second = [content.summary, lesson.theme.name, content.owner_words, *content.outcomes, *map(plain_text, points)]
    body = [text for form in content.forms for text in _texts(form)]
    return {
        "lesson": lesson.pk,
        "first": normalised(" ".join(first)),
        "second": normalised(" ".join(second)),
        "body": normalised(" ".join(body))[:LONGEST_TEXT],
        "lengths": sorted({form.length.value for form in content.forms}),
        "kinds": sorted({form.kind.value for form in content.forms}),
        "skills": list(content.skills),
        "competencies": [f"{competency}:{level}" for competency, level in content.competencies],
        "card": Jsonb(card_of(content, theme=lesson.theme.name, cover=lesson.theme.cover)),
    }


def _texts(form: FormDraft) -> list[str]:
    quiz = [part for question in form.quiz for part in (question.question, *question.answers, question.explanation)]
    return [form.title, plain_text(form.body), plain_text(form.transcript), *quiz]


def _words_in(row: dict[str, Any]) -> set[str]:
    """Words worth correcting to: no numbers, nothing too short to be mistyped, nothing nobody types."""
    words = set(f"{row['first']} {row['second']} {row['body']}".split())
    return {word for word in words if 3 <= len(word) <= 40 and not any(letter.isdigit() for letter in word)}


def _batches(pks: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(pks)
    while some := list(islice(rest, AT_ONCE)):
        yield some
