"""How a lesson will look: its cards, its sheet and its article, drawn from a content that may not be stored yet."""

from dataclasses import dataclass, field
from typing import Any

from peel.catalogue.models import Theme
from peel.catalogue.rules import one_sider, plans
from peel.catalogue.rules.cards import CardForm, card_of, shown
from peel.catalogue.rules.content import LessonContent
from peel.catalogue.rules.drafts import FormDraft, Kind
from peel.catalogue.rules.markdown import html_of
from peel.catalogue.rules.reading import Length


@dataclass(frozen=True, slots=True)
class Drawn:
    """A content as pages show it."""

    content: LessonContent
    family: str
    cover: str
    strapline: str = ""
    sheet: one_sider.OneSider | None = None
    article: str = ""
    plan: plans.Plan | None = None
    cards: dict[str, CardForm] = field(default_factory=dict)
    questions: tuple[Any, ...] = ()


def drawn(content: LessonContent) -> Drawn:
    """Needs one query, for the theme's cover."""
    theme = Theme.objects.filter(code=content.theme).first()
    cover = theme.cover if theme else "grow"
    card = card_of(content, theme=theme.name if theme else "", cover=cover)
    lengths = {form.length for form in content.forms}
    return Drawn(
        content=content,
        family=theme.family if theme else "grow",
        cover=cover,
        strapline=_body(content.form(Length.S6)),
        sheet=one_sider.read(_body(content.form(Length.S60))) if content.form(Length.S60) else None,
        article=html_of(_body(content.form(Length.M6)), top=3),
        plan=plans.read(_body(content.form(Length.M60))) if content.form(Length.M60) else None,
        cards={length.value: shown(card, wanted=[length.value]) for length in Length if length in lengths},
        questions=_quiz(content.form(Length.M6)),
    )


def _body(form: FormDraft | None) -> str:
    return form.body if form else ""


def _quiz(form: FormDraft | None) -> tuple[Any, ...]:
    return form.quiz if form and form.kind is not Kind.STRAPLINE else ()
