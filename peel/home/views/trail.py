"""The audit trail of one's own record, and the record as it stood at a moment."""

from django.http import HttpResponse
from django.shortcuts import render

from peel.home.forms import AsAtForm
from peel.home.screens.trail import as_at_screen, trail_screen
from peel.people.signed_in import SignedInRequest


def trail(request: SignedInRequest) -> HttpResponse:
    """Everything written down about the person, and the question how the record stood at a moment."""
    before = request.GET.get("before", "")
    found = trail_screen(request.person, before=int(before) if before.isdigit() else None)
    return render(request, "home/trail.html", {**found, "form": AsAtForm()})


def as_at(request: SignedInRequest) -> HttpResponse:
    form = AsAtForm(request.GET)
    if not form.is_valid():
        found = trail_screen(request.person, before=None)
        return render(request, "home/trail.html", {**found, "form": form}, status=422)
    at = form.cleaned_data["at"]
    known_at = form.cleaned_data["known_at"] or at
    return render(request, "home/as_at.html", as_at_screen(request.person, at=at, known_at=known_at))
