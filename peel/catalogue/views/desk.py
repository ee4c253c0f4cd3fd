"""The author's desk: what is being written, beginning something new, earlier versions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peel.catalogue.access import force_to_write_for, may_publish, writable_lesson_for
from peel.catalogue.actions import writing
from peel.catalogue.forms import Begin
from peel.catalogue.queries.desk import being_written, due_for_review, published_by, versions_of, wanted_in
from peel.catalogue.queries.drawn import drawn
from peel.catalogue.rules.content import from_json
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest


@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    _authors_only(request)
    return _page(request, Begin())


@require_POST
def begin(request: SignedInRequest) -> HttpResponse:
    _authors_only(request)
    form = Begin(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    force = force_to_write_for(request.signed_in)
    lesson = writing.begin_lesson(title=form.cleaned_data["title"], force=force, by=request.person)
    return redirect("catalogue:edit", lesson.pk)


@require_safe
def versions(request: SignedInRequest, pk: int) -> HttpResponse:
    lesson = writable_lesson_for(request.signed_in, pk)
    return render(request, "catalogue/versions.html", {"lesson": lesson, "versions": versions_of(lesson)})


@require_safe
def version(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    lesson = writable_lesson_for(request.signed_in, pk)
    found = get_object_or_404(versions_of(lesson).defer(None), number=number)
    context = {"lesson": lesson, "version": found, "drawn": drawn(from_json(found.content))}
    return render(request, "catalogue/version.html", context)


@require_POST
def restore(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    lesson = writable_lesson_for(request.signed_in, pk)
    if not versions_of(lesson).filter(number=number).exists():
        raise Http404
    writing.restore(lesson, number=number, by=request.person)
    messages.success(
        request, _("Version %(number)s is in your draft. Publish it to show it again.") % {"number": number}
    )
    return redirect("catalogue:edit", pk)


@require_POST
def throw_away(request: SignedInRequest, pk: int) -> HttpResponse:
    lesson = writable_lesson_for(request.signed_in, pk)
    writing.throw_away_copy(lesson, by=request.person)
    messages.success(request, _("The draft is gone."))
    return redirect("catalogue:create")


@require_POST
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    lesson = writable_lesson_for(request.signed_in, pk)
    if not may_publish(request.signed_in, lesson):
        raise PermissionDenied(_("Taking a lesson out of the library is for those who may publish it."))
    writing.retire(lesson, by=request.person)
    messages.success(request, _("“%(title)s” is out of the library.") % {"title": lesson.title})
    return redirect("catalogue:create")


def _authors_only(request: SignedInRequest) -> None:
    if not request.may(Permission.WRITE_LESSONS):
        raise PermissionDenied(_("Authors write lessons here. Your learning team can make you one."))


def _page(request: SignedInRequest, form: Begin, *, status: int = 200) -> HttpResponse:
    viewer = request.signed_in
    context = {
        "form": form,
        "drafts": being_written(viewer),
        "published": published_by(viewer),
        "due": due_for_review(viewer),
        "wanted": wanted_in(viewer.force) if request.may(Permission.READ_DEMAND) else [],
    }
    return render(request, "catalogue/desk.html", context, status=status)
