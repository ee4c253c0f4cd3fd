"""Bringing a catalogue in: compare with what is stored, then write the difference in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Q, Value
from django.utils.text import slugify

from peel.catalogue.actions.indexing import index_lessons
from peel.catalogue.actions.storing import put_content, put_parts
from peel.catalogue.models import Journey, JourneyStep, Lesson, Theme
from peel.catalogue.rules.content import LessonContent
from peel.catalogue.rules.drafts import CatalogueDraft, Fate, JourneyDraft, LessonDraft, RowReport
from peel.catalogue.rules.import_plan import Plan, Stored, mark_of, plan
from peel.catalogue.rules.reading import plain_text
from peel.catalogue.rules.search_words import normalised
from peel.catalogue.rules.themes import GENERAL, family_of
from peel.foundation import clock
from peel.ledger.actions.audit import audit
from peel.people.actors import actor
from peel.people.models import Force, Person
from peel.skills.models import Competency, Framework, Skill

AT_ONCE = 500


@dataclass(slots=True)
class Imported:
    """What an import did, with one sentence for each row of the file and each thing left alone."""

    lessons: Plan
    journeys: Plan
    rows: list[RowReport] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        return self.lessons.changes_nothing and self.journeys.changes_nothing


@transaction.atomic
def import_catalogue(draft: CatalogueDraft, *, force: Force | None, by: Person | None = None) -> Imported:
    """Write what the file has and the library has not. ``force`` None makes the lessons national.

    Running it again with the same file changes nothing. What was edited here since it was imported is left as it is;
    what is no longer in the file stays: both are said in the rows. One audit entry stands for the whole.
    """
    meanings = _Meanings(draft.lessons, force)
    source = _of_source([*meanings.marks, *(journey.key for journey in draft.journeys)])
    lessons = plan(meanings.marks, stored=_stored_lessons(source, force))
    journey_marks = {journey.key: mark_of(journey) for journey in draft.journeys}
    journeys = plan(journey_marks, stored=_stored_journeys(source, force))
    _put_lessons(draft.lessons, lessons, meanings, force=force)
    _put_journeys(draft.journeys, journeys, force=force)
    result = Imported(lessons=lessons, journeys=journeys, rows=_rows(draft, lessons, journeys, meanings.notes))
    if not result.changed_nothing:
        audit(
            "imported",
            actor=actor(by),
            force=(force or Force.objects.get(kind=Force.Kind.NATION)).pk,
            object_type="catalogue",
            object_id=draft.source,
            detail={
                "lessons": {"new": len(lessons.new), "changed": len(lessons.changed)},
                "journeys": {"new": len(journeys.new), "changed": len(journeys.changed)},
            },
        )
    return result


def _of_source(keys: Sequence[str]) -> Q:
    """Rows under these keys, and under others of the same source; single lesson files speak only for themselves."""
    found = Q(source_key__in=keys)
    for start in sorted({key.partition(":")[0] for key in keys} - {"lesson"}):
        found |= Q(source_key__startswith=f"{start}:")
    return found


def _stored_lessons(source: Q, force: Force | None) -> dict[str, Stored]:
    rows = Lesson.objects.filter(source, force=force).values_list("source_key", "pk", "source_mark", "edited_here")
    return {key: Stored(pk, mark, edited) for key, pk, mark, edited in rows}


def _stored_journeys(source: Q, force: Force | None) -> dict[str, Stored]:
    rows = Journey.objects.filter(source, force=force).values_list("source_key", "pk", "source_mark")
    return {key: Stored(pk, mark) for key, pk, mark in rows}


def _put_lessons(drafts: Sequence[LessonDraft], planned: Plan, meanings: "_Meanings", *, force: Force | None) -> None:
    wanted = {draft.key: draft for draft in drafts}
    keys = [*planned.new, *planned.changed]
    themes = _themes({wanted[key].theme or GENERAL for key in keys})
    pks: list[int] = []
    for start in range(0, len(keys), AT_ONCE):
        pks += _put_some([wanted[key] for key in keys[start : start + AT_ONCE]], meanings, themes, force=force)
    index_lessons(pks)


def _put_some(
    drafts: Sequence[LessonDraft], meanings: "_Meanings", themes: Mapping[str, Theme], *, force: Force | None
) -> list[int]:
    now = clock.now()
    stored = {
        lesson.source_key: lesson
        for lesson in Lesson.objects.filter(force=force, source_key__in=[draft.key for draft in drafts])
    }
    contents = {draft.key: meanings.contents[draft.key] for draft in drafts}
    for draft in drafts:
        new = draft.key not in stored
        lesson = stored.setdefault(draft.key, Lesson(force=force, source_key=draft.key, published_at=now))
        content = contents[draft.key]
        put_content(lesson, content, theme=themes[content.theme])
        lesson.version = 1 if new else lesson.version + 1
        lesson.state = Lesson.State.PUBLISHED
        lesson.changed_at = now
        lesson.source_mark = meanings.marks[draft.key]
        lesson.source_url = draft.source_address[:400]
        lesson.kept = _kept(draft)
    new_lessons = [lesson for lesson in stored.values() if lesson.pk is None]
    fields = [field.name for field in Lesson._meta.concrete_fields if field.name != "id"]
    Lesson.objects.bulk_update([lesson for lesson in stored.values() if lesson.pk], fields, batch_size=200)
    Lesson.objects.bulk_create(new_lessons)
    put_parts({lesson.pk: contents[key] for key, lesson in stored.items()})
    return [lesson.pk for lesson in stored.values()]


def _kept(draft: LessonDraft) -> dict[str, Any]:
    links = {"previous": draft.previous, "next": draft.next}
    title = {"title": draft.source_title} if draft.source_title not in ("", draft.title) else {}
    return {**draft.extra, **{name: key for name, key in links.items() if key}, **title}


class _Meanings:
    """What the names in a file mean here: skills by code, competencies by name. ``notes`` say which mean nothing."""

    def __init__(self, drafts: Sequence[LessonDraft], force: Force | None) -> None:
        self.notes: dict[str, list[str]] = {}
        codes = {code for draft in drafts for code in draft.skills}
        known = Skill.objects.filter(Q(force=None) | Q(force=force), code__in=codes, retired_on=None)
        # A force's own skill of the same code goes before the national one.
        self.skills = dict(known.order_by("force_id").values_list("code", "pk").reverse())
        newest = Framework.objects.order_by("pk").values_list("pk", flat=True)
        names = {name for draft in drafts for name, _level in draft.competencies}
        tagged = Competency.objects.filter(name__in=names, framework__in=newest).order_by("framework")
        self.competencies = dict(tagged.values_list("name", "pk"))
        self.contents = {draft.key: self._content(draft) for draft in drafts}
        self.marks = {draft.key: mark_of(draft, meaning=self._meaning(draft)) for draft in drafts}

    def _meaning(self, draft: LessonDraft) -> list[object]:
        content = self.contents[draft.key]
        return [content.skills, content.awards, content.competencies]

    def _content(self, draft: LessonDraft) -> LessonContent:
        for kind, names, known in (
            ("skill", draft.skills, self.skills),
            ("competency", tuple(name for name, _level in draft.competencies), self.competencies),
        ):
            for name in names:
                if name not in known:
                    self.notes.setdefault(draft.key, []).append(f"The {kind} “{name}” is not known here.")
        return LessonContent(
            title=draft.title,
            summary=draft.summary,
            outcomes=draft.outcomes,
            theme=theme_code(draft.theme or GENERAL),
            owner_words=draft.owner,
            audience=draft.audiences,
            skills=tuple(self.skills[code] for code in draft.skills if code in self.skills),
            awards=tuple((self.skills[code], length) for code, length in draft.awards if code in self.skills),
            competencies=tuple(
                (self.competencies[name], level) for name, level in draft.competencies if name in self.competencies
            ),
            cites=draft.sources,
            attribution=draft.attribution,
            licence=draft.licence,
            review_by=draft.review_by,
            demonstration=draft.notice.startswith("Demonstration"),
            forms=draft.forms,
        )


def theme_code(name: str) -> str:
    return slugify(name)[:60] or "general"


def _themes(names: set[str]) -> dict[str, Theme]:
    """Themes by code; a name that is new here becomes one, with the cover that fits it best."""
    new = [
        Theme(code=theme_code(name), name=name[:120], family=family_of(name), cover=family_of(name))
        for name in sorted(names)
    ]
    Theme.objects.bulk_create(new, ignore_conflicts=True)
    return {theme.code: theme for theme in Theme.objects.filter(code__in=[theme.code for theme in new])}


def _put_journeys(drafts: Sequence[JourneyDraft], planned: Plan, *, force: Force | None) -> None:
    wanted = {draft.key: draft for draft in drafts}
    keys = [*planned.new, *planned.changed]
    if not keys:
        return
    lessons = dict(Lesson.objects.filter(force=force).exclude(source_key="").values_list("source_key", "pk"))
    themes = dict(Lesson.objects.filter(force=force).exclude(source_key="").values_list("source_key", "theme"))
    general = _themes({GENERAL})[theme_code(GENERAL)].pk
    journeys: list[Journey] = []
    for key in keys:
        draft = wanted[key]
        journey = Journey.objects.filter(force=force, source_key=key).first() or Journey(force=force, source_key=key)
        journey.title = draft.title[:200]
        journey.summary = draft.summary
        journey.outcomes = "\n".join(draft.outcomes)
        journey.theme_id = next((themes[step.lesson] for step in draft.steps if step.lesson in themes), general)
        journey.attribution = draft.attribution[:400]
        journey.licence = draft.licence[:120]
        journey.published = draft.ready
        journey.source_mark = mark_of(draft)
        journey.kept = {**draft.extra, **({"audiences": list(draft.audiences)} if draft.audiences else {})}
        journey.save()
        journeys.append(journey)
        _put_steps(journey, draft, lessons)
    index_journeys(journeys)


def _put_steps(journey: Journey, draft: JourneyDraft, lessons: Mapping[str, int]) -> None:
    journey.steps.all().delete()
    JourneyStep.objects.bulk_create(
        [
            JourneyStep(
                journey=journey,
                lesson_id=lessons[step.lesson],
                position=position,
                stage=step.heading[:200],
                stage_seconds=step.heading_seconds,
                optional=step.optional,
                audience=step.audience[:120],
            )
            for position, step in enumerate((one for one in draft.steps if one.lesson in lessons), start=1)
        ]
    )


def index_journeys(journeys: Sequence[Journey]) -> None:
    """What journeys are found by: their own words, not those of their lessons."""
    for journey in journeys:
        first = Value(normalised(f"{journey.title} {journey.summary}"))
        second = Value(normalised(plain_text(journey.outcomes)))
        Journey.objects.filter(pk=journey.pk).update(
            words=SearchVector(first, config="english", weight="A")
            + SearchVector(first, config="simple", weight="A")
            + SearchVector(second, config="english", weight="B")
        )


def _rows(draft: CatalogueDraft, lessons: Plan, journeys: Plan, notes: Mapping[str, Sequence[str]]) -> list[RowReport]:
    """The file's own rows with what became of them here, then what stands here and is not in the file any more."""
    fates = dict.fromkeys([*lessons.new, *journeys.new], "New.")
    fates |= dict.fromkeys([*lessons.changed, *journeys.changed], "Changed.")
    fates |= dict.fromkeys([*lessons.unchanged, *journeys.unchanged], "As it was.")
    fates |= dict.fromkeys(lessons.edited_here, "Edited here since: left as it is.")
    rows = [
        replace(
            row,
            sentence=" ".join([row.sentence, *([fates[row.key]] if row.key in fates else []), *notes.get(row.key, ())]),
        )
        if row.fate is not Fate.LEFT_OUT
        else row
        for row in draft.rows
    ]
    gone = [*lessons.gone, *journeys.gone]
    return rows + [RowReport(0, key, key, Fate.LEFT_OUT, "No longer in the file: it stays as it is.") for key in gone]
