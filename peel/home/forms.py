"""What is typed on gathered pages, as clean values."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock


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
