"""What the records office types in, made clean."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.people.models import Person
from peel.skills.models import Query, Unmatched
from peel.skills.queries.waiting import with_number


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
    """What a records officer says to “This is wrong” or “I did this elsewhere”."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person is shown it word for word."),
    )  # fmt: skip
    authority = forms.CharField(
        label=_("Who assessed or certified it"), max_length=160, required=False, widget=forms.TextInput
    )
    achieved_on = forms.DateField(
        label=_("The day it happened"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    expires = forms.DateField(
        label=_("Last day in date"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only where the certificate gives one; otherwise the rule says."),
    )  # fmt: skip

    def __init__(self, *args: Any, query: Query, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = query
        if query.kind == Query.Kind.ELSEWHERE:
            del self.fields["expires"], self.fields["achieved_on"]
        elif query.award is None:
            for name in ("authority", "achieved_on", "expires"):
                del self.fields[name]
        else:
            del self.fields["authority"]
            self.initial["achieved_on"] = query.award.achieved_on
            self.initial["expires"] = query.award.expires_override

    def clean_achieved_on(self) -> Any:
        day = self.cleaned_data["achieved_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return day

    @property
    def right(self) -> dict[str, Any]:
        """What of a disputed award should read otherwise; empty where it reads as it should."""
        award = self.query.award
        if award is None:
            return {}
        asked = {
            "achieved_on": self.cleaned_data.get("achieved_on") or award.achieved_on,
            "expires_override": self.cleaned_data.get("expires"),
        }
        return {name: value for name, value in asked.items() if value != getattr(award, name)}
