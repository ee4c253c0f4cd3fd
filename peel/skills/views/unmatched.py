"""Records of old systems that are not surely anybody's: one decision settles all that say the same."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest
from peel.skills.access import unmatched_row_for
from peel.skills.actions.deciding import decide_unmatched
from peel.skills.forms import DecideRow
from peel.skills.queries.waiting import groups_to_match, rows_to_match
from peel.skills.refused import Refused


@require_safe
def unmatched(request: SignedInRequest) -> HttpResponse:
    if not request.may(Permission.IMPORT_AWARDS):
        raise Http404
    context = {"groups": groups_to_match(request.person), "waiting": rows_to_match(request.person)}
    return render(request, "skills/unmatched.html", context)


@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    row = unmatched_row_for(request.person, pk)
    form = DecideRow(request.POST, row=row)
    if row.decided_at is not None:
        messages.info(request, _("Somebody has decided this already."))
    elif not form.is_valid():
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    else:
        _decided(request, pk, form)
    return redirect("skills:unmatched")


def _decided(request: SignedInRequest, pk: int, form: DecideRow) -> None:
    whose = form.cleaned_data["whose"]
    try:
        rows = decide_unmatched(form.row, person=whose, by=request.person)
    except Refused as refused:
        messages.error(request, str(refused))
        return
    if whose is None:
        said = ngettext("%(n)s record is nobody’s here.", "%(n)s records are nobody’s here.", rows)
    else:
        said = ngettext("%(n)s record decided: %(name)s.", "%(n)s records decided: %(name)s.", rows)
    messages.success(request, said % {"n": rows, "name": whose})
