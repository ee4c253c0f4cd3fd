"""Finding people, and who can find oneself."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peel.people import queries
from peel.people.forms import asked_for, number
from peel.people.links import links_for
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest


@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    if not request.may(Permission.SEE_PEOPLE):
        raise PermissionDenied
    asked = asked_for(request.GET)
    found, following = queries.find_people(request.person, q=asked.q, after=asked.after, left=asked.left)
    context = {
        "asked": asked,
        "found": found,
        "next": following,
        "links": links_for(request.signed_in),
        "may_see_left": request.may(Permission.EXPORT_SUBJECT_ACCESS),
    }
    return render(request, "people/people.html", context)


@require_safe
def who_can_see(request: SignedInRequest) -> HttpResponse:
    readings, earlier = queries.readings_page(request.person, before=number(request.GET.get("before", "")))
    readers = queries.readers_of(request.person)
    number_of_people = len({reader.pk for group in readers for reader in group.people})
    context = {"readers": readers, "number": number_of_people, "readings": readings, "earlier": earlier}
    return render(request, "people/who_can_see.html", context)
