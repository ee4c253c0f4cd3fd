"""Who may see whom. A view reads people through these and nothing else."""

from datetime import date

from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peel.foundation import clock
from peel.people.demo import PARTS_BY_KEY
from peel.people.models import Account, Force, LegalHold, Person, Post, RoleHeld, Supervision, Unit
from peel.people.places import Places, places_where
from peel.people.roles import OUTLASTS_SERVICE, READS_RECORDS, Level, Permission, Role


def held_today(person: Person) -> tuple[list[Post], list[RoleHeld]]:
    """Posts and roles of today; of the person who asks they are read once a request."""
    if person.signed_in is not None:
        return person.signed_in.posts, person.signed_in.roles
    today = clock.today()
    return person.posts_on(today), person.roles_on(today)


def places_of(person: Person, permission: Permission) -> Places:
    """Where ``person`` may do it today."""
    posts, roles = held_today(person)
    return places_where(permission, posts=posts, roles=roles)


def may(person: Person, permission: Permission) -> bool:
    """Whether ``person`` may do it anywhere."""
    return bool(places_of(person, permission))


def may_to(person: Person, permission: Permission, *, whom: Person) -> bool:
    """Whether ``person`` may do it to somebody, by a post that they hold (or for some things, held)."""
    return people_to(person, permission).filter(pk=whom.pk).exists()


def posts_held(on: date) -> QuerySet[Post]:
    """Posts that stand on a day, as known now."""
    return Post.objects.held(on)


def people_within(places: Places, *, on: date | None = None) -> QuerySet[Person]:
    """People with a post in these places on a day (today)."""
    return known().filter(_serves_within(places, on=on))


def _serves_within(places: Places, *, on: date | None = None) -> Exists:
    """Asked of each person on its own, so that one person among 200,000 costs one look."""
    held = posts_held(on or clock.today()).filter(person=OuterRef("pk"))
    return Exists(held.filter(places.as_filter(force="force_id", path="unit__path")))


def people_ever_within(places: Places) -> QuerySet[Person]:
    """People who hold or once held a post in these places."""
    ever = Post.objects.filter(person=OuterRef("pk"), retracted_at=None)
    return known().filter(Exists(ever.filter(places.as_filter(force="force_id", path="unit__path"))))


def known() -> QuerySet[Person]:
    """People who are somebody: neither erased nor found to be somebody else's second row."""
    return Person.objects.filter(erased_at=None, merged_into=None)


def people_for(person: Person) -> QuerySet[Person]:
    """Everyone whose record ``person`` may read: themselves, those they answer for, those in their places.

    ``queries.readers_of`` tells the same from the other side, to whom it concerns.
    """
    answers_for = Supervision.objects.filter(supervisor=person, person=OuterRef("pk"), during__contains=clock.now())
    seen = Q(pk=person.pk) | Q(Exists(answers_for))
    posts, roles = held_today(person)
    places = Places()
    for permission in READS_RECORDS:
        places |= places_where(permission, posts=posts, roles=roles)
    return known().filter(seen | Q(_serves_within(places)) if places else seen)


def person_for(viewer: Person, pk: int) -> Person:
    """The person, or 404 for one whose existence is not the viewer's to know."""
    return get_object_or_404(people_for(viewer).select_related("home_force"), pk=pk)


def people_to(person: Person, permission: Permission) -> QuerySet[Person]:
    """Everyone to whom ``person`` may do it; nobody where they may do it nowhere.

    What concerns a record rather than a colleague (:data:`OUTLASTS_SERVICE`) reaches those who left, too.
    """
    places = places_of(person, permission)
    if not places:
        return Person.objects.none()
    return people_ever_within(places) if permission in OUTLASTS_SERVICE else people_within(places)


def person_to(viewer: Person, permission: Permission, pk: int) -> Person:
    """The person to whom the viewer may do it, or 404."""
    return get_object_or_404(people_to(viewer, permission).select_related("home_force"), pk=pk)


def why_not_give(
    role: Role, *, force: Force | None, unit: Unit | None, person: Person, by: Person
) -> str | Promise | None:
    """Why ``by`` may not give ``person`` this role at this place; None when they may."""
    level = Level.UNIT if unit else Level.FORCE if force else Level.NATION
    if level not in role.levels:
        return _NOT_HELD_THERE[level]
    if person == by:
        return _("Nobody gives themselves a role. Ask another administrator.")
    places = places_of(by, Permission.GIVE_ROLES)
    if unit:
        allowed = places.covers(force_id=unit.force_id, path=unit.path)
    else:
        allowed = places.covers_force(force.pk) if force else places.nation
    return None if allowed else _("You do not give roles there.")


_NOT_HELD_THERE = {
    Level.UNIT: _("This role is not held at a unit. Choose the whole force."),
    Level.FORCE: _("This role is not held at one force."),
    Level.NATION: _("This role is not held for the whole nation. Choose a force."),
}


def role_held_for(viewer: Person, pk: int) -> RoleHeld:
    """A role that the viewer may end: held today at a place where they give roles."""
    places = places_of(viewer, Permission.GIVE_ROLES)
    if not places:
        raise Http404
    found = RoleHeld.objects.held(clock.today()).filter(places.as_filter(force="force_id", path="unit__path"))
    return get_object_or_404(found.select_related("person", "force", "unit"), pk=pk)


def places_to_give_at(viewer: Person, *, person: Person) -> tuple[QuerySet[Force], QuerySet[Unit]]:
    """Forces and units at which the viewer may give this person a role: whole commands and functions, and the
    person's own teams."""
    places = places_of(viewer, Permission.GIVE_ROLES)
    serves_in = posts_held(clock.today()).filter(person=person)
    forces = Force.objects.filter(pk__in=serves_in.values("force"))
    units = Unit.objects.filter(places.as_filter(force="force", path="path"), force__in=forces, closed_on=None)
    units = units.filter(~Q(kind=Unit.Kind.TEAM) | Q(pk__in=serves_in.values("unit"))).select_related("force")
    return forces.filter(pk__in=places.forces) if not places.nation else forces, units.order_by("path")


def forces_to_go_to(person: Person) -> QuerySet[Force]:
    """The forces that somebody may be transferred to."""
    return Force.objects.exclude(kind=Force.Kind.NATION).exclude(pk=person.home_force_id).order_by("name")


def hold_for(viewer: Person, pk: int) -> LegalHold:
    """A hold on somebody whose record the viewer may hold and erase."""
    people = people_to(viewer, Permission.HOLD_AND_ERASE)
    return get_object_or_404(LegalHold.objects.filter(person__in=people).select_related("person"), pk=pk)


def session_for(account: Account, pk: int) -> UserSession:
    """One of the account's own places where it is signed in; anybody else's is a 404."""
    found: UserSession = get_object_or_404(UserSession.objects.filter(user=account), pk=pk)
    return found


def account_of_part(key: str) -> Account:
    """The account of one part of the demonstration."""
    part = PARTS_BY_KEY.get(key)
    if part is None:
        raise Http404
    return get_object_or_404(Account.objects.filter(person__isnull=False), email=part.email, is_active=True)
