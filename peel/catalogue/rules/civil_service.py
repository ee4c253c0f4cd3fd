"""Reads the Civil Service Learning course catalogue: one JSON object a line, one line a course with its modules.

A course of several modules becomes a journey of lessons in the order of the file; a course of one module becomes one
lesson that keeps the course's outcomes; a course without modules has nothing to learn and becomes a journey that is
not offered. The catalogue holds what the modules are called, say and take, not the files themselves: a lesson made
from it says so. Prices, audiences, event dates and every field that Peel does not know are kept in ``extra``.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from peel.catalogue.rules.drafts import (
    CatalogueDraft,
    Fate,
    FormDraft,
    JourneyDraft,
    Kind,
    LessonDraft,
    RowReport,
    StepDraft,
    bullet_points,
    list_of,
    text_of,
    unknown_fields,
    whole_number,
)
from peel.catalogue.rules.reading import Length, first_sentence, length_for

SOURCE = "Civil Service Learning"
ATTRIBUTION = "Civil Service Learning catalogue, © 2018 Crown copyright"
LICENCE = "MIT"

_KINDS = {
    "file": Kind.DOCUMENT,
    "elearning": Kind.LINK,
    "link": Kind.LINK,
    "video": Kind.VIDEO,
    "face-to-face": Kind.PLAN,
}
# Where no duration is given, the kind says which of the four lengths is likeliest.
_LIKELY_LENGTH = {Kind.PLAN: Length.M60}
_COURSE_FIELDS = ["id", "title", "shortDescription", "description", "learningOutcomes", "modules", "audiences"]
_MODULE_FIELDS = ["id", "title", "description", "duration", "type", "moduleType", "url", "optional"]


def looks_like(row: dict[str, Any]) -> bool:
    """Whether the first row of a file is a course of this catalogue."""
    return "modules" in row and "title" in row


def read(lines: Iterable[str]) -> CatalogueDraft:
    """The lessons and journeys of the lines, with one sentence for each course and each module."""
    reader = _Reader()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            reader.take_line(number, line)
    return CatalogueDraft(SOURCE, tuple(reader.lessons), tuple(reader.journeys), tuple(reader.rows))


class _Reader:
    def __init__(self) -> None:
        self.lessons: list[LessonDraft] = []
        self.journeys: list[JourneyDraft] = []
        self.rows: list[RowReport] = []
        self.seen: set[str] = set()

    def report(self, row: int, key: str, title: str, fate: Fate, sentence: str) -> None:
        self.rows.append(RowReport(row=row, key=key, title=title, fate=fate, sentence=sentence))

    def take_line(self, number: int, line: str) -> None:
        try:
            course = json.loads(line)
        except json.JSONDecodeError as problem:
            self.report(number, "", "", Fate.LEFT_OUT, f"The line is not JSON: {problem.msg} at {problem.colno}.")
            return
        if not isinstance(course, dict):
            self.report(number, "", "", Fate.LEFT_OUT, "The line is not a course: it holds no named fields.")
            return
        title, identifier = text_of(course.get("title")), text_of(course.get("id"))
        key = f"csl:{identifier}"
        missing = [name for name, value in (("id", identifier), ("title", title)) if not value]
        if missing:
            sentence = f"The course has no {' and no '.join(missing)}, so it cannot be told apart from others."
            self.report(number, key if identifier else "", title, Fate.LEFT_OUT, sentence)
        elif key in self.seen:
            self.report(number, key, title, Fate.LEFT_OUT, f"The id {identifier} stands in the file twice.")
        else:
            self.seen.add(key)
            self.take_course(number, course, key, title)

    def take_course(self, number: int, course: dict[str, Any], key: str, title: str) -> None:
        modules = list_of(course.get("modules"))
        lessons = [lesson for module in modules if (lesson := self.module_lesson(number, course, module, len(modules)))]
        self.lessons += lessons
        if len(modules) == 1 and lessons:
            self.report(number, key, title, Fate.TAKEN, "One module: a lesson of its own, no journey needed.")
            return
        self.journeys.append(_journey(course, key, title, lessons))
        if lessons:
            sentence = f"A journey of {len(lessons)} lessons in the order of the file."
            self.report(number, key, title, Fate.TAKEN, sentence)
        else:
            self.report(number, key, title, Fate.PART, "Nothing to learn is listed: kept, not offered to anybody.")

    def module_lesson(self, number: int, course: dict[str, Any], module: Any, count: int) -> LessonDraft | None:
        if not isinstance(module, dict):
            self.report(number, "", text_of(course["title"]), Fate.LEFT_OUT, "A module holds no named fields.")
            return None
        identifier = text_of(module.get("id"))
        title = text_of(module.get("title")) or (text_of(course["title"]) if count == 1 else "")
        key = f"csl:{identifier}"
        if not identifier or not title:
            lacking = "id" if not identifier else "title"
            self.report(number, key if identifier else "", title, Fate.LEFT_OUT, f"The module has no {lacking}.")
            return None
        if key in self.seen:
            self.report(number, key, title, Fate.LEFT_OUT, f"The id {identifier} stands in the file twice.")
            return None
        self.seen.add(key)
        lesson, notes = _lesson(course, module, key, title, alone=count == 1)
        fate = Fate.PART if notes else Fate.TAKEN
        self.report(number, key, title, fate, " ".join(notes) or "A lesson, with its length as given.")
        return lesson


def _journey(course: dict[str, Any], key: str, title: str, lessons: list[LessonDraft]) -> JourneyDraft:
    return JourneyDraft(
        key=key,
        title=title,
        summary=text_of(course.get("shortDescription")) or first_sentence(text_of(course.get("description"))),
        outcomes=bullet_points(text_of(course.get("learningOutcomes"))),
        steps=tuple(StepDraft(lesson=lesson.key, optional=lesson.forms[0].optional) for lesson in lessons),
        audiences=_audiences(course),
        attribution=ATTRIBUTION,
        licence=LICENCE,
        ready=bool(lessons),
        extra=_course_extra(course),
    )


def _lesson(
    course: dict[str, Any], module: dict[str, Any], key: str, title: str, *, alone: bool
) -> tuple[LessonDraft, list[str]]:
    notes: list[str] = []
    written = text_of(module.get("type")) or text_of(module.get("moduleType"))
    kind = _KINDS.get(written)
    if kind is None:
        notes.append(f"The type “{written}” is not known: taken as a document.")
        kind = Kind.DOCUMENT
    seconds = whole_number(module.get("duration"))
    if seconds is None:
        notes.append("No duration is given, so none is shown.")
    description = text_of(module.get("description"))
    if alone:
        description = description or text_of(course.get("description")) or text_of(course.get("shortDescription"))
    form = FormDraft(
        length=length_for(seconds) if seconds else _LIKELY_LENGTH.get(kind, Length.M6),
        kind=kind,
        title=title,
        body=description,
        seconds=seconds,
        url=text_of(module.get("url")),
        optional=module.get("optional") is True,
        extra={"type": written, **unknown_fields(module, _MODULE_FIELDS), **_events(module)},
    )
    lesson = LessonDraft(
        key=key,
        title=title,
        summary=text_of(course.get("shortDescription")) if alone else first_sentence(description),
        forms=(form,),
        outcomes=bullet_points(text_of(course.get("learningOutcomes"))) if alone else (),
        theme=_theme(course),
        audiences=_audiences(course),
        attribution=ATTRIBUTION,
        licence=LICENCE,
        source_title=text_of(module.get("title")) or title,
        extra={"course": text_of(course["id"]), **(_course_extra(course) if alone else {})},
    )
    return lesson, notes


def _events(module: dict[str, Any]) -> dict[str, Any]:
    """Dates and places of face-to-face modules, as ``2018-05-24`` instead of the file's list of numbers."""
    events: list[dict[str, Any]] = []
    for event in list_of(module.get("events")):
        if isinstance(event, dict):
            events.append({**event, "date": _day(event.get("date"))})
    return {"events": events} if events else {}


def _day(written: object) -> str:
    numbers = [part for part in list_of(written) if isinstance(part, int)]
    try:
        return date(*numbers[:3]).isoformat()
    except (TypeError, ValueError):
        return text_of(written)


def _audiences(course: dict[str, Any]) -> tuple[str, ...]:
    """Professions and grades, each once, in the order of the file."""
    named: list[str] = []
    for audience in list_of(course.get("audiences")):
        if isinstance(audience, dict):
            named += [_in_words(text_of(area)) for area in list_of(audience.get("areasOfWork"))]
            named += [text_of(grade) for grade in list_of(audience.get("grades"))]
    return tuple(dict.fromkeys(name for name in named if name))


def _theme(course: dict[str, Any]) -> str:
    """The one profession a course is for; a course for several or none is general."""
    areas: list[str] = []
    for audience in list_of(course.get("audiences")):
        if isinstance(audience, dict):
            areas += [text_of(area) for area in list_of(audience.get("areasOfWork"))]
    return _in_words(areas[0]) if len(set(areas)) == 1 else "General skills"


def _in_words(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _course_extra(course: dict[str, Any]) -> dict[str, Any]:
    extra = unknown_fields(course, _COURSE_FIELDS)
    audiences = [audience for audience in list_of(course.get("audiences")) if isinstance(audience, dict)]
    if audiences:
        extra["audiences"] = audiences
    description = text_of(course.get("description"))
    if description and len(list_of(course.get("modules"))) != 1:
        extra["description"] = description
    return extra
