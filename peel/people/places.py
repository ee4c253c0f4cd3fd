"""Where somebody may do something: the nation, whole forces, or units with all below them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from peel.people.models import Post, RoleHeld
from peel.people.roles import EVERYONE, ROLES, SUPERVISOR, Permission


@dataclass(slots=True)
class Places:
    """Ids of forces, and paths of units such as ``/4/17/`` (which stand for everything below them)."""

    nation: bool = False
    forces: set[int] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return self.nation or bool(self.forces) or bool(self.paths)

    def __or__(self, other: "Places") -> "Places":
        return Places(self.nation or other.nation, self.forces | other.forces, self.paths | other.paths)

    def covers_force(self, force_id: int) -> bool:
        return self.nation or force_id in self.forces

    def covers(self, *, force_id: int, path: str) -> bool:
        """Whether a unit of that force with that path is within these places."""
        return self.covers_force(force_id) or any(path.startswith(own) for own in self.paths)

    def as_filter(self, *, force: str, path: str) -> Q:
        """A filter for rows whose force id stands in ``force`` and whose unit path stands in ``path``."""
        if self.nation:
            return Q()
        found = Q(**{f"{force}__in": sorted(self.forces)})
        for own in sorted(self.paths):
            found |= Q(**{f"{path}__startswith": own})
        return found


def places_where(permission: Permission, *, posts: Iterable[Post], roles: Iterable[RoleHeld]) -> Places:
    """Where these posts and roles allow it; a post that leads a unit makes a supervisor there."""
    places = Places()
    for post in posts:
        if permission in EVERYONE.permissions:
            places.forces.add(post.force_id)
        elif post.leads and permission in SUPERVISOR.permissions:
            places.paths.add(post.unit.path)
    for held in roles:
        role = ROLES.get(held.role)
        if role is None or permission not in role.permissions:
            continue
        if held.unit is not None:
            places.paths.add(held.unit.path)
        elif held.force_id is not None:
            places.forces.add(held.force_id)
        else:
            places.nation = True
    return places
