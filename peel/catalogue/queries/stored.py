"""Whole lessons as they are stored, as the one value that authors, versions and the index work with."""

from collections import defaultdict
from collections.abc import Sequence

from peel.catalogue.models import Form, Lesson, LessonCompetency, LessonSkill
from peel.catalogue.rules.content import LessonContent, quiz_from_json
from peel.catalogue.rules.drafts import FormDraft, Kind
from peel.catalogue.rules.reading import Length


def content_of(lesson: Lesson) -> LessonContent:
    """One lesson whole."""
    return contents_of([lesson])[lesson.pk]


def contents_of(lessons: Sequence[Lesson]) -> dict[int, LessonContent]:
    """Each lesson whole, in three queries for all. Themes must have been read along."""
    forms: dict[int, list[FormDraft]] = defaultdict(list)
    for form in Form.objects.filter(lesson__in=lessons).order_by("lesson", "length", "position"):
        forms[form.lesson_id].append(draft_of(form))
    skills: dict[int, list[LessonSkill]] = defaultdict(list)
    for built in LessonSkill.objects.filter(lesson__in=lessons).order_by("pk"):
        skills[built.lesson_id].append(built)
    competencies: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for tagged in LessonCompetency.objects.filter(lesson__in=lessons).order_by("pk"):
        competencies[tagged.lesson_id].append((tagged.competency_id, tagged.level))
    order = list(Length)
    return {
        lesson.pk: LessonContent(
            title=lesson.title,
            summary=lesson.summary,
            outcomes=_lines(lesson.outcomes),
            theme=lesson.theme.code,
            owner_words=lesson.owner_words,
            audience=tuple(lesson.audience.get("named", ())),
            skills=tuple(built.skill_id for built in skills[lesson.pk]),
            awards=tuple((one.skill_id, Length(one.awards_from)) for one in skills[lesson.pk] if one.awards),
            competencies=tuple(competencies[lesson.pk]),
            cites=_lines(lesson.cites),
            attribution=lesson.attribution,
            licence=lesson.licence,
            review_by=lesson.review_by,
            demonstration=lesson.demonstration,
            language=lesson.language,
            forms=tuple(sorted(forms[lesson.pk], key=lambda form: order.index(form.length))),
        )
        for lesson in lessons
    }


def draft_of(form: Form) -> FormDraft:
    """One stored form as a value."""
    return FormDraft(
        length=Length(form.length),
        kind=Kind(form.kind),
        title=form.title,
        body=form.text,
        seconds=form.seconds,
        captions=form.captions,
        transcript=form.transcript,
        url=form.url,
        file=form.file_id,
        poster=form.poster_id,
        quiz=quiz_from_json(form.quiz),
        extra=form.kept,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())
