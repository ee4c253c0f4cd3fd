"""The library: finding something to learn."""

import json
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from peel.catalogue.access import forces_of, lessons_for
from peel.catalogue.actions.demand import note_search
from peel.catalogue.models import Form
from peel.catalogue.models import Length as LengthName
from peel.catalogue.queries.search import FACETS, LAST_PAGE, PAGE, Found, Hit, Option, Wanted, search
from peel.catalogue.rules.cards import CardForm, also_in, shown
from peel.catalogue.rules.reading import Length
from peel.catalogue.rules.search_words import also_called
from peel.learning.forms import LONGEST_SEARCH, address_of, asked_for
from peel.learning.queries.journeys import journeys_found, journeys_under_way
from peel.learning.queries.mine import Mark, marks_on
from peel.people.models import Person
from peel.people.signed_in import SignedInRequest
from peel.ui.words import day

ORDERS = (
    ("best", gettext_lazy("Best for you")),
    ("newest", gettext_lazy("Newest")),
    ("rated", gettext_lazy("Highest rated")),
    ("used", gettext_lazy("Most used")),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One result, as the page draws it."""

    hit: Hit
    form: CardForm
    also: list[Length]
    mark: Mark | None

    @property
    def by(self) -> str:
        """Who made it, or what it is about where nobody is named."""
        return str(self.hit.card["by"] or self.hit.card["theme"])

    @property
    def why(self) -> str:
        """What stands above the title: what its reader did with it, otherwise in which other lengths it comes."""
        if self.mark and self.mark.done_at:
            return _("You did this on %(day)s") % {"day": day(self.mark.done_at)}
        if self.mark and self.mark.begun_at:
            return _("You began this on %(day)s") % {"day": day(self.mark.begun_at)}
        if self.also:
            names = [str(LengthName(length).label) for length in self.also]
            return _("Also in %(lengths)s") % {"lengths": ", ".join(names)}
        return ""


@require_safe
def library(request: SignedInRequest) -> HttpResponse:
    """The whole page, or only what was found when htmx asks for that while somebody types."""
    typed, wanted, sort, page = asked_for(request.GET)
    found = search(typed, forces=forces_of(request.signed_in), wanted=wanted, sort=sort, page=page)
    context = {
        "typed": typed,
        "missed_values": json.dumps({"q": typed}),
        "also_called": also_called(found.query),
        "sorts": ORDERS,
        "found": found,
        "total_words": f"{found.total:,}",
        "cards": _cards(found, wanted, request.person),
        "demonstration": any(hit.card["demo"] for hit in found.page),
        "wanted": wanted,
        "facets": _facets(found, wanted),
        "sort": sort,
        "page": page,
        "more": _more(request, found, page),
        "journeys": journeys_found(typed, viewer=request.signed_in) if typed else [],
    }
    target = request.headers.get("HX-Target")
    if target == "found":
        return render(request, "learning/library/found.html", context)
    if target == "more":
        return render(request, "learning/library/cards.html", context)
    under_way = [] if typed or wanted else journeys_under_way(request.signed_in)
    return render(request, "learning/library/library.html", {**context, "under_way": under_way})


@require_POST
def missed(request: SignedInRequest) -> HttpResponse:
    """A page on which nothing was found has stood for some seconds: that is demand."""
    note_search(request.POST.get("q", "")[:LONGEST_SEARCH], force=request.signed_in.force, found=0)
    return HttpResponse(status=204)


@require_safe
def from_source(request: SignedInRequest, key: str) -> HttpResponse:
    """Where a link of an imported text leads: the lesson with that key, a force's own before the nation's."""
    lesson = lessons_for(request.signed_in).filter(source_key=key).order_by("force").first()
    if lesson is None:
        raise Http404
    return redirect("learning:lesson", lesson.pk)


def _cards(found: Found, wanted: Wanted, person: Person) -> list[Card]:
    marks = marks_on(person, [hit.lesson for hit in found.page])
    cards: list[Card] = []
    for hit in found.page:
        form = shown(hit.card, wanted=wanted.length)
        cards.append(Card(hit, form, also_in(hit.card, form.length), marks.get(hit.lesson)))
    return cards


def _facets(found: Found, wanted: Wanted) -> dict[str, list[tuple[Option, bool]]]:
    """Each facet's lines in the reader's words, with whether they are ticked."""
    facets: dict[str, list[tuple[Option, bool]]] = {}
    for facet in FACETS:
        ticked = {str(value) for value in getattr(wanted, facet)}
        named = [replace(option, name=_name(facet, option)) for option in found.facets.get(facet, [])]
        facets[facet] = [(option, option.value in ticked) for option in named]
    order = [length.value for length in Length]
    facets["length"].sort(key=lambda one: order.index(one[0].value))
    return facets


def _name(facet: str, option: Option) -> str:
    if facet == "length":
        return str(LengthName(option.value).label)
    if facet == "kind":
        return str(Form.Kind(option.value).label)
    if facet == "competency":
        level = option.value.partition(":")[2]
        return _("%(name)s, level %(level)s") % {"name": option.name, "level": level}
    return option.name


def _more(request: SignedInRequest, found: Found, page: int) -> str:
    left = found.total - page * PAGE
    return address_of(request.GET, page=page + 1) if left > 0 and page < LAST_PAGE else ""
