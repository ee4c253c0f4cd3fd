"""My record, and a record as somebody who answers for its person sees it."""

from django.http import HttpResponse
from django.shortcuts import render

from peel.home.screens.record import line_screen, record_screen
from peel.ledger.actions import audit_reading
from peel.people.access import person_for
from peel.people.models import Person
from peel.people.signed_in import SignedInRequest


def record(request: SignedInRequest) -> HttpResponse:
    return render(request, "home/record.html", record_screen(request.person, viewer=request.person))


def record_of(request: SignedInRequest, pk: int) -> HttpResponse:
    person = _opened(request, pk)
    return render(request, "home/record.html", record_screen(person, viewer=request.person))


def line(request: SignedInRequest, code: str) -> HttpResponse:
    return render(request, "home/line.html", line_screen(request.person, code, viewer=request.person))


def line_of(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    person = _opened(request, pk)
    return render(request, "home/line.html", line_screen(person, code, viewer=request.person))


def _opened(request: SignedInRequest, pk: int) -> Person:
    """The person whose record is opened; that it was is written down and shown to them."""
    person = person_for(request.person, pk)
    audit_reading(
        reader=request.person.subject, force=person.home_force_id, subjects=[person.subject], purpose="Skills passport"
    )
    return person
