"""“This is wrong” and “I did this elsewhere”, as the records officer who decides sees them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peel.people.actions import audit_reading
from peel.people.models import Person
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest
from peel.skills.access import queries_to_decide, query_to_decide
from peel.skills.actions.disputes import turn_down
from peel.skills.actions.putting_right import put_right
from peel.skills.forms import Decide
from peel.skills.models import Query
from peel.skills.queries.waiting import dispute_of, page_of_disputes
from peel.skills.refused import Refused


@require_safe
def disputes(request: SignedInRequest) -> HttpResponse:
    if not request.may(Permission.DECIDE_QUERIES):
        raise Http404
    after = request.GET.get("after", "")
    page = page_of_disputes(queries_to_decide(request.person), after=int(after) if after.isdecimal() else 0)
    audit_reading(request.person, [row.query.person for row in page.rows], purpose=_("Queried lines"))
    return render(request, "skills/disputes.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: SignedInRequest, pk: int) -> HttpResponse:
    query = query_to_decide(request.person, pk)
    told = dispute_of(query)
    form = Decide(request.POST or None, query=query, awards=told.awards)
    if form.is_bound and form.is_valid():
        try:
            _decide(form, query, decision=request.POST.get("decision", ""), by=request.person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Decided. %(name)s is shown your answer.") % {"name": query.person.name})
            return redirect("skills:disputes")
    audit_reading(request.person, [query.person], purpose=_("Queried lines"))
    return render(request, "skills/dispute.html", {"told": told, "form": form})


def _decide(form: Decide, query: Query, *, decision: str, by: Person) -> None:
    said = form.cleaned_data
    if decision == "stays":
        turn_down(query, by=by, answer=said["answer"])
        return
    put_right(
        query,
        award=form.chosen,
        void=decision == "void",
        achieved_on=said["achieved_on"],
        expires_on=said["expires"],
        authority=said["authority"],
        answer=said["answer"],
        by=by,
    )
