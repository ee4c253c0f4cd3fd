"""Who is asking: the signed-in person with the post and roles they hold today, read once a request."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from peel.foundation import clock
from peel.people.models import Account, Force, Person, Post, RoleHeld
from peel.people.places import Places, places_where
from peel.people.roles import Permission

SHARED_DESK = "shared_desk"
SHARED_DESK_MINUTES = 15
_TOUCHED_EVERY = 60


@dataclass
class SignedIn:
    """A person as they are today. ``asker`` reads posts and roles along; otherwise each is read on first use."""

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

    user: Account
    person: Person
    signed_in: SignedIn
    may: Callable[[str], bool]


class SignedInMiddleware:
    """Puts ``person``, ``signed_in`` and ``may`` on the request; nobody signed in has ``person`` None.

    What a signed-in person is shown is kept by no cache, so that Back after signing out shows nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        person = account.person if isinstance(account, Account) else None
        signed_in = person.signed_in or SignedIn(person) if person else None
        request.person = person  # type: ignore[attr-defined]
        request.signed_in = signed_in  # type: ignore[attr-defined]
        request.may = signed_in.may if signed_in else _may_nothing  # type: ignore[attr-defined]
        if isinstance(account, Account):
            _keep_shared_desk_awake(request.session)
        response = self.get_response(request)
        if isinstance(account, Account) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response


def _may_nothing(permission: str) -> bool:
    return False


def _keep_shared_desk_awake(session: SessionBase) -> None:
    """At a shared desk the session ends a quarter of an hour after it was last used, a minute more or less."""
    touched = session.get(SHARED_DESK)
    if touched is None:
        return
    if time.time() - touched >= _TOUCHED_EVERY or session.get_expiry_age() > SHARED_DESK_MINUTES * 60:
        session[SHARED_DESK] = int(time.time())
        session.set_expiry(SHARED_DESK_MINUTES * 60)


class OnlySignedIn(LoginRequiredMiddleware):
    """Every page is for signed-in people, except those marked ``login_not_required``: nobody can forget to ask.

    A page asked for by htmx goes to sign-in as a whole; a program is told 401. An account that belongs to nobody gets a
    page that says so.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None or not getattr(view_func, "login_required", True):
            return refused
        if request.person is None:  # type: ignore[attr-defined]
            return render(request, "people/nobody.html", status=403)
        return None

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        door = resolve_url(settings.LOGIN_URL)
        if request.headers.get("HX-Request") == "true":
            here = urlsplit(request.headers.get("HX-Current-URL", "/"))
            back = here._replace(scheme="", netloc="").geturl() or "/"
            return HttpResponse(status=401, headers={"HX-Redirect": redirect_to_login(back, door).url})
        if not request.accepts("text/html"):
            return JsonResponse({"detail": _("Sign in first.")}, status=401)
        return redirect_to_login(request.get_full_path(), door)
