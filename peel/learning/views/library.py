"""The library: finding something to learn."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from peel.catalogue.access import forces_of, lessons_for
from peel.catalogue.actions.demand import note_search
from peel.catalogue.queries.search import LAST_PAGE, PAGE, Found, search
from peel.catalogue.rules.search_words import also_called
from peel.learning.forms import LONGEST_SEARCH, address_of, asked_for
from peel.learning.queries.journeys import journeys_found, journeys_under_way
from peel.learning.queries.results import filters_of, results_of
from peel.people.signed_in import SignedInRequest

ORDERS = (
    ("best", gettext_lazy("Best for you")),
    ("newest", gettext_lazy("Newest")),
    ("rated", gettext_lazy("Highest rated")),
    ("used", gettext_lazy("Most used")),
)


@require_safe
def library(request: SignedInRequest) -> HttpResponse:
    """The whole page, or only what was found when htmx asks for that while somebody types."""
    typed, wanted, sort, page = asked_for(request.GET)
    found = search(typed, forces=forces_of(request.signed_in), wanted=wanted, sort=sort, page=page)
    context = {
        "typed": typed,
        "missed_values": json.dumps({"q": typed}),
        "also_called": also_called(found.query),
        "sorts": ORDERS,
        "found": found,
        "total_words": f"{found.total:,}",
        "results": results_of(found, wanted=wanted, person=request.person),
        "demonstration": any(hit.card["demo"] for hit in found.page),
        "wanted": wanted,
        "facets": filters_of(found, wanted=wanted),
        "sort": sort,
        "page": page,
        "more": _more(request, found, page),
        "journeys": journeys_found(typed, viewer=request.signed_in) if typed else [],
    }
    target = request.headers.get("HX-Target")
    if target == "found":
        return render(request, "learning/library/found.html", context)
    if target == "more":
        return render(request, "learning/library/cards.html", context)
    under_way = [] if typed or wanted else journeys_under_way(request.signed_in)
    return render(request, "learning/library/library.html", {**context, "under_way": under_way})


@require_POST
def missed(request: SignedInRequest) -> HttpResponse:
    """A page on which nothing was found has stood for some seconds: that is demand."""
    note_search(request.POST.get("q", "")[:LONGEST_SEARCH], force=request.signed_in.force, found=0)
    return HttpResponse(status=204)


@require_safe
def from_source(request: SignedInRequest, key: str) -> HttpResponse:
    """Where a link of an imported text leads: the lesson with that key, a force's own before the nation's."""
    lesson = lessons_for(request.signed_in).filter(source_key=key).order_by("force").first()
    if lesson is None:
        raise Http404
    return redirect("learning:lesson", lesson.pk)


def _more(request: SignedInRequest, found: Found, page: int) -> str:
    left = found.total - page * PAGE
    return address_of(request.GET, page=page + 1) if left > 0 and page < LAST_PAGE else ""
