"""Who is asking: the signed-in person with the post and roles they hold today, read once a request."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse

from peel.foundation import clock
from peel.people.models import Account, Force, Person, Post, RoleHeld
from peel.people.places import Places, places_where
from peel.people.roles import Permission


@dataclass
class SignedIn:
    """A person as they are today. Costs two small queries, on first use."""

    person: Person

    @property
    def force(self) -> Force:
        return self.person.home_force

    @cached_property
    def posts(self) -> list[Post]:
        """Posts held today, the one they act in first."""
        return self.person.posts_on(clock.today())

    @cached_property
    def roles(self) -> list[RoleHeld]:
        return self.person.roles_on(clock.today())

    @property
    def post(self) -> Post | None:
        return self.posts[0] if self.posts else None

    def places(self, permission: Permission) -> Places:
        """Where they may do it."""
        return places_where(permission, posts=self.posts, roles=self.roles)

    def may(self, permission: str) -> bool:
        """Whether they may do it anywhere at all, which decides what the navigation shows."""
        return bool(self.places(Permission(permission)))


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in and has a person."""

    person: Person
    signed_in: SignedIn
    may: Callable[[str], bool]


class SignedInMiddleware:
    """Puts ``person``, ``signed_in`` and ``may`` on the request; nobody signed in has ``person`` None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        person = account.person if isinstance(account, Account) else None
        signed_in = SignedIn(person) if person else None
        request.person = person  # type: ignore[attr-defined]
        request.signed_in = signed_in  # type: ignore[attr-defined]
        request.may = signed_in.may if signed_in else _may_nothing  # type: ignore[attr-defined]
        return self.get_response(request)


def _may_nothing(permission: str) -> bool:
    return False
