"""How one account gets in, and where it is signed in now."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.foundation import clock
from peel.people.agents import device
from peel.people.models import Account, Person


@dataclass(frozen=True, slots=True)
class Passkey:
    pk: int
    name: str
    made_at: datetime
    used_at: datetime | None


@dataclass(slots=True)
class WaysIn:
    """The ways into one account: a password, passkeys, an app that makes codes, recovery codes."""

    password: bool
    passkeys: list[Passkey] = field(default_factory=list)
    app_since: datetime | None = None
    recovery_codes: int = 0

    @property
    def has_second_step(self) -> bool:
        return bool(self.passkeys) or self.app_since is not None

    @property
    def said(self) -> str:
        """The answer to "How do I sign in?" in one sentence."""
        keys = ngettext("a passkey", "%(count)s passkeys", len(self.passkeys)) % {"count": len(self.passkeys)}
        if self.password and self.passkeys:
            return _("You sign in with %(keys)s or a password") % {"keys": keys}
        if self.passkeys:
            return _("You sign in with %(keys)s") % {"keys": keys}
        if self.password and self.app_since:
            return _("You sign in with a password and a code")
        return (
            _("You sign in with a password") if self.password else _("You have no password or passkey of your own yet")
        )


def account_of(person: Person) -> Account | None:
    return Account.objects.filter(person=person).first()


def ways_into(account: Account) -> WaysIn:
    ways = WaysIn(password=account.has_usable_password())
    for way in Authenticator.objects.filter(user=account).order_by("created_at"):
        if way.type == Authenticator.Type.WEBAUTHN:
            ways.passkeys.append(Passkey(way.pk, way.wrap().name, way.created_at, way.last_used_at))
        elif way.type == Authenticator.Type.TOTP:
            ways.app_since = way.created_at
        else:
            ways.recovery_codes = len(way.wrap().get_unused_codes())
    return ways


@dataclass(frozen=True, slots=True)
class OpenSession:
    pk: int
    device: str
    address: str
    since: datetime
    here: bool


def open_sessions(account: Account, *, session_key: str | None = None) -> Iterator[OpenSession]:
    """Where this account is signed in, the one asked from first, then the newest."""
    found = sessions_of(account).filter(session_key__in=_alive()).order_by("-created_at")
    for session in sorted(found, key=lambda session: session.session_key != session_key):
        yield OpenSession(
            pk=session.pk,
            device=device(session.user_agent),
            address=session.ip,
            since=session.created_at,
            here=session.session_key == session_key,
        )


def sessions_of(account: Account) -> QuerySet[UserSession]:
    found: QuerySet[UserSession] = UserSession.objects.filter(user=account)
    return found


def _alive() -> QuerySet[Session, str]:
    return Session.objects.filter(expire_date__gt=clock.now()).values_list("session_key")  # type: ignore[return-value]
