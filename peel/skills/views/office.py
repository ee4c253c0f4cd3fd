"""The records office: everything that waits there."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peel.people.signed_in import SignedInRequest
from peel.skills.access import keeps_records
from peel.skills.queries.waiting import office_of
from peel.skills.words_of_imports import what_waits


@require_safe
def office(request: SignedInRequest) -> HttpResponse:
    if not keeps_records(request.person):
        raise Http404
    waiting = office_of(request.person)
    return render(request, "skills/office.html", {"office": waiting, "title": what_waits(waiting)})
