"""Writing a whole lesson into its tables: used by imports and by publishing, so that both store the same."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peel.catalogue.models import Form, Lesson, LessonCompetency, LessonSkill, Theme
from peel.catalogue.rules.cards import points_of
from peel.catalogue.rules.content import LessonContent, quiz_to_json
from peel.catalogue.rules.drafts import FormDraft, Kind
from peel.catalogue.rules.markdown import html_of

# Straplines, one-siders and plans are laid out from their parts.
READ_AS_WRITTEN = {Kind.ARTICLE, Kind.VIDEO, Kind.AUDIO, Kind.DOCUMENT, Kind.LINK}
FORM_FIELDS = [
    "kind",
    "title",
    "text",
    "html",
    "points",
    "seconds",
    "file_id",
    "poster_id",
    "captions",
    "transcript",
    "url",
    "quiz",
    "kept",
]


def put_content(lesson: Lesson, content: LessonContent, *, theme: Theme) -> None:
    """Set the lesson's own columns; saving it is the caller's."""
    lesson.title = content.title[:200]
    lesson.summary = content.summary[:500]
    lesson.outcomes = "\n".join(content.outcomes)
    lesson.theme = theme
    lesson.owner_words = content.owner_words[:120]
    lesson.audience = {"named": list(content.audience)} if content.audience else {}
    lesson.cites = "\n".join(content.cites)
    lesson.attribution = content.attribution[:400]
    lesson.licence = content.licence[:120]
    lesson.review_by = content.review_by
    lesson.demonstration = content.demonstration
    lesson.language = content.language


def put_parts(contents: Mapping[int, LessonContent]) -> None:
    """Forms, skills and competencies of these lessons as their contents say, in a handful of queries.

    A form keeps its row where its length and place stay, so that what somebody has begun is still begun.
    """
    _put_forms(contents)
    LessonSkill.objects.filter(lesson__in=contents).delete()
    LessonSkill.objects.bulk_create(
        [
            LessonSkill(lesson_id=pk, skill_id=skill, awards=skill in dict(content.awards), **_from(content, skill))
            for pk, content in contents.items()
            for skill in dict.fromkeys(content.skills)
        ]
    )
    LessonCompetency.objects.filter(lesson__in=contents).delete()
    LessonCompetency.objects.bulk_create(
        [
            LessonCompetency(lesson_id=pk, competency_id=competency, level=level)
            for pk, content in contents.items()
            for competency, level in dict.fromkeys(content.competencies)
        ]
    )


def _from(content: LessonContent, skill: int) -> dict[str, str]:
    length = dict(content.awards).get(skill)
    return {"awards_from": length.value} if length else {}


def _put_forms(contents: Mapping[int, LessonContent]) -> None:
    there = {(form.lesson_id, form.length, form.position): form for form in Form.objects.filter(lesson__in=contents)}
    new: list[Form] = []
    changed: list[Form] = []
    for pk, content in contents.items():
        for position, draft in _placed(content.forms):
            form = there.pop((pk, draft.length.value, position), None)
            (new if form is None else changed).append(fill(form or Form(lesson_id=pk, position=position), draft))
    Form.objects.filter(pk__in=[form.pk for form in there.values()]).delete()
    Form.objects.bulk_create(new, batch_size=500)
    Form.objects.bulk_update(changed, FORM_FIELDS, batch_size=200)


def _placed(forms: Sequence[FormDraft]) -> Iterable[tuple[int, FormDraft]]:
    seen: dict[str, int] = {}
    for draft in forms:
        position = seen.get(draft.length.value, 0)
        seen[draft.length.value] = position + 1
        yield position, draft


def fill(form: Form, draft: FormDraft) -> Form:
    """The form with the columns of a draft; saving it is the caller's."""
    values: dict[str, Any] = {
        "length": draft.length.value,
        "kind": draft.kind.value,
        "title": draft.title[:200],
        "text": draft.body,
        "html": html_of(draft.body) if draft.kind in READ_AS_WRITTEN else "",
        "points": points_of(draft),
        "seconds": draft.seconds,
        "file_id": draft.file,
        "poster_id": draft.poster,
        "captions": draft.captions,
        "transcript": draft.transcript,
        "url": draft.url[:400],
        "quiz": quiz_to_json(draft.quiz),
        "kept": draft.extra,
    }
    for name, value in values.items():
        setattr(form, name, value)
    return form
