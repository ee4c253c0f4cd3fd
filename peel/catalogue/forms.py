"""What authors fill in: a lesson in four lengths, its quiz, and files."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peel.catalogue.queries.choices import competency_choices, learning_choices, skill_choices, theme_choices
from peel.catalogue.rules.captions import NotCaptions, cues_of
from peel.catalogue.rules.content import LessonContent, timed
from peel.catalogue.rules.drafts import FormDraft, Kind, QuizDraft
from peel.catalogue.rules.reading import Length
from peel.foundation.files.kinds import Kind as FileKind
from peel.foundation.forms import CheckedFileField
from peel.people.models import Force

LONGEST_TEXT = 200_000
ANSWERS = 4
# Nobody answers more questions in six minutes.
MOST_QUESTIONS = 12
WRITTEN = {Length.S6: Kind.STRAPLINE, Length.S60: Kind.ONE_SIDER, Length.M6: Kind.ARTICLE, Length.M60: Kind.PLAN}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Begin(forms.Form):
    """A new lesson needs a title and nothing else."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What will they be able to do? Six to ten words.")
    )


class LessonForm(forms.Form):
    """The words of a lesson. Empty is allowed everywhere: what is still missing is said beside the form."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What will they be able to do? Six to ten words.")
    )
    s6 = forms.CharField(label=_("Strapline"), required=False, max_length=200)
    s60 = forms.CharField(
        label=_("One-sider, up to five points"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=_area(7),
        help_text=_(
            "A line for each point; “1. **Point.** What it means.” shows both. “> Say: …” and “> Don’t say: …”"
        ),
    )
    m6 = forms.CharField(
        label=_("Article, or the words around a recording"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=_area(14),
        help_text=_("Markdown: ## heading, **bold**, - list, [words](address)"),
    )
    m60 = forms.CharField(
        label=_("Plan of a microteach or webinar"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=_area(8),
        help_text=_("A line for each part: “- 10 min: **What.** How.”"),
    )
    summary = forms.CharField(label=_("In one sentence"), required=False, max_length=500)
    outcomes = forms.CharField(
        label=_("Afterwards they can"), required=False, max_length=4000, widget=_area(3), help_text=_("A line for each")
    )
    theme = forms.ChoiceField(label=_("Theme"))
    skills = forms.MultipleChoiceField(label=_("Skills it builds"), required=False, widget=forms.CheckboxSelectMultiple)
    counts_for = forms.MultipleChoiceField(
        label=_("Doing the six minutes counts for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It awards or renews the skill, as the skill’s own rule says."),
    )
    competencies = forms.MultipleChoiceField(
        label=_("Competencies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    audience = forms.CharField(
        label=_("Audience"),
        required=False,
        max_length=400,
        help_text=_("Separated by commas. Suggested, not required."),
    )
    owner_words = forms.CharField(
        label=_("Owner"), required=False, max_length=120, help_text=_("Who answers for it, such as Head of Profession")
    )
    review_by = forms.DateField(
        label=_("Next review"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    cites = forms.CharField(
        label=_("Draws on"),
        required=False,
        max_length=4000,
        widget=_area(3),
        help_text=_("Acts, codes and guidance with their dates, a line for each. Only where you are sure."),
    )
    attribution = forms.CharField(label=_("Whose work it is"), required=False, max_length=400)
    licence = forms.CharField(label=_("Licence"), required=False, max_length=120)
    demonstration = forms.BooleanField(label=_("Demonstration: not approved by any force"), required=False)

    def __init__(self, *args: Any, force: Force | None, sets_rules: bool = False, **kwargs: Any) -> None:
        """``sets_rules``: whoever fills it in may say what the lesson awards."""
        super().__init__(*args, **kwargs)
        if sets_rules:
            self.fields["counts_for"].choices = learning_choices(force)  # type: ignore[attr-defined]
        else:
            del self.fields["counts_for"]
        self.fields["theme"].choices = theme_choices()  # type: ignore[attr-defined]
        self.fields["skills"].choices = skill_choices(force)  # type: ignore[attr-defined]
        self.fields["competencies"].choices = competency_choices()  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, content: LessonContent, *, force: Force | None, sets_rules: bool = False) -> "LessonForm":
        """The form filled in with what stands."""
        texts = {length.value: form.body for length in Length if (form := content.form(length))}
        return cls(
            force=force,
            sets_rules=sets_rules,
            initial={
                "title": content.title,
                **texts,
                "summary": content.summary,
                "outcomes": "\n".join(content.outcomes),
                "theme": content.theme,
                "skills": [str(skill) for skill in content.skills],
                "counts_for": [str(skill) for skill, _length in content.awards],
                "competencies": [f"{competency}:{level}" for competency, level in content.competencies],
                "audience": ", ".join(content.audience),
                "owner_words": content.owner_words,
                "review_by": content.review_by,
                "cites": "\n".join(content.cites),
                "attribution": content.attribution,
                "licence": content.licence,
                "demonstration": content.demonstration,
            },
        )

    def applied_to(self, content: LessonContent, *, quiz: tuple[QuizDraft, ...]) -> LessonContent:
        """The content with what was typed. Files, and forms that this page does not show, stay as they are."""
        typed = self.cleaned_data
        skills = tuple(int(skill) for skill in typed["skills"])
        awards = content.awards
        if "counts_for" in typed:
            before = dict(awards)
            awards = tuple((int(skill), before.get(int(skill), Length.M6)) for skill in typed["counts_for"])
            skills = tuple(dict.fromkeys([*skills, *(skill for skill, _length in awards)]))
        return replace(
            content,
            title=typed["title"],
            summary=typed["summary"],
            outcomes=_lines(typed["outcomes"]),
            theme=typed["theme"],
            skills=skills,
            awards=tuple((skill, length) for skill, length in awards if skill in skills),
            competencies=tuple(_pair(value) for value in typed["competencies"]),
            audience=tuple(part.strip() for part in typed["audience"].split(",") if part.strip()),
            owner_words=typed["owner_words"],
            review_by=typed["review_by"],
            cites=_lines(typed["cites"]),
            attribution=typed["attribution"],
            licence=typed["licence"],
            demonstration=typed["demonstration"],
            forms=tuple(_forms(content, {length: typed[length.value] for length in Length}, quiz)),
        )


class Question(forms.Form):
    """One question of the quiz; a question without words is none."""

    question = forms.CharField(label=_("Question"), required=False, max_length=400)
    explanation = forms.CharField(label=_("Why"), required=False, max_length=600, widget=_area(2))
    right = forms.ChoiceField(
        label=_("Right answer"), required=False, choices=[(str(n), str(n + 1)) for n in range(ANSWERS)]
    )
    answer_0 = forms.CharField(label=_("Answer 1"), required=False, max_length=300)
    answer_1 = forms.CharField(label=_("Answer 2"), required=False, max_length=300)
    answer_2 = forms.CharField(label=_("Answer 3"), required=False, max_length=300)
    answer_3 = forms.CharField(label=_("Answer 4"), required=False, max_length=300)

    @property
    def answers(self) -> list[tuple[str, forms.BoundField]]:
        return [(str(number), self[f"answer_{number}"]) for number in range(ANSWERS)]

    def draft(self) -> QuizDraft | None:
        """The question, or None where nothing was asked. ``right`` is -1 where the marked answer is empty."""
        typed = self.cleaned_data
        if not typed.get("question"):
            return None
        answers = [(str(number), typed[f"answer_{number}"]) for number in range(ANSWERS) if typed[f"answer_{number}"]]
        places = [number for number, _answer in answers]
        right = places.index(typed["right"]) if typed["right"] in places else -1
        return QuizDraft(typed["question"], tuple(answer for _number, answer in answers), right, typed["explanation"])


Questions = formset_factory(Question, extra=0, max_num=MOST_QUESTIONS, absolute_max=MOST_QUESTIONS + 1)


def questions_showing(quiz: Iterable[QuizDraft], *, more: int = 0) -> Any:
    """The quiz as forms, with so many empty ones after it."""
    initial: list[dict[str, Any]] = [
        {
            "question": one.question,
            "explanation": one.explanation,
            "right": str(one.right),
            **{f"answer_{number}": answer for number, answer in enumerate(one.answers[:ANSWERS])},
        }
        for one in quiz
    ]
    return Questions(initial=[*initial, *({} for _more in range(more))][:MOST_QUESTIONS], prefix="quiz")


def quiz_of(questions: Any) -> tuple[QuizDraft, ...]:
    return tuple(draft for form in questions.forms if (draft := form.draft()) is not None)


class Recording(forms.Form):
    """A film or sound for the six minutes."""

    file = CheckedFileField(label=_("Film or sound"), kinds=[FileKind.VIDEO, FileKind.SOUND])


class Captions(forms.Form):
    """Captions of the recording, as WebVTT."""

    file = CheckedFileField(label=_("Captions (WebVTT)"), kinds=[FileKind.CAPTIONS])

    def text(self) -> str:
        """The captions; raises ValidationError's sentence through :meth:`clean_file`."""
        return str(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("file")
        if file is not None:
            try:
                given["text"] = file.read().decode("utf-8-sig")
                cues_of(given["text"])
            except UnicodeDecodeError:
                self.add_error("file", _("The captions are not text in UTF-8."))
            except NotCaptions as problem:
                self.add_error("file", gettext(problem.sentence.text) % problem.sentence.values)
        return given


class Picture(forms.Form):
    """What is shown before the film starts."""

    file = CheckedFileField(label=_("Picture"), kinds=[FileKind.PICTURE])


class Document(forms.Form):
    """A document for the sixty minutes."""

    file = CheckedFileField(label=_("Document"), kinds=[FileKind.DOCUMENT])


def _forms(content: LessonContent, texts: dict[Length, str], quiz: tuple[QuizDraft, ...]) -> Iterable[FormDraft]:
    for length, text in texts.items():
        there = [form for form in content.forms if form.length is length]
        first = there[0] if there else FormDraft(length=length, kind=WRITTEN[length])
        first = replace(first, body=text.strip())
        if length is Length.M6:
            first = replace(first, quiz=quiz)
        if first.body or first.file or first.url or first.quiz or first.extra:
            yield timed(first)
        yield from there[1:]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _pair(value: str) -> tuple[int, int]:
    competency, _colon, level = value.partition(":")
    return int(competency), int(level)
