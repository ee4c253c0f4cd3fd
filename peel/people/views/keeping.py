"""Holding somebody's record for a court, and erasing an identity when that is due."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peel.people import actions, queries
from peel.people.access import hold_for, person_to
from peel.people.forms import EraseIdentity, PlaceHold
from peel.people.models import Person
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest


@require_safe
def keeping(request: SignedInRequest, pk: int) -> HttpResponse:
    person = person_to(request.person, Permission.HOLD_AND_ERASE, pk)
    return _page(request, person, hold=PlaceHold(), erase=EraseIdentity(person=person))


def _page(request: SignedInRequest, person: Person, *, hold: PlaceHold, erase: EraseIdentity) -> HttpResponse:
    actions.audit_reading(request.person, [person], purpose=_("Holds and erasure"))
    context = {
        "whom": person,
        "kept": queries.why_identity_is_kept(person),
        "holds": queries.holds_of(person),
        "form": hold,
        "erase": erase,
    }
    return render(request, "people/keeping.html", context)


@require_POST
def place_hold(request: SignedInRequest, pk: int) -> HttpResponse:
    person = person_to(request.person, Permission.HOLD_AND_ERASE, pk)
    form = PlaceHold(request.POST)
    if not form.is_valid():
        return _page(request, person, hold=form, erase=EraseIdentity(person=person))
    actions.place_legal_hold(person, reference=form.cleaned_data["reference"], by=request.person)
    messages.success(request, _("The record is held."))
    return redirect("people:keeping", pk)


@require_POST
def lift_hold(request: SignedInRequest, pk: int) -> HttpResponse:
    hold = hold_for(request.person, pk)
    actions.lift_legal_hold(hold, by=request.person)
    messages.success(request, _("The hold is lifted."))
    return redirect("people:keeping", hold.person_id)


@require_POST
def erase(request: SignedInRequest, pk: int) -> HttpResponse:
    person = person_to(request.person, Permission.HOLD_AND_ERASE, pk)
    form = EraseIdentity(request.POST, person=person)
    if not form.is_valid():
        return _page(request, person, hold=PlaceHold(), erase=form)
    actions.erase_identity(person, reference=form.cleaned_data["reference"], by=request.person)
    messages.success(request, _("The identity is erased."))
    return redirect("people:people")
