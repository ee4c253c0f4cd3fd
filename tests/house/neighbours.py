"""Two forces that must not see each other. Rooms say in ``tests/<room>/strangers.py`` what there is to see.

A room's registry holds::

    OPEN = {"ui:manifest"}                    # anybody, signed in or not
    OWN = {"home:home"}                       # the same address for everybody, with their own things in it

    def visits(house: House) -> dict[str, dict]:
        return {"skills:record_of": {"pk": house.person.pk}}      # leads to something of the house's force

and, where the room has pages that list rows, ``tests/<room>/lists.py``::

    def lists(house: House) -> list[ListPage]: ...

An address of the room that is in none of the three fails the house test.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from peel.people.models import Force, Person, Post, Unit
from peel.people.roles import ROLES
from tests.people.factories import ForceFactory, PersonFactory, PostFactory, RankFactory, RoleHeldFactory, UnitFactory

# In the name of everything in the house, and of nothing else in the world.
SECRET = "Qwyxford"
NATIONAL = {"national-administrator"}


@dataclass(frozen=True)
class House:
    """A force with a team: ``person`` is a constable in it, ``insider`` leads it and holds every role of the force."""

    force: Force
    unit: Unit
    person: Person
    post: Post
    insider: Person


@dataclass(frozen=True)
class ListPage:
    """A page that lists rows, who looks at it, and how to ``add`` one more row for it to show."""

    url_name: str
    person: Person
    add: Callable[[], object]
    kwargs: dict[str, Any] = field(default_factory=dict)
    query: str = ""


def build_house(code: str = "qwyxford", *, secret: str = SECRET) -> House:
    force = ForceFactory(code=code, name=f"{secret} Police")
    unit = UnitFactory(force=force, name=f"{secret} Response B")
    person = PersonFactory(home_force=force, given_name="Marwenna", family_name=secret, email=f"m@{code}.example")
    post = PostFactory(person=person, unit=unit)
    insider = PersonFactory(home_force=force, given_name="Ishbel", family_name=secret, email=f"i@{code}.example")
    PostFactory(person=insider, unit=unit, leads=True, rank=RankFactory(sergeant=True))
    for role in ROLES.keys() - NATIONAL:
        RoleHeldFactory(person=insider, role=role)
    return House(force, unit, person, post, insider)


def registries(name: str) -> dict[str, ModuleType]:
    """``tests/<room>/<name>.py`` of every room that has one."""
    rooms = [room.label for room in apps.get_app_configs() if room.name.startswith("peel.")]
    return {room: import_module(f"tests.{room}.{name}") for room in rooms if find_spec(f"tests.{room}.{name}")}


def open_to_all() -> set[str]:
    return {one for registry in registries("strangers").values() for one in getattr(registry, "OPEN", ())}


def own() -> set[str]:
    return {one for registry in registries("strangers").values() for one in getattr(registry, "OWN", ())}


def visits(house: House) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for registry in registries("strangers").values():
        found |= registry.visits(house) if hasattr(registry, "visits") else {}
    return found


def addresses() -> dict[str, URLPattern]:
    """Every address that a room of Peel answers, by name; what other packages answer is theirs to test."""
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, space: str) -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif getattr(entry.callback, "__module__", "").startswith("peel."):
            found.append((f"{space}{entry.name or entry.pattern}", entry))
    return found
