"""What a page of the library shows: cards with what their reader did, and filters in their reader's words."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from peel.catalogue.models import Form
from peel.catalogue.models import Length as LengthName
from peel.catalogue.queries.search import FACETS, Found, Hit, Option, Wanted
from peel.catalogue.rules.cards import CardForm, also_in, shown
from peel.catalogue.rules.reading import Length
from peel.learning.queries.mine import Mark, marks_on
from peel.people.models import Person
from peel.ui.words import day


@dataclass(frozen=True, slots=True)
class Result:
    """One result, as the page draws it."""

    hit: Hit
    form: CardForm
    also: Collection[Length]
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


def results_of(found: Found, *, wanted: Wanted, person: Person) -> list[Result]:
    """The page of a search with what ``person`` did with each; one query."""
    marks = marks_on(person, [hit.lesson for hit in found.page])
    results: list[Result] = []
    for hit in found.page:
        form = shown(hit.card, wanted=wanted.length)
        results.append(Result(hit, form, also_in(hit.card, form.length), marks.get(hit.lesson)))
    return results


def filters_of(found: Found, *, wanted: Wanted) -> dict[str, list[tuple[Option, bool]]]:
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
