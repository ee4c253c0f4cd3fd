"""What somebody may do, and by what."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from peel.foundation import clock
from peel.people.models import Person, RoleHeld
from peel.people.roles import ROLES, SUPERVISOR, Role


@dataclass(frozen=True, slots=True)
class Holds:
    """One role somebody has today: given and kept in ``held``, or theirs by a post."""

    name: str | Promise
    purpose: str | Promise
    place: str
    held: RoleHeld | None = None


def roles_today(person: Person) -> Iterator[Holds]:
    """What somebody holds today: by the posts that lead, then by the roles given to them."""
    for post in person.posts_on(clock.today()):
        if post.leads:
            yield Holds(SUPERVISOR.name, SUPERVISOR.purpose, post.unit.name)
    held = RoleHeld.objects.held(clock.today()).filter(person=person).select_related("unit", "force", "given_by")
    for one in held.order_by("starts", "pk"):
        role = ROLES.get(one.role) or Role(one.role, one.role, "", frozenset())
        place = one.unit.name if one.unit else one.force.name if one.force else _("The nation")
        yield Holds(role.name, role.purpose, place, one)
