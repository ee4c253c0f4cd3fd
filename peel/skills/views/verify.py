"""Awards that were imported or claimed, and that nobody has verified."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from peel.people.actions import audit_reading
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest
from peel.skills.access import awards_to_verify, skill_for
from peel.skills.actions.deciding import verify_awards, verify_soon
from peel.skills.forms import Verify
from peel.skills.models import Skill
from peel.skills.queries.waiting import page_to_verify, unverified_by_skill


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: SignedInRequest) -> HttpResponse:
    if not request.may(Permission.RECORD_AWARDS):
        raise Http404
    skill = _skill(request)
    after = request.GET.get("after", "")
    rows, following = page_to_verify(request.person, skill=skill, after=int(after) if after.isdecimal() else None)
    form = Verify(request.POST or None, shown=[row.award.pk for row in rows])
    if form.is_bound and form.is_valid():
        return _verified(request, form, skill)
    audit_reading(request.person, [row.award.person for row in rows], purpose=_("Awards to verify"))
    counts = unverified_by_skill(request.signed_in.places(Permission.RECORD_AWARDS), home=request.person.home_force_id)
    context = {"rows": rows, "next": following, "form": form, "skill": skill, "counts": counts}
    return render(request, "skills/verify.html", context)


def _verified(request: SignedInRequest, form: Verify, skill: Skill | None) -> HttpResponse:
    awards, how = awards_to_verify(request.person), form.cleaned_data["how"]
    if "all" in request.POST and skill is not None:
        if not verify_soon(awards.filter(skill=skill), skill=skill, by=request.person, how=how):
            messages.success(request, _("Being verified. That takes some minutes."))
            return redirect("skills:verify")
        messages.success(request, _("Every award of %(skill)s is verified.") % {"skill": skill})
        return redirect("skills:verify")
    number = verify_awards(awards.filter(pk__in=form.cleaned_data["award"]), by=request.person, how=how)
    said = ngettext("%(n)s award is verified.", "%(n)s awards are verified.", number)
    messages.success(request, said % {"n": number})
    return redirect(request.get_full_path())


def _skill(request: SignedInRequest) -> Skill | None:
    code = request.GET.get("skill", "")
    return skill_for(request.person, code) if code else None
