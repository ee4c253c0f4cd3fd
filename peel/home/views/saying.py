"""What people write on their own record: time spent learning, and what is wrong or missing."""

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peel.foundation.actions import store
from peel.foundation.models import StoredFile
from peel.home.forms import PROOF, ClaimForm, LogForm, ObjectForm
from peel.home.screens.record import line_screen
from peel.people.signed_in import SignedInRequest
from peel.skills.access import cpd_entry_for, cpd_for, skill_for
from peel.skills.actions.cpd import log_cpd as write_log
from peel.skills.actions.cpd import withdraw_cpd
from peel.skills.actions.disputes import claim as write_claim
from peel.skills.actions.disputes import object_to
from peel.skills.models import CpdEntry


def log(request: SignedInRequest) -> HttpResponse:
    """Log learning: one form with everything likely filled in."""
    form = LogForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        write_log(
            request.person,
            kind=CpdEntry.Kind(said["kind"]),
            done_on=said["done_on"],
            minutes=said["hours"],
            title=said["title"],
            reflection=said["reflection"],
            shared=said["shared"],
            competency=said["competency"],
            by=request.person,
        )
        messages.success(request, _("Logged. It counts in your hours of this year."))
        return redirect("home:log")
    entries = cpd_for(request.person)[:50]
    return render(request, "home/log.html", {"form": form, "entries": entries}, status=422 if form.errors else 200)


@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    withdraw_cpd(cpd_entry_for(request.person, pk), by=request.person)
    messages.success(request, _("Taken back. It no longer counts."))
    return redirect("home:log")


@require_POST
def wrong(request: SignedInRequest, code: str) -> HttpResponse:
    """“This is wrong.”"""
    skill = skill_for(request.person, code)
    form = ObjectForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, code, {"wrong": form})
    photo = _photo(request, form.cleaned_data["photo"])
    object_to(request.person, skill=skill, words=form.cleaned_data["words"], photo=photo, by=request.person)
    messages.success(request, _("A records officer will look at it. The line reads Queried until they have."))
    return redirect("home:line", code=code)


@require_POST
def elsewhere(request: SignedInRequest, code: str) -> HttpResponse:
    """“I did this elsewhere.”"""
    skill = skill_for(request.person, code)
    form = ClaimForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, code, {"elsewhere": form})
    said = form.cleaned_data
    photo = _photo(request, said["photo"])
    write_claim(
        request.person,
        skill=skill,
        happened_on=said["happened_on"],
        words=said["words"],
        photo=photo,
        by=request.person,
    )
    messages.success(request, _("A records officer will look at it. It counts once they have."))
    return redirect("home:line", code=code)


def _photo(request: SignedInRequest, file: Any) -> StoredFile | None:
    if file is None:
        return None
    return store(
        cast(BinaryIO, file), name=file.name, kinds=PROOF, force=request.person.home_force_id, by=request.person.subject
    )


def _again(request: SignedInRequest, code: str, forms: dict[str, Any]) -> HttpResponse:
    """The line once more with what was typed and what is wrong with it."""
    screen = line_screen(request.person, code, viewer=request.person)
    return render(request, "home/line.html", {**screen, **forms}, status=422)
