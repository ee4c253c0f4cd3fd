"""Journeys: what there is, where somebody stands, and beginning one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from peel.catalogue.access import journey_for
from peel.learning.access import journeys_taken_by
from peel.learning.actions import journeys as actions
from peel.learning.queries.journeys import journeys_with_progress, way_of
from peel.people.signed_in import SignedInRequest


@require_safe
def journeys(request: SignedInRequest) -> HttpResponse:
    offers = journeys_with_progress(request.signed_in)
    under_way = [offer for offer in offers if offer.last_at and offer.done < offer.of]
    finished = [offer for offer in offers if offer.of and offer.done == offer.of]
    others = [offer for offer in offers if offer not in under_way and offer not in finished]
    return render(
        request,
        "learning/journey/journeys.html",
        {"under_way": under_way, "finished": finished, "others": others},
    )


@require_safe
def journey(request: SignedInRequest, pk: int) -> HttpResponse:
    found = journey_for(request.signed_in, pk)
    way = way_of(found, person=request.person)
    taken = journeys_taken_by(request.person).filter(journey=found).first()
    return render(request, "learning/journey/journey.html", {"journey": found, "way": way, "taken": taken})


@require_POST
def take(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin the journey and go straight to its first step that is not done."""
    found = journey_for(request.signed_in, pk)
    actions.take(found, person=request.person, by=request.person)
    step = way_of(found, person=request.person).next
    return redirect("learning:lesson", step.lesson) if step else redirect("learning:journey", pk)
