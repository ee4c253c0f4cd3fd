"""What people type in, made clean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from peel.people.access import why_not_give
from peel.people.models import Account, Force, Person, Unit
from peel.people.queries import why_identity_is_kept
from peel.people.roles import ROLES
from peel.people.signed_in import SHARED_DESK_MINUTES

LABELS = {
    "login": _("Force email"),
    "email": _("Force email"),
    "password": _("Password"),
    "oldpassword": _("Password now"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "code": _("Code"),
    "name": _("What it is called"),
}


class OurWords(forms.Form):
    """allauth's fields under our labels, without its placeholders and help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class SignIn(OurWords, LoginForm):
    """E-mail and password. ``sign_in.remember_shared_desk`` reads ``shared_desk``, for passkeys too."""

    shared_desk = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(
            autocomplete="username webauthn", placeholder="name@force.police.uk", inputmode="email"
        )
        self.fields["shared_desk"].label = _("Shared desk: sign me out %(minutes)s minutes after I stop") % {
            "minutes": SHARED_DESK_MINUTES
        }


class AskForLink(OurWords, ResetPasswordForm):
    """Where a link to a new password is sent."""


class NewPassword(OurWords, ResetPasswordKeyForm):
    """The password that the link was for."""


class ChangePassword(OurWords, ChangePasswordForm):
    """The old password and a new one."""


class FirstPassword(OurWords, SetPasswordForm):
    """A password for an account that has none."""


class Confirm(OurWords, ReauthenticateForm):
    """The password once more."""


class ConfirmByCode(OurWords, ReauthenticateByCodeForm):
    """A code once more."""


class SecondStep(OurWords, AuthenticateForm):
    """The code after the password."""


class AddApp(OurWords, ActivateTOTPForm):
    """The first code of a new app."""


class AddPasskey(OurWords, AddWebAuthnForm):
    """What a device answered, and what its owner calls it."""


class NamePasskey(OurWords, EditWebAuthnForm):
    """What a passkey is called."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom somebody looks for."""

    q: str
    after: int | None
    left: bool

    @property
    def address(self) -> str:
        """The question without the place in its answer, for a link to the next page."""
        return urlencode({key: word for key, word in (("q", self.q), ("left", "on" if self.left else "")) if word})


def asked_for(typed: Mapping[str, str]) -> Asked:
    return Asked(typed.get("q", "").strip()[:200], number(typed.get("after", "")), bool(typed.get("left")))


def number(typed: str) -> int | None:
    """A row's number from an address; anything else is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None


class GiveRole(forms.Form):
    """A role, where it is held, and until when."""

    role = forms.ChoiceField(label=_("Role"), choices=[(code, role.name) for code, role in ROLES.items()])
    place = forms.ChoiceField(label=_("Where"))
    ends = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self, *args: Any, person: Person, by: Person, forces: Iterable[Force], units: Iterable[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.by = person, by
        self.places: dict[str, Force | Unit] = {f"force-{force.pk}": force for force in forces}
        self.places |= {f"unit-{unit.pk}": unit for unit in units}
        self.fields["place"].choices = [(key, str(place)) for key, place in self.places.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            place = self.places[cleaned["place"]]
            force, unit = (place.force, place) if isinstance(place, Unit) else (place, None)
            cleaned |= {"unit": unit, "force": force}
            refused = why_not_give(ROLES[cleaned["role"]], force=force, unit=unit, person=self.person, by=self.by)
            if refused:
                raise forms.ValidationError(str(refused))
        return cleaned


class MakeAccount(forms.Form):
    """The address that somebody signs in with."""

    email = forms.EmailField(label=_("Force email"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.force = person.home_force
        self.fields["email"].initial = person.email

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        domains = self.force.mail_domains
        if domains and email.partition("@")[2] not in domains:
            raise forms.ValidationError(
                _("%(force)s uses addresses that end in %(domains)s."),
                params={"force": self.force, "domains": ", ".join(f"@{domain}" for domain in domains)},
            )
        if Account.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Somebody signs in with this address already."))
        return email


class Transfer(forms.Form):
    """Which force somebody goes to, from which day, and their number there if it is known."""

    to = forms.ModelChoiceField(label=_("Force"), queryset=Force.objects.none())
    first_day = forms.DateField(
        label=_("First day there"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    employee_number = forms.CharField(label=_("Employee number there"), max_length=40, required=False)

    def __init__(self, *args: Any, forces: QuerySet[Force], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = forces  # type: ignore[attr-defined]


class PlaceHold(forms.Form):
    """What a court, inquiry or claim calls its case."""

    reference = forms.CharField(label=_("Reference"), max_length=120)


class EraseIdentity(forms.Form):
    """On whose word an identity is erased; typed twice, because nobody can bring it back."""

    reference = forms.CharField(label=_("Reference of the decision"), max_length=200)
    sure = forms.CharField(label=_("Family name, to be sure"))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_sure(self) -> str:
        if self.cleaned_data["sure"].strip().casefold() != self.person.family_name.casefold():
            raise forms.ValidationError(_("That is not this person’s family name."))
        return ""

    def clean(self) -> dict[str, Any]:
        if kept := why_identity_is_kept(self.person):
            raise forms.ValidationError(kept)
        return super().clean() or {}
