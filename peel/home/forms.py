"""What is typed on gathered pages, as clean values."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.foundation.files.kinds import Kind
from peel.foundation.forms import CheckedFileField
from peel.home.queries.hours import competencies
from peel.skills.models import Competency, CpdEntry

PROOF = (Kind.PICTURE, Kind.DOCUMENT)


class AsAtForm(forms.Form):
    """A moment, and optionally another at which it was known; both on the wall clock of Europe/London."""

    at = forms.DateTimeField(
        label=_("As it stood on"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    known_at = forms.DateTimeField(
        label=_("As it was known on"),
        required=False,
        help_text=_("Leave empty for what was known at that moment."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if at > clock.now():
            raise forms.ValidationError(_("That moment is still to come. Choose one that has passed."))
        return at

    def clean(self) -> None:
        known = self.cleaned_data.get("known_at")
        if known is not None and known > clock.now():
            self.add_error("known_at", _("That moment is still to come. Choose one that has passed."))


class LogForm(forms.Form):
    """Time spent learning. What is likeliest is filled in, so that a title and one tap are enough."""

    title = forms.CharField(label=_("What did you learn, or help others learn?"), max_length=200)
    hours = forms.DecimalField(
        label=_("Hours"),
        min_value=0,
        max_digits=4,
        decimal_places=2,
        initial=1,
        help_text=_("0.25 is a quarter of an hour."),
    )
    done_on = forms.DateField(label=_("On"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=CpdEntry.Kind, initial=CpdEntry.Kind.FORMAL, widget=forms.RadioSelect
    )
    competency: "forms.ModelChoiceField[Competency]" = forms.ModelChoiceField(
        label=_("Builds"), queryset=None, required=False, empty_label=_("No competency")
    )
    reflection = forms.CharField(label=_("Reflection"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    shared = forms.BooleanField(label=_("Share this entry with my supervisor"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["done_on"].initial = clock.today
        self.fields["competency"].queryset = competencies()  # type: ignore[attr-defined]

    def clean_hours(self) -> int:
        """In minutes, as records keep them."""
        minutes = int(self.cleaned_data["hours"] * 60)
        if minutes < 1:
            raise forms.ValidationError(_("Say how long it took: a quarter of an hour is 0.25."))
        return minutes

    def clean_done_on(self) -> date:
        done_on: date = self.cleaned_data["done_on"]
        if done_on > clock.today():
            raise forms.ValidationError(_("That day is still to come. Log it when it is done."))
        return done_on


class ObjectForm(forms.Form):
    """“This is wrong”: words and a photo help, and neither is needed."""

    words = forms.CharField(
        label=_("What is wrong?"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A records officer reads this and decides. The line reads Queried until then."),
    )  # fmt: skip
    photo = CheckedFileField(label=_("Photo or document"), required=False, kinds=PROOF)


class ClaimForm(forms.Form):
    """“I did this elsewhere”: when, and if there is one the certificate."""

    happened_on = forms.DateField(
        label=_("When did you do it?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    words = forms.CharField(label=_("Where, and with whom?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photo = CheckedFileField(label=_("Photo or document"), required=False, kinds=PROOF)

    def clean_happened_on(self) -> date:
        happened_on: date = self.cleaned_data["happened_on"]
        if happened_on > clock.today():
            raise forms.ValidationError(_("That day is still to come. Choose one that has passed."))
        return happened_on
