"""Reads a lesson that somebody wrote as one text file, in up to four forms.

The file is front matter and sections with these headings, each of which may be missing::

    ---
    key: de-escalation
    title: Slow it down: de-escalation when someone is in crisis
    theme: Mental health
    owner: Head of Profession, Safeguarding
    audience: Response, Neighbourhood
    skills: MH, PPST
    awards: MH by 6 minutes
    competencies: We are emotionally aware 1, We take ownership 1
    review by: 2027-04-02
    licence: CC BY 4.0
    notice: Demonstration: not approved by any force
    sources:
    - Human Rights Act 1998
    ---
    # 6 seconds
    # 60 seconds
    # 6 minutes
    # Quiz
    # 60 minutes

The quiz has a question as ``##`` heading, answers as ``- [ ]`` and the right one as ``- [x]``, and an explanation in a
quoted line. It belongs to the 6 minutes. ``awards`` names a skill and the form whose completion is evidence for it.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from peel.catalogue.rules import front_matter, plans
from peel.catalogue.rules.drafts import CatalogueDraft, Fate, FormDraft, Kind, LessonDraft, QuizDraft, RowReport
from peel.catalogue.rules.front_matter import Fields, items, words
from peel.catalogue.rules.reading import Length, first_sentence, seconds_to_read

SOURCE = "lesson files"

LENGTH_NAMES = {
    "6 seconds": Length.S6,
    "60 seconds": Length.S60,
    "6 minutes": Length.M6,
    "60 minutes": Length.M60,
}
_QUIZ = "quiz"
_KNOWN = frozenset(
    [
        "key",
        "title",
        "summary",
        "theme",
        "cover",
        "owner",
        "audience",
        "skills",
        "awards",
        "competencies",
        "review by",
        "licence",
        "attribution",
        "notice",
        "sources",
        "outcomes",
    ]
)
# Reading a question, its answers and the explanation.
SECONDS_A_QUESTION = 20
_SECTION = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)
_QUESTION = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)
_ANSWER = re.compile(r"^\s*[-*]\s*\[([ xX])\]\s*(.+?)\s*$", re.MULTILINE)
_QUOTE = re.compile(r"^>\s?(.*)$", re.MULTILINE)
_AWARD = re.compile(r"^(\S+) by (.+)$")
_COMPETENCY = re.compile(r"^(.+?)\s+(\d)$")


def our_own() -> CatalogueDraft:
    """The lessons that come with Peel, for demonstrations: no force has approved them."""
    folder = Path(__file__).parents[1] / "demo_lessons"
    return read([(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.md"))])


def read(texts: Sequence[tuple[str, str]]) -> CatalogueDraft:
    """The lessons of (file name, text) pairs, in the order given."""
    lessons: list[LessonDraft] = []
    rows: list[RowReport] = []
    for number, (name, text) in enumerate(texts, start=1):
        lesson, problems = read_lesson(text, name=name)
        if lesson is not None:
            lessons.append(lesson)
        fate = Fate.LEFT_OUT if lesson is None else Fate.PART if problems else Fate.TAKEN
        forms = len(lesson.forms) if lesson else 0
        sentence = " ".join(problems) or f"A lesson in {forms} of four forms."
        key, title = (lesson.key, lesson.title) if lesson else (name, name)
        rows.append(RowReport(row=number, key=key, title=title, fate=fate, sentence=sentence))
    return CatalogueDraft(source=SOURCE, lessons=tuple(lessons), rows=tuple(rows))


def read_lesson(text: str, *, name: str) -> tuple[LessonDraft | None, list[str]]:
    """The lesson and what could not be read of it. No lesson where there is no title or no form."""
    fields, body = front_matter.split(text)
    title = words(fields, "title")
    if not title:
        return None, ["There is no title: add a line “title:” above the text."]
    sections = _sections(body)
    problems = [
        f"The section “{heading}” is not one of 6 seconds, 60 seconds, 6 minutes, quiz or 60 minutes."
        for heading in sections
        if heading.lower() not in LENGTH_NAMES and heading.lower() != _QUIZ
    ]
    quiz, quiz_problems = _quiz(_named(sections, _QUIZ))
    forms = _forms(sections, title=title, quiz=quiz)
    if not forms:
        return None, [*problems, "None of the four forms is there."]
    review_by, date_problems = _review_by(words(fields, "review by"))
    awards, award_problems = _awards(items(fields, "awards"))
    competencies, competency_problems = _competencies(items(fields, "competencies"))
    strapline = next((form.body for form in forms if form.length is Length.S6), "")
    lesson = LessonDraft(
        key=f"lesson:{words(fields, 'key') or name}",
        title=title,
        summary=words(fields, "summary") or _summary(forms),
        strapline=strapline,
        forms=forms,
        outcomes=items(fields, "outcomes"),
        theme=words(fields, "theme"),
        cover=words(fields, "cover"),
        owner=words(fields, "owner"),
        audiences=items(fields, "audience"),
        skills=items(fields, "skills"),
        awards=awards,
        competencies=competencies,
        sources=items(fields, "sources"),
        notice=words(fields, "notice"),
        attribution=words(fields, "attribution"),
        licence=words(fields, "licence"),
        source_title=title,
        review_by=review_by,
        extra=_unknown(fields),
    )
    return lesson, [*problems, *quiz_problems, *date_problems, *award_problems, *competency_problems]


def _sections(body: str) -> dict[str, str]:
    parts = _SECTION.split(body)
    return {heading: text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def _named(sections: dict[str, str], name: str) -> str:
    return next((text for heading, text in sections.items() if heading.lower() == name), "")


def _forms(sections: dict[str, str], *, title: str, quiz: tuple[QuizDraft, ...]) -> tuple[FormDraft, ...]:
    forms: list[FormDraft] = []
    for name, length in LENGTH_NAMES.items():
        body = _named(sections, name)
        if not body:
            continue
        if length is Length.S6:
            forms.append(FormDraft(length=length, kind=Kind.STRAPLINE, title=title, body=body, seconds=6))
        elif length is Length.S60:
            forms.append(FormDraft(length=length, kind=Kind.ONE_SIDER, title=title, body=body, seconds=60))
        elif length is Length.M6:
            seconds = seconds_to_read(body) + SECONDS_A_QUESTION * len(quiz)
            forms.append(
                FormDraft(length=length, kind=Kind.ARTICLE, title=title, body=body, seconds=seconds, quiz=quiz)
            )
        else:
            minutes = plans.read(body).minutes or 60
            forms.append(FormDraft(length=length, kind=Kind.PLAN, title=title, body=body, seconds=minutes * 60))
    return tuple(forms)


def _summary(forms: Sequence[FormDraft]) -> str:
    longest_first = (Length.S60, Length.M6, Length.M60, Length.S6)
    bodies = {form.length: form.body for form in forms}
    return next(first_sentence(bodies[length]) for length in longest_first if length in bodies)


def _quiz(text: str) -> tuple[tuple[QuizDraft, ...], list[str]]:
    questions: list[QuizDraft] = []
    problems: list[str] = []
    parts = _QUESTION.split(text)
    for question, block in zip(parts[1::2], parts[2::2], strict=True):
        answers = _ANSWER.findall(block)
        right = [index for index, (mark, _answer) in enumerate(answers) if mark.strip()]
        if len(answers) < 2 or len(right) != 1:
            problems.append(f"The question “{question}” needs two or more answers and exactly one marked [x].")
            continue
        questions.append(
            QuizDraft(
                question=question,
                answers=tuple(answer for _mark, answer in answers),
                right=right[0],
                explanation=" ".join(line.strip() for line in _QUOTE.findall(block) if line.strip()),
            )
        )
    return tuple(questions), problems


def _review_by(text: str) -> tuple[date | None, list[str]]:
    if not text:
        return None, []
    try:
        return date.fromisoformat(text), []
    except ValueError:
        return None, [f"“{text}” is not a date like 2027-04-02, so there is no review date."]


def _awards(texts: Sequence[str]) -> tuple[tuple[tuple[str, Length], ...], list[str]]:
    awards: list[tuple[str, Length]] = []
    problems: list[str] = []
    for text in texts:
        found = _AWARD.match(text)
        length = LENGTH_NAMES.get(found.group(2).strip().lower()) if found else None
        if found is None or length is None:
            problems.append(f"“{text}” does not say which skill by which form, as “MH by 6 minutes” does.")
        else:
            awards.append((found.group(1), length))
    return tuple(awards), problems


def _competencies(texts: Sequence[str]) -> tuple[tuple[tuple[str, int], ...], list[str]]:
    found = [(text, _COMPETENCY.match(text)) for text in texts]
    problems = [f"“{text}” has no level at its end." for text, match in found if match is None]
    return tuple((match.group(1), int(match.group(2))) for _text, match in found if match), problems


def _unknown(fields: Fields) -> dict[str, object]:
    return {name: value for name, value in fields.items() if name not in _KNOWN and value}
