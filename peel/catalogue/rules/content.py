"""A lesson as its author writes it: one value that is saved, compared, published, restored and drawn.

Working copies and versions hold it as JSON. :func:`faults` says what still stands between it and publishing, in the
words an author is shown.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from peel.catalogue.rules import one_sider, plans
from peel.catalogue.rules.drafts import FormDraft, Kind, QuizDraft
from peel.catalogue.rules.lesson_files import SECONDS_A_QUESTION
from peel.catalogue.rules.reading import Length, seconds_to_read, words_in
from peel.foundation.sentence import N_, Sentence

LONGEST_TITLE = 200
LONGEST_STRAPLINE_WORDS = 12
MEDIA = (Kind.VIDEO, Kind.AUDIO)


@dataclass(frozen=True, slots=True)
class LessonContent:
    """All that an author decides. Skills and competencies are ids, the theme is its code."""

    title: str = ""
    summary: str = ""
    outcomes: tuple[str, ...] = ()
    theme: str = ""
    owner_words: str = ""
    audience: tuple[str, ...] = ()
    skills: tuple[int, ...] = ()
    awards: tuple[tuple[int, Length], ...] = ()
    competencies: tuple[tuple[int, int], ...] = ()
    cites: tuple[str, ...] = ()
    attribution: str = ""
    licence: str = ""
    review_by: date | None = None
    demonstration: bool = False
    language: str = "en-gb"
    forms: tuple[FormDraft, ...] = ()

    def form(self, length: Length) -> FormDraft | None:
        """The first form of a length."""
        return next((form for form in self.forms if form.length is length), None)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is missing or wrong, and the part of the page where it can be put right."""

    place: str
    sentence: Sentence = field(default_factory=lambda: Sentence(""))


def to_json(content: LessonContent) -> dict[str, Any]:
    """Plain JSON; :func:`from_json` gives the same content back."""
    plain: dict[str, Any] = asdict(content)
    plain["review_by"] = content.review_by.isoformat() if content.review_by else None
    return plain


def from_json(plain: Mapping[str, Any]) -> LessonContent:
    """The content in what :func:`to_json` wrote, also by an earlier Peel that knew fewer fields."""
    day = plain.get("review_by")
    return LessonContent(
        title=plain.get("title", ""),
        summary=plain.get("summary", ""),
        outcomes=tuple(plain.get("outcomes", ())),
        theme=plain.get("theme", ""),
        owner_words=plain.get("owner_words", ""),
        audience=tuple(plain.get("audience", ())),
        skills=tuple(plain.get("skills", ())),
        awards=tuple((skill, Length(length)) for skill, length in plain.get("awards", ())),
        competencies=tuple((competency, level) for competency, level in plain.get("competencies", ())),
        cites=tuple(plain.get("cites", ())),
        attribution=plain.get("attribution", ""),
        licence=plain.get("licence", ""),
        review_by=date.fromisoformat(day) if day else None,
        demonstration=plain.get("demonstration", False),
        language=plain.get("language", "en-gb"),
        forms=tuple(_form(form) for form in plain.get("forms", ())),
    )


def quiz_to_json(quiz: tuple[QuizDraft, ...]) -> list[dict[str, Any]]:
    return [asdict(question) for question in quiz]


def quiz_from_json(plain: list[dict[str, Any]]) -> tuple[QuizDraft, ...]:
    return tuple(
        QuizDraft(one["question"], tuple(one["answers"]), one["right"], one.get("explanation", "")) for one in plain
    )


def timed(form: FormDraft) -> FormDraft:
    """The form with the time it takes, where its words say so; a recording or a source keeps its own."""
    match form.kind:
        case Kind.STRAPLINE:
            return replace(form, seconds=6)
        case Kind.ONE_SIDER:
            return replace(form, seconds=max(20, seconds_to_read(form.body)))
        case Kind.ARTICLE:
            return replace(form, seconds=seconds_to_read(form.body) + SECONDS_A_QUESTION * len(form.quiz))
        case Kind.PLAN if plans.read(form.body).parts:
            return replace(form, seconds=plans.read(form.body).minutes * 60)
        case _:
            return form


def faults(content: LessonContent) -> list[Fault]:
    """What stands between this and publishing, in the order of the page; nothing when it is ready."""
    found: list[Fault] = []
    if not content.title.strip():
        found.append(Fault("title", Sentence(N_("It has no title yet."))))
    if not content.theme:
        found.append(Fault("theme", Sentence(N_("Choose a theme, so that people can find it."))))
    if not content.forms:
        found.append(Fault("forms", Sentence(N_("Write at least one of the four lengths."))))
    for form in content.forms:
        found += _faults_of(form)
    return found


def _form(plain: Mapping[str, Any]) -> FormDraft:
    known = {
        name: plain[name]
        for name in ("title", "body", "seconds", "captions", "transcript", "url", "file", "poster", "optional", "extra")
        if name in plain
    }
    quiz = quiz_from_json(list(plain.get("quiz", ())))
    return FormDraft(length=Length(plain["length"]), kind=Kind(plain["kind"]), quiz=quiz, **known)


def _faults_of(form: FormDraft) -> list[Fault]:
    place = form.length.value
    found: list[Fault] = []
    if form.kind is Kind.STRAPLINE and len(form.body.split()) > LONGEST_STRAPLINE_WORDS:
        text = N_("A strapline takes six seconds: %(words)s words are too many, %(most)s are enough.")
        values = {"words": len(form.body.split()), "most": LONGEST_STRAPLINE_WORDS}
        found.append(Fault(place, Sentence(text, values)))
    if form.kind is Kind.ONE_SIDER and (left := one_sider.read(form.body).left_over):
        text = N_("One side holds %(most)s points; %(left)s more would not be shown.")
        found.append(Fault(place, Sentence(text, {"most": one_sider.MOST_POINTS, "left": left})))
    if problem := form.extra.get("problem"):
        text = N_("The recording does not play: %(problem)s")
        found.append(Fault(place, Sentence(text, {"problem": problem})))
    if form.kind in MEDIA and form.file and not form.captions.strip():
        found.append(Fault(place, Sentence(N_("The recording has no captions yet: add them and read them through."))))
    if form.kind in MEDIA and form.file and not form.transcript.strip():
        found.append(Fault(place, Sentence(N_("The recording has no transcript yet."))))
    if form.kind in (Kind.ARTICLE, Kind.ONE_SIDER, Kind.PLAN) and not words_in(form.body):
        found.append(Fault(place, Sentence(N_("There is nothing to read in it yet."))))
    if form.kind is Kind.LINK and not form.url and not form.extra:
        found.append(Fault(place, Sentence(N_("The link leads nowhere yet."))))
    for number, question in enumerate(form.quiz, start=1):
        if len(question.answers) < 2 or not 0 <= question.right < len(question.answers) or not question.question:
            text = N_("Question %(number)s needs two or more answers, one of them marked right.")
            found.append(Fault("quiz", Sentence(text, {"number": number})))
    return found
