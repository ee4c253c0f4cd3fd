"""The page of one lesson, and what hangs on it: captions, transcript, the one-sider on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peel.catalogue.access import form_for, may_write
from peel.catalogue.models import Form
from peel.catalogue.queries.media import addresses_of
from peel.catalogue.queries.printed import one_sider_pdf, small_print
from peel.catalogue.rules import one_sider as one_sider_rules
from peel.catalogue.rules import plans
from peel.catalogue.rules.markdown import html_of, inline_html_of
from peel.learning.forms import Note
from peel.learning.queries.page import LessonPage, lesson_page
from peel.people.signed_in import SignedIn, SignedInRequest


@require_safe
def lesson(request: SignedInRequest, pk: int) -> HttpResponse:
    page = lesson_page(request.signed_in, pk, wanted=request.GET.get("form", ""))
    sheet = page.form.kind == Form.Kind.ONE_SIDER
    template = "learning/lesson/one_sider.html" if sheet else "learning/lesson/lesson.html"
    return render(request, template, context_of(page, viewer=request.signed_in))


def context_of(page: LessonPage, *, viewer: SignedIn) -> dict[str, object]:
    """What the templates of a lesson need besides the page itself."""
    form = page.form
    context: dict[str, object] = {
        "page": page,
        "lesson": page.lesson,
        "form": form,
        "note": Note(initial={"text": page.mine.note}),
        "small_print": small_print(page.lesson),
        "may_write": may_write(viewer, page.lesson),
        **addresses_of(form),
    }
    if form.kind == Form.Kind.ONE_SIDER:
        context["sheet"] = _sheet(form.text)
    elif form.kind == Form.Kind.PLAN:
        plan = plans.read(form.text)
        parts = [(part, inline_html_of(part.title), inline_html_of(part.text)) for part in plan.parts]
        context["plan"] = {"before": html_of(plan.before), "parts": parts, "after": html_of(plan.after)}
    return context


def _sheet(markdown: str) -> dict[str, object]:
    sheet = one_sider_rules.read(markdown)
    return {
        "lead": inline_html_of(sheet.lead),
        "points": [(inline_html_of(point.title), inline_html_of(point.text)) for point in sheet.points],
        "say": inline_html_of(sheet.say),
        "do_not_say": inline_html_of(sheet.do_not_say),
        "after": inline_html_of(sheet.after),
    }


@require_safe
def captions(request: SignedInRequest, pk: int) -> HttpResponse:
    form = form_for(request.signed_in, pk)
    if not form.captions:
        raise Http404
    return HttpResponse(form.captions, content_type="text/vtt; charset=utf-8")


@require_safe
def transcript(request: SignedInRequest, pk: int) -> HttpResponse:
    form = form_for(request.signed_in, pk)
    if not form.transcript:
        raise Http404
    return _download(f"{form.transcript}\n".encode(), name=f"{_name(form)}.txt", kind="text/plain; charset=utf-8")


@require_safe
def one_sider(request: SignedInRequest, pk: int) -> HttpResponse:
    """One side of A4, with the strapline of the same lesson where there is one."""
    form = form_for(request.signed_in, pk)
    if form.kind != Form.Kind.ONE_SIDER:
        raise Http404
    strapline = form.lesson.forms.filter(kind=Form.Kind.STRAPLINE).values_list("text", flat=True).first() or ""
    paper = one_sider_pdf(
        form, strapline=strapline, marking=_("OFFICIAL"), foot=f"Peel, {request.signed_in.force.name}"
    )
    return _download(paper, name=f"{_name(form)}.pdf", kind="application/pdf")


def _name(form: Form) -> str:
    return slugify(form.lesson.title)[:80] or f"lesson-{form.lesson_id}"


def _download(data: bytes, *, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
