"""Taking over and handing over people, from the team's page."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peel.duty.queries import duties_at
from peel.foundation import clock
from peel.people.actions.supervision import NotHanded, give_back, take_over
from peel.people.models import Person
from peel.people.queries.supervision import found_by, handed_to, leaders_of, people_in_reach
from peel.people.signed_in import SignedInRequest

SHIFT = timedelta(hours=12)


@require_POST
def hand(request: SignedInRequest) -> HttpResponse:
    """Somebody comes to the asker, or with ``to`` goes to another supervisor, for this shift or for good."""
    who, to = request.POST.get("who", ""), request.POST.get("to", "")
    try:
        person = _one(who, found_by(who, people_in_reach(request.person)))
        supervisor = _one(to, found_by(to, leaders_of(request.person.home_force_id))) if to else request.person
        until = _end_of_shift(request.person) if request.POST.get("for") == "shift" else None
        take_over(person, supervisor=supervisor, by=request.person, until=until)
    except NotHanded as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("%(who)s is with %(to)s now.") % {"who": person.name, "to": supervisor.name})
    return redirect("home:team")


@require_POST
def back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give somebody back to whoever answers for them by the unit tree."""
    row = get_object_or_404(handed_to(request.person), pk=pk)
    give_back(row, by=request.person)
    messages.success(request, _("%(who)s is back with their own supervisor.") % {"who": row.person.name})
    return redirect("home:team")


def _one(words: str, found: list[Person]) -> Person:
    if not found:
        raise NotHanded(
            _("Nobody in your part of the force is called “%(words)s”. Try a collar number.") % {"words": words}
        )
    if len(found) > 1:
        names = ", ".join(person.name for person in found)
        raise NotHanded(
            _("“%(words)s” could be %(names)s. Type more, or a collar number.") % {"words": words, "names": names}
        )
    return found[0]


def _end_of_shift(person: Person) -> datetime:
    """When the asker's own turn ends; twelve hours from now for somebody who is not on duty."""
    now = clock.now()
    duty = duties_at([person.pk], force=person.home_force, at=now).get(person.pk)
    return duty.end if duty and duty.end else now + SHIFT
