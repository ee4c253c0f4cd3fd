"""The records office: everything that waits there."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peel.people.signed_in import SignedInRequest
from peel.skills.access import keeps_records
from peel.skills.queries.waiting import office_of


@require_safe
def office(request: SignedInRequest) -> HttpResponse:
    if not keeps_records(request.person):
        raise Http404
    return render(request, "skills/office.html", {"office": office_of(request.person)})
