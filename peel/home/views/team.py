"""The team that somebody answers for."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from peel.home.queries.team import team_for, units_seen
from peel.home.screens.team import team_screen
from peel.ledger.actions import audit_reading
from peel.people.queries.supervision import handed_to
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest


def team(request: SignedInRequest) -> HttpResponse:
    """Opens on this shift; ``?unit=`` narrows it. Reading it is written down, with everybody who is shown."""
    if not request.may(Permission.SEE_TEAM):
        raise PermissionDenied(_("Team records are for those who answer for people."))
    unit = request.GET.get("unit", "")
    found = team_for(request.signed_in, unit=int(unit) if unit.isdigit() else None)
    if found.too_many:
        return render(request, "home/team_choose.html", {"units": units_seen(request.signed_in)})
    audit_reading(
        reader=request.person.subject,
        force=request.person.home_force_id,
        subjects=[member.subject for member in found.members],
        purpose="Team",
    )
    post = request.signed_in.post
    title = found.unit.name if found.unit else post.unit.name if post else _("Team")
    screen = team_screen(found, title=title)
    return render(request, "home/team.html", {**screen, "handed": list(handed_to(request.person))})
