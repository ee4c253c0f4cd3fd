"""Work that failed and was kept, for those who run a force's Peel."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peel.home.queries.failures import failed_jobs, undelivered_in
from peel.ledger.actions import try_again as offer_again
from peel.people.places import Places
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest


def failures(request: SignedInRequest) -> HttpResponse:
    places = _places(request)
    found = {"undelivered": undelivered_in(places), "jobs": failed_jobs() if places.nation else []}
    return render(request, "home/failures.html", found)


@require_POST
def try_again(request: SignedInRequest, pk: int) -> HttpResponse:
    waiting = next((one for one in undelivered_in(_places(request)) if one.pk == pk), None)
    if waiting is None:
        raise Http404
    if offer_again(waiting):
        messages.success(request, _("Taken in. What waited behind it follows by itself."))
    else:
        messages.error(request, _("Refused again. The reason below is the newest."))
    return redirect("home:failures")


def _places(request: SignedInRequest) -> Places:
    places = request.signed_in.places(Permission.SEE_FAILURES)
    if not places:
        raise PermissionDenied(_("Failed work is for those who run Peel for a force."))
    return places
