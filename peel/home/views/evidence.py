"""Evidence: person, skill, moment, and the answer as a page or as one document."""

import re
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from peel.foundation import clock
from peel.home.actions.evidence import produce_exhibit, read_evidence, seal_what_waits
from peel.home.evidence_forms import AskEvidence
from peel.home.queries.evidence import find_then
from peel.home.screens.evidence import MARKING, answer_screen, asked_of, exhibit_name, exhibit_pdf
from peel.people.access import person_to
from peel.people.models import Person
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest
from peel.skills.queries.book import Book, book_of

READS = Permission.READ_EVIDENCE


@require_safe
def evidence(request: SignedInRequest) -> HttpResponse:
    """The question. As somebody types whom, those found appear under it; without script they press Find."""
    if not request.may(READS):
        raise Http404
    asked = AskEvidence(initial={"on": clock.today(), **request.GET.dict()}, book=_book(request))
    who = request.GET.get("who", "")[:200]
    found = find_then(request.person, READS, q=who, on=_day(request))
    context = {"form": asked, "who": who, "found": found, "names": _names(request)}
    request.marking = MARKING  # type: ignore[attr-defined]
    part = request.headers.get("HX-Request") == "true"
    return render(request, "home/evidence/found.html" if part else "home/evidence/ask.html", context)


@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    person = person_to(request.person, READS, pk)
    form = AskEvidence(request.POST, book=_book(request))
    if not form.is_valid():
        return _again(request, form, person)
    asked = form.cleaned_data
    read_evidence(person, purpose=asked["purpose"], by=request.person)
    told = asked_of(person, viewer=request.person, skill=asked["skill"], moment=asked["moment"])
    request.marking = MARKING  # type: ignore[attr-defined]
    next_exhibit = exhibit_name(request.person, asked["exhibit"])
    context = {**answer_screen(told), "person": person, "form": form, "names": _names(request), "exhibit": next_exhibit}
    return render(request, "home/evidence/answer.html", context)


@require_POST
def exhibit(request: SignedInRequest, pk: int) -> HttpResponse:
    person = person_to(request.person, READS, pk)
    form = AskEvidence(request.POST, book=_book(request))
    if not form.is_valid():
        return _again(request, form, person)
    asked = form.cleaned_data
    seal_what_waits()
    told = asked_of(person, viewer=request.person, skill=asked["skill"], moment=asked["moment"])
    name = exhibit_name(request.person, asked["exhibit"])
    content = exhibit_pdf(told, exhibit=name, producer=request.person, purpose=asked["purpose"])
    produce_exhibit(
        person, exhibit=name, content=content, purpose=asked["purpose"], by=request.person,
        skill=asked["skill"].code if asked["skill"] else "", moment=told.moment.first.isoformat(),
    )  # fmt: skip
    file = HttpResponse(content, content_type="application/pdf")
    file["Content-Disposition"] = f'attachment; filename="exhibit-{slugify(re.sub("[/.]", "-", name))}.pdf"'
    return file


def _again(request: SignedInRequest, form: AskEvidence, person: Person) -> HttpResponse:
    """The question with what is wrong with it, and the person who was meant still found."""
    who = form.data.get("who", "")[:200] or str(person)
    found = find_then(request.person, READS, q=who, on=clock.today())
    context = {"form": form, "who": who, "found": found, "names": _names(request)}
    return render(request, "home/evidence/ask.html", context, status=422)


def _book(request: SignedInRequest) -> Book:
    return book_of(request.person.home_force)


def _names(request: SignedInRequest) -> list[str]:
    return sorted(skill.name for skill in _book(request).skills.values())


def _day(request: SignedInRequest) -> date:
    form = AskEvidence(request.GET, book=_book(request))
    form.full_clean()
    on: date | None = form.cleaned_data.get("on")
    return on or clock.today()
