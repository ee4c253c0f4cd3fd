"""Questions about somebody's record at a moment, made clean."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.home.queries.evidence import Moment
from peel.people.names import plain
from peel.skills.queries.book import Book, BookSkill


class AskEvidence(forms.Form):
    """Which skill, which moment, and what for. Whom it is about is chosen among those found."""

    skill = forms.CharField(label=_("Skill"), max_length=120, required=False)
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    at = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Without one, the whole day is asked about."),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("What for"), max_length=160, help_text=_("Written down, and shown to the person.")
    )
    exhibit = forms.CharField(label=_("Exhibit reference"), max_length=40, required=False)

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return on

    def clean_skill(self) -> BookSkill | None:
        asked = plain(self.cleaned_data["skill"])
        if not asked:
            return None
        found = named(self.book, asked)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("No skill is called that. Leave it empty to see all of them."))
        names = ", ".join(skill.name for skill in found[:5])
        raise forms.ValidationError(_("More than one skill is called that: %(names)s.") % {"names": names})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("on"):
            at = _moment(cleaned["on"], cleaned["at"]) if cleaned.get("at") else None
            if at and at > clock.now():
                self.add_error("at", _("That minute is still to come."))
            cleaned["moment"] = Moment(cleaned["on"], at)
        return cleaned


def named(book: Book, asked: str) -> list[BookSkill]:
    """The skills of this code or name; failing that, those whose name begins with it or has it within."""
    names = {skill.code: _names(skill) for skill in book.skills.values()}
    for fits in (
        lambda name: name == asked,
        lambda name: name.startswith(asked),
        lambda name: asked in name,
    ):
        found = [book.skills[code] for code, called in names.items() if any(map(fits, called))]
        if found:
            return found
    return []


def _names(skill: BookSkill) -> list[str]:
    return [plain(name) for name in (skill.code, skill.name, skill.short, *skill.also_called)]


def _moment(on: date, at: time) -> datetime:
    """The minute on the clocks of Europe/London; of an hour that comes twice, the first."""
    return datetime.combine(on, at, tzinfo=timezone.get_default_timezone())
