"""Who may see whom. A view reads people through these and nothing else."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from peel.foundation import clock
from peel.people.models import Person, Post, Supervision
from peel.people.places import Places, places_where
from peel.people.roles import Permission


def places_of(person: Person, permission: Permission) -> Places:
    """Where ``person`` may do it today."""
    today = clock.today()
    return places_where(permission, posts=person.posts_on(today), roles=person.roles_on(today))


def may(person: Person, permission: Permission) -> bool:
    """Whether ``person`` may do it anywhere."""
    return bool(places_of(person, permission))


def posts_held(on: date) -> QuerySet[Post]:
    """Posts that stand on a day, as known now."""
    return Post.objects.filter(retracted_at=None, starts__lte=on).filter(Q(ends=None) | Q(ends__gte=on))


def people_within(places: Places, *, on: date | None = None) -> QuerySet[Person]:
    """People with a post in these places on a day (today)."""
    held = posts_held(on or clock.today()).filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(held.filter(places.as_filter(force="force_id", path="unit__path"))))


def people_for(person: Person) -> QuerySet[Person]:
    """Everyone whose record ``person`` may read: themselves, those they answer for, those in their places."""
    today = clock.today()
    posts, roles = person.posts_on(today), person.roles_on(today)
    team = places_where(Permission.SEE_TEAM, posts=posts, roles=roles)
    force = places_where(Permission.SEE_PEOPLE, posts=posts, roles=roles)
    answers_for = Supervision.objects.filter(supervisor=person, person=OuterRef("pk"), during__contains=clock.now())
    seen = Q(pk=person.pk) | Q(Exists(answers_for))
    for places in (team, force):
        if places:
            seen |= Q(pk__in=people_within(places).values("pk"))
    return Person.objects.filter(seen, erased_at=None)


def person_for(viewer: Person, pk: int) -> Person:
    """The person, or 404 for one whose existence is not the viewer's to know."""
    return get_object_or_404(people_for(viewer).select_related("home_force"), pk=pk)
