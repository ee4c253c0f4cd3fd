"""Finding people by name or number."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Exists, OuterRef, Q, QuerySet

from peel.foundation import clock
from peel.people.access import people_ever_within, people_within, places_of
from peel.people.models import Person, Post, Service
from peel.people.names import plain
from peel.people.places import Places
from peel.people.queries.called import called
from peel.people.roles import Permission

PAGE = 50
# As the index on sort_key has it.
NAMES = SearchVector("sort_key", config="simple")


@dataclass(frozen=True, slots=True)
class Found:
    """One person found, with the post by which the asker may find them."""

    person: Person
    post: Post

    @property
    def called(self) -> str:
        return called(self.person, self.post)


def find_people(
    viewer: Person, *, q: str = "", after: int | None = None, left: bool = False
) -> tuple[list[Found], int | None]:
    """Fifty people the viewer may look up, by name, after the person ``after``; and after whom the next page begins.

    ``left`` finds those who no longer serve, for whoever answers for their record. Two queries, three on a later page,
    however many people there are.
    """
    permission = Permission.EXPORT_SUBJECT_ACCESS if left else Permission.SEE_PEOPLE
    places = places_of(viewer, permission)
    if not places:
        return [], None
    people = _matching(_gone(places) if left else people_within(places), q).order_by("sort_key", "pk")
    if after is not None and (last := Person.objects.filter(pk=after).values_list("sort_key", flat=True).first()):
        people = people.filter(sort_key__gte=last).exclude(sort_key=last, pk__lte=after)
    found = list(people[: PAGE + 1])
    shown = found[:PAGE]
    posts = _posts(shown, places, ever=left)
    rows = [Found(person, posts[person.pk]) for person in shown if person.pk in posts]
    return rows, shown[-1].pk if len(found) > PAGE else None


def _gone(places: Places) -> QuerySet[Person]:
    return people_ever_within(places).exclude(pk__in=people_within(places).values("pk"))


def _matching(people: QuerySet[Person], q: str) -> QuerySet[Person]:
    words = plain(q).split()
    numbers = [word for word in words if re.search(r"\d", word)]
    names = [word for word in words if word not in numbers]
    if names:
        asked = SearchQuery(" & ".join(f"'{name}':*" for name in names), config="simple", search_type="raw")
        people = people.annotate(names=NAMES).filter(names=asked)
    for number in numbers:
        spelt = {number, number.upper()}
        service = Service.objects.filter(person=OuterRef("pk"))
        people = people.filter(Exists(service.filter(Q(collar_number__in=spelt) | Q(employee_number__in=spelt))))
    return people


def _posts(people: list[Person], places: Places, *, ever: bool) -> dict[int, Post]:
    """The post of each within these places: who serves in two forces is shown as the asker's force knows them."""
    posts = Post.objects.filter(retracted_at=None) if ever else Post.objects.held(clock.today())
    here = posts.filter(places.as_filter(force="force_id", path="unit__path"), person__in=people)
    first: dict[int, Post] = {}
    order = (lambda post: -post.starts.toordinal()) if ever else Post.precedence
    for post in sorted(here.select_related("unit", "rank", "service"), key=order):
        first.setdefault(post.person_id, post)
    return first
