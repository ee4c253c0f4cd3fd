"""All that the page of one lesson shows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.catalogue.access import forces_of
from peel.catalogue.models import Form, Lesson, Theme
from peel.catalogue.models import Length as LengthName
from peel.catalogue.rules.captions import Cue, NotCaptions, cues_of
from peel.catalogue.rules.markdown import html_of
from peel.catalogue.rules.reading import Length
from peel.learning.queries.journeys import Step, Way, lasting, way_with
from peel.learning.queries.mine import Mine, Progress, marks_of, mine, share_of
from peel.learning.rules.doing import How
from peel.learning.rules.quiz import Marked
from peel.people.signed_in import SignedIn
from peel.ui.words import minutes

# Without a wish: what says most for the least time.
_LIKED_BEST = (Length.M6, Length.S60, Length.M60, Length.S6)


HOW_WORDS = {
    How.WATCHED: gettext_lazy("You watched it."),
    How.READ: gettext_lazy("You read it."),
    How.ANSWERED: gettext_lazy("You answered its questions."),
    How.TOOK_PART: gettext_lazy("You said that you took part."),
    How.SAID: gettext_lazy("You said that it is done."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the page draws it. ``lines`` are value, words, and whether it was chosen last."""

    number: str
    question: str
    explanation: str
    lines: list[tuple[str, str, bool]]
    mark: Marked

    @classmethod
    def of(cls, number: int, told: dict[str, Any], mark: Marked) -> "Asked":
        lines = [(str(place), words, mark.last == place) for place, words in enumerate(told["answers"])]
        return cls(str(number), told["question"], told.get("explanation", ""), lines, mark)


@dataclass
class LessonPage:
    """One lesson in one of its forms, with what its reader did."""

    lesson: Lesson
    forms: list[Form]
    form: Form
    mine: Mine
    way: Way | None

    @property
    def progress(self) -> Progress:
        return self.mine.of(self.form)

    @property
    def percent(self) -> int:
        return round(100 * share_of(self.form, self.progress))

    @property
    def lengths(self) -> list[Form]:
        """One form for each length, shortest first: the other lengths of the same idea."""
        first: dict[str, Form] = {}
        for form in self.forms:
            first.setdefault(form.length, form)
        return list(first.values())

    @property
    def beside(self) -> list[Form]:
        """Other forms of the length that is shown, such as two links to the same thing."""
        return [form for form in self.forms if form.length == self.form.length and form.pk != self.form.pk]

    @cached_property
    def questions(self) -> "list[Asked]":
        """Each question of the quiz as it stands."""
        marks = marks_of(self.form, self.progress)
        return [Asked.of(number, *pair) for number, pair in enumerate(zip(self.form.quiz, marks, strict=True))]

    @property
    def cues(self) -> list[Cue]:
        try:
            return cues_of(self.form.captions)
        except NotCaptions:
            return []

    @property
    def right(self) -> int:
        return sum(asked.mark.is_right for asked in self.questions)

    @property
    def lasting(self) -> str:
        return lasting(self.form.seconds)

    @property
    def shows_lasting(self) -> bool:
        """Whether the time it takes says more than the name of its length does."""
        named = {Length.S6: "", Length.S60: "", Length.M6: minutes(6), Length.M60: minutes(60)}
        return self.lasting not in ("", named[Length(self.form.length)]) and self.form.length != Length.S6

    @property
    def host(self) -> str:
        return urlsplit(self.form.url).hostname or ""

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """The lengths of this lesson: words, address, and whether it is the one shown."""
        return [
            (form.get_length_display(), f"?form={form.length}", form.length == self.form.length)
            for form in self.lengths
        ]

    @property
    def how(self) -> str:
        """What made it done, in words."""
        return str(HOW_WORDS[How(self.progress.how)]) if self.progress.how else ""

    @property
    def after(self) -> Step | None:
        """Where the journey goes on from here."""
        return self.way.after(self.lesson.pk) if self.way else None

    @property
    def steps_beside(self) -> list[Step]:
        return self.way.around(self.lesson.pk) if self.way else []

    @property
    def transcript_html(self) -> str:
        return html_of(self.form.transcript, top=3)

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("unsure", _("Not sure")), ("no", _("No"))]

    @property
    def recommended(self) -> str | None:
        """What was answered, or None where nothing was: not sure is an answer."""
        if self.mine.recommend is None:
            return None
        return "yes" if self.mine.recommend else "no"

    @property
    def skills(self) -> list[dict[str, Any]]:
        return [
            {**skill, "length": LengthName(skill["length"]).label}
            for skill in self.lesson.built_skills  # type: ignore[attr-defined]
        ]

    @property
    def competencies(self) -> list[dict[str, Any]]:
        return list(self.lesson.built_competencies)  # type: ignore[attr-defined]

    @property
    def stars(self) -> float | None:
        lesson = self.lesson
        return round(lesson.rating_sum / lesson.rating_count, 1) if lesson.rating_count else None


def lesson_page(viewer: SignedIn, pk: int, *, wanted: str = "") -> LessonPage:
    """Four queries. ``wanted`` is a length, or the id of one form; otherwise where its reader stopped.

    Written out as SQL, because this page is opened most of all and compiling three queries costs as much as drawing it.
    """
    lesson = _lesson(viewer, pk)
    order = [length.value for length in Length]
    forms = sorted(Form.objects.raw(_FORMS, [pk]), key=lambda form: order.index(form.length))
    if not forms:
        raise Http404
    for form in forms:
        form.lesson = lesson
    did = mine(viewer.person, lesson=pk)
    return LessonPage(
        lesson=lesson,
        forms=forms,
        form=_form_to_show(forms, did, wanted),
        mine=did,
        way=way_with(pk, viewer=viewer),
    )


_FORMS = "SELECT * FROM catalogue_form WHERE lesson_id = %s ORDER BY position"
_LESSON = """
SELECT l.*, t.code AS theme_code, t.name AS theme_name, t.family AS theme_family, t.cover AS theme_cover,
  (SELECT coalesce(json_agg(json_build_object('name', s.name, 'awards', b.awards, 'length', b.awards_from)
     ORDER BY b.id), '[]') FROM catalogue_lessonskill b JOIN skills_skill s ON s.id = b.skill_id
   WHERE b.lesson_id = l.id) AS built_skills,
  (SELECT coalesce(json_agg(json_build_object('name', c.name, 'level', b.level) ORDER BY b.id), '[]')
   FROM catalogue_lessoncompetency b JOIN skills_competency c ON c.id = b.competency_id
   WHERE b.lesson_id = l.id) AS built_competencies
FROM catalogue_lesson l JOIN catalogue_theme t ON t.id = l.theme_id
WHERE l.id = %s AND l.state = 'published' AND (l.force_id IS NULL OR l.force_id = ANY(%s))
"""


def _lesson(viewer: SignedIn, pk: int) -> Any:
    """The lesson with its theme, skills and competencies, scoped as ``catalogue.access.lessons_for`` is; or 404."""
    lesson: Any = next(iter(Lesson.objects.raw(_LESSON, [pk, forces_of(viewer)])), None)
    if lesson is None:
        raise Http404
    lesson.theme = Theme(
        pk=lesson.theme_id,
        code=lesson.theme_code,
        name=lesson.theme_name,
        family=lesson.theme_family,
        cover=lesson.theme_cover,
    )
    return lesson


def _form_to_show(forms: list[Form], did: Mine, wanted: str) -> Form:
    chosen = next((form for form in forms if wanted in (form.length, str(form.pk))), None)
    if chosen is not None:
        return chosen
    begun = [form for form in forms if form.pk in did.forms and did.of(form).done_at is None]
    if begun:
        return begun[-1]
    first = {form.length: form for form in reversed(forms)}
    return next(first[length.value] for length in _LIKED_BEST if length.value in first)
