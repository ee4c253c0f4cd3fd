"""What the records office types in, made clean."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.people.models import Person
from peel.skills.models import Award, Query, Unmatched
from peel.skills.queries.waiting import with_number
from peel.ui.words import day


def _day_box() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DecideRow(forms.Form):
    """Whose record it is: one of the candidates, somebody by number, or nobody here."""

    person = forms.IntegerField(required=False)
    number = forms.CharField(label=_("Employee number"), max_length=40, required=False)
    nobody = forms.BooleanField(required=False)

    def __init__(self, *args: Any, row: Unmatched, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["whose"] = None if cleaned.get("nobody") else self._whose(cleaned)
        return cleaned

    def _whose(self, cleaned: dict[str, Any]) -> Person:
        if number := cleaned.get("number"):
            found = with_number(self.row.force, number)
            if found is None:
                raise forms.ValidationError(
                    _("Nobody in this force has the employee number %(number)s.") % {"number": number}
                )
            return found
        if cleaned.get("person") not in {candidate[0] for candidate in self.row.candidates}:
            raise forms.ValidationError(_("Choose one of the people shown, or say who by number."))
        return Person.objects.get(pk=cleaned["person"])


class Verify(forms.Form):
    """Ticked awards, and how their proof was seen."""

    award = forms.TypedMultipleChoiceField(coerce=int, required=False)
    how = forms.CharField(
        label=_("How you checked"), max_length=300, widget=forms.TextInput, help_text=_("Shown with each award.")
    )

    def __init__(self, *args: Any, shown: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award"].choices = [(pk, pk) for pk in shown]  # type: ignore[attr-defined]


class Decide(forms.Form):
    """What a records officer says to “This is wrong” or “I did this elsewhere”. What is left empty stays as it is."""

    award = forms.ChoiceField(label=_("Which award"), required=False, widget=forms.RadioSelect)
    achieved_on = forms.DateField(label=_("It happened on"), required=False, widget=_day_box())
    expires = forms.DateField(label=_("Its last day in date"), required=False, widget=_day_box())
    authority = forms.CharField(label=_("Assessed or certified by"), max_length=160, required=False)
    answer = forms.CharField(
        label=_("Your answer"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person is shown it word for word."),
    )  # fmt: skip

    def __init__(self, *args: Any, query: Query, awards: Sequence[Award], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.awards = {str(award.pk): award for award in awards}
        if query.kind == Query.Kind.ELSEWHERE:
            del self.fields["award"]
            self.initial["achieved_on"] = query.happened_on
            return
        choices = [(key, _award_words(award)) for key, award in self.awards.items()]
        self.fields["award"].choices = [*choices, ("", _("One that is missing"))]  # type: ignore[attr-defined]
        disputed = str(query.award_id or "")
        self.initial["award"] = disputed if disputed in self.awards else next(iter(self.awards), "")

    def clean_achieved_on(self) -> date | None:
        told: date | None = self.cleaned_data["achieved_on"]
        if told is not None and told > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return told

    @property
    def chosen(self) -> Award | None:
        return self.awards.get(self.cleaned_data.get("award", ""))


def _award_words(award: Award) -> str:
    """14 Nov 2025, refresher, valid to 14 Nov 2026"""
    words = [day(award.achieved_on), str(award.get_kind_display()).lower()]
    if award.expires_override:
        words.append(str(_("to %(day)s")) % {"day": day(award.expires_override)})
    if not award.verified:
        words.append(str(_("not verified")))
    return ", ".join(words)
