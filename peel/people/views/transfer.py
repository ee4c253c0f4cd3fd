"""Somebody goes to another force."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peel.people import actions
from peel.people.access import forces_to_go_to, person_to
from peel.people.forms import Transfer
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: SignedInRequest, pk: int) -> HttpResponse:
    person = person_to(request.person, Permission.IMPORT_PEOPLE, pk)
    form = Transfer(request.POST or None, forces=forces_to_go_to(person))
    if form.is_bound and form.is_valid():
        try:
            actions.transfer(person, **form.cleaned_data, by=request.person)
        except actions.NotTransferred as refused:
            form.add_error(None, str(refused))
        else:
            said = {"name": person.name, "force": form.cleaned_data["to"]}
            messages.success(request, _("%(name)s serves in %(force)s now.") % said)
            return redirect("people:people")
    actions.audit_reading(request.person, [person], purpose=_("Transfer"))
    return render(request, "people/transfer.html", {"whom": person, "form": form})
