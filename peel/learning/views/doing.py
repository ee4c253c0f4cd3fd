"""What somebody does on a lesson's page. Each answers htmx with the part that changed, and a plain browser with the
page again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peel.catalogue.access import form_for, lesson_for
from peel.catalogue.models import Form
from peel.learning.actions import attempts, opinions
from peel.learning.forms import Answer, GoOn, Note, Rate
from peel.learning.models import Attempt
from peel.learning.queries.page import lesson_page
from peel.learning.views.lesson import context_of
from peel.people.signed_in import SignedInRequest


@require_POST
def go_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """A sign of life from a page. Nothing to say unless the form is now done."""
    form = form_for(request.signed_in, pk)
    told = GoOn(request.POST)
    if not told.is_valid():
        return HttpResponse(status=400)
    attempt = attempts.go_on(form, person=request.person, by=request.person, **told.cleaned_data)
    return HttpResponse(status=204) if attempt.done_at is None else _changed(request, form, attempt)


@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    form = form_for(request.signed_in, pk)
    told = Answer(request.POST)
    if not told.is_valid():
        messages.error(request, " ".join(str(error) for errors in told.errors.values() for error in errors))
        return redirect(_page_of(form))
    attempt = attempts.answer(form, person=request.person, by=request.person, **told.cleaned_data)
    if request.headers.get("HX-Request") and attempt.done_at is None:
        return _answered(request, form, told.cleaned_data["question"])
    return _changed(request, form, attempt)


@require_POST
def done(request: SignedInRequest, pk: int) -> HttpResponse:
    form = form_for(request.signed_in, pk)
    attempt = attempts.say_done(form, person=request.person, by=request.person)
    if attempt.done_at is None:
        messages.info(request, _("The questions are still to be answered; then it is done."))
        return redirect(f"{_page_of(form)}#quiz")
    return _changed(request, form, attempt)


@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    form = form_for(request.signed_in, pk)
    attempts.begin_again(form, person=request.person, by=request.person)
    return redirect(_page_of(form))


@require_POST
def rate(request: SignedInRequest, pk: int) -> HttpResponse:
    lesson = lesson_for(request.signed_in, pk)
    told = Rate(request.POST)
    if not told.is_valid():
        return HttpResponse(status=400)
    if told.cleaned_data["stars"]:
        opinions.give_stars(lesson, person=request.person, stars=told.cleaned_data["stars"], by=request.person)
    if told.cleaned_data["recommend"]:
        meant = {"yes": True, "no": False}.get(told.cleaned_data["recommend"])
        opinions.say_recommend(lesson, person=request.person, recommend=meant, by=request.person)
    if request.headers.get("HX-Request"):
        page = lesson_page(request.signed_in, pk)
        return render(request, "learning/lesson/opinion.html", {"page": page, "lesson": lesson, "kept": True})
    return redirect(f"{reverse('learning:lesson', args=[pk])}#opinion")


@require_POST
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a private note: by the button, or by itself while somebody writes."""
    lesson = lesson_for(request.signed_in, pk)
    told = Note(request.POST)
    if not told.is_valid():
        return HttpResponse(status=400)
    opinions.write_note(lesson, person=request.person, text=told.cleaned_data["text"], by=request.person)
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    messages.success(request, _("Your note is kept. Only you can read it."))
    return redirect("learning:lesson", pk)


@require_POST
def aside(request: SignedInRequest, pk: int) -> HttpResponse:
    lesson = lesson_for(request.signed_in, pk)
    opinions.put_aside(lesson, person=request.person, aside=request.POST.get("aside") == "yes", by=request.person)
    return redirect("learning:lesson", pk)


def _page_of(form: Form) -> str:
    return f"{reverse('learning:lesson', args=[form.lesson_id])}?form={form.pk}"


def _answered(request: SignedInRequest, form: Form, number: int) -> HttpResponse:
    """One question as it stands now; the others may be half answered and are left alone."""
    page = lesson_page(request.signed_in, form.lesson_id, wanted=str(form.pk))
    if number >= len(page.questions):
        return HttpResponse(status=400)
    context = {"page": page, "form": form, "asked": page.questions[number], "answer_url": request.path}
    return render(request, "learning/lesson/answered.html", context)


def _changed(request: SignedInRequest, form: Form, attempt: Attempt) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(_page_of(form) + ("" if attempt.done_at else "#quiz"))
    page = lesson_page(request.signed_in, form.lesson_id, wanted=str(form.pk))
    context = {**context_of(page, viewer=request.signed_in), "just_done": attempt.done_at is not None}
    response = render(request, "learning/lesson/doing.html", context)
    response["HX-Retarget"] = "#doing"
    return response
