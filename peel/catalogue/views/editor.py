"""Writing one lesson: its words, its files, how it will look, and publishing it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peel.catalogue.access import may_publish, writable_lesson_for
from peel.catalogue.actions import files, writing
from peel.catalogue.forms import (
    Captions,
    Document,
    LessonForm,
    Picture,
    Questions,
    Recording,
    questions_showing,
    quiz_of,
)
from peel.catalogue.models import Lesson, WorkingCopy
from peel.catalogue.queries.drawn import drawn
from peel.catalogue.queries.media import files_of
from peel.catalogue.rules.content import Fault, LessonContent, faults
from peel.catalogue.rules.reading import Length, seconds_to_read
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest
from peel.ui.words import clock as clock_words

UPLOADS: dict[str, tuple[type[Form], Callable[..., object]]] = {
    "recording": (Recording, files.take_recording),
    "picture": (Picture, files.take_picture),
    "document": (Document, files.take_document),
}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form, or keeping what was typed: by itself while somebody writes, or by a button."""
    lesson = writable_lesson_for(request.signed_in, pk)
    content, copy = writing.working_content(lesson)
    if request.method != "POST":
        form, questions = _showing(request, lesson, content), questions_showing(_quiz(content), more=1)
        return _page(request, lesson, content, copy, form, questions)
    form, questions = _typed_in(request, lesson), Questions(request.POST, prefix="quiz")
    if not (form.is_valid() and questions.is_valid()):
        if request.headers.get("X-Autosave"):
            return HttpResponse(status=422)
        return _page(request, lesson, content, copy, form, questions, status=422)
    try:
        writing.save_copy(lesson, change=_typed(form, questions), seen=_seen(request), by=request.person)
    except writing.SomebodyElseSaved as refused:
        return _somebody_else(request, lesson, content, copy, form, questions, refused)
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    if request.POST.get("then") == "publish":
        return _publish(request, lesson)
    if request.POST.get("then") == "question":
        return redirect(f"{reverse('catalogue:edit', args=[pk])}#quiz")
    messages.success(request, _("Your draft is kept. Nobody else sees it until you publish."))
    return redirect("catalogue:edit", pk)


@require_POST
def look(request: SignedInRequest, pk: int) -> HttpResponse:
    """How what stands in the form would look; nothing is kept."""
    lesson = writable_lesson_for(request.signed_in, pk)
    content, _copy = writing.working_content(lesson)
    form, questions = _typed_in(request, lesson), Questions(request.POST, prefix="quiz")
    if form.is_valid() and questions.is_valid():
        content = _typed(form, questions)(content)
    return render(request, "catalogue/look.html", {"lesson": lesson, **_looks(content)})


@require_POST
def upload(request: SignedInRequest, pk: int, what: str) -> HttpResponse:
    lesson = writable_lesson_for(request.signed_in, pk)
    if what == "captions":
        captions = Captions(request.POST, request.FILES)
        if captions.is_valid():
            files.take_captions(lesson, text=captions.text(), by=request.person)
        return _taken(request, lesson, captions)
    form_of, take = UPLOADS[what]
    form = form_of(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        take(lesson, file=file.file, name=file.name, by=request.person)
    return _taken(request, lesson, form)


@require_POST
def drop(request: SignedInRequest, pk: int, length: str) -> HttpResponse:
    lesson = writable_lesson_for(request.signed_in, pk)
    files.drop_file(lesson, length=Length(length), by=request.person)
    return redirect("catalogue:edit", pk)


def _taken(request: SignedInRequest, lesson: Lesson, form: Form) -> HttpResponse:
    for error in [str(error) for errors in form.errors.values() for error in errors]:
        messages.error(request, error)
    if form.is_valid():
        messages.success(request, _("“%(name)s” is here.") % {"name": form.cleaned_data["file"].name})
    return redirect("catalogue:edit", lesson.pk)


def _publish(request: SignedInRequest, lesson: Lesson) -> HttpResponse:
    if not may_publish(request.signed_in, lesson):
        raise PermissionDenied(_("Your draft is kept. Publishing is for those who answer for this force’s lessons."))
    try:
        writing.publish(lesson, by=request.person)
    except writing.NotReady:
        messages.error(request, _("It is kept, and not published yet: see what is still missing."))
        return redirect(f"{reverse('catalogue:edit', args=[lesson.pk])}#before")
    messages.success(request, _("Published. It is in the library now."))
    return redirect("learning:lesson", lesson.pk)


def _somebody_else(
    request: SignedInRequest,
    lesson: Lesson,
    content: LessonContent,
    copy: WorkingCopy | None,
    form: LessonForm,
    questions: Any,
    refused: writing.SomebodyElseSaved,
) -> HttpResponse:
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=409)
    said = _("%(name)s saved this at %(clock)s. What you typed is still here; open the page anew to see theirs.")
    messages.error(request, said % {"name": refused.by.name, "clock": clock_words(refused.at)})
    return _page(request, lesson, content, copy, form, questions, status=409)


def _page(
    request: SignedInRequest,
    lesson: Lesson,
    content: LessonContent,
    copy: WorkingCopy | None,
    form: LessonForm,
    questions: Any,
    *,
    status: int = 200,
) -> HttpResponse:
    article = content.form(Length.M6)
    context = {
        "lesson": lesson,
        "content": content,
        "copy": copy,
        "form": form,
        "questions": questions,
        "m6": article,
        "m60": content.form(Length.M60),
        "files": files_of(content),
        "preparing": bool(article and files.PREPARING in article.extra),
        "may_publish": may_publish(request.signed_in, lesson),
        "recording_form": Recording(auto_id="recording_%s"),
        "captions_form": Captions(auto_id="captions_%s"),
        "picture_form": Picture(auto_id="picture_%s"),
        "document_form": Document(auto_id="document_%s"),
        **_looks(content),
    }
    return render(request, "catalogue/edit.html", context, status=status)


def _showing(request: SignedInRequest, lesson: Lesson, content: LessonContent) -> LessonForm:
    return LessonForm.showing(content, force=lesson.force, sets_rules=request.may(Permission.SET_RULES))


def _typed_in(request: SignedInRequest, lesson: Lesson) -> LessonForm:
    return LessonForm(request.POST, force=lesson.force, sets_rules=request.may(Permission.SET_RULES))


def _looks(content: LessonContent) -> dict[str, object]:
    sheet = content.form(Length.S60)
    return {
        "drawn": drawn(content),
        "faults": [_said(fault) for fault in faults(content)],
        "sheet_seconds": seconds_to_read(sheet.body) if sheet else 0,
    }


def _said(fault: Fault) -> str:
    """The sentence in the reader's language, with what was found in a recording as well."""
    words = {name: _(value) if isinstance(value, str) else value for name, value in fault.sentence.values.items()}
    return _(fault.sentence.text) % words


def _typed(form: LessonForm, questions: Any) -> Callable[[LessonContent], LessonContent]:
    quiz = quiz_of(questions)
    return lambda content: form.applied_to(content, quiz=quiz)


def _quiz(content: LessonContent) -> Any:
    form = content.form(Length.M6)
    return form.quiz if form else ()


def _seen(request: SignedInRequest) -> datetime | None:
    """When the copy that this page showed was saved; an address that was tampered with has seen nothing."""
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None
