"""How somebody gets in, and where they are signed in now."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from peel.people import actions, queries
from peel.people.access import session_for
from peel.people.signed_in import SignedInRequest


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    ways = queries.ways_into(request.user)
    sessions = list(queries.open_sessions(request.user, session_key=request.session.session_key))
    return render(request, "people/account.html", {"ways": ways, "sessions": sessions})


@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.end_session(session_for(request.user, pk))
    messages.success(request, _("Signed out there."))
    return redirect("people:account")


@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    ended = actions.end_other_sessions(request.user, than=request.session.session_key)
    said = ngettext("Signed out in %(ended)s other place.", "Signed out in %(ended)s other places.", ended)
    messages.success(request, said % {"ended": ended})
    return redirect("people:account")
