"""Signing out elsewhere."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from peel.foundation import clock
from peel.people.models import Account


@transaction.atomic
def end_session(session: UserSession) -> None:
    """Sign one device out; its next request finds the door."""
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()


@transaction.atomic
def end_other_sessions(account: Account, *, than: str | None = None) -> int:
    """Sign the account out everywhere, except in the session ``than``. Returns in how many places it was."""
    others = UserSession.objects.filter(user=account).exclude(session_key=than or "")
    ended, _rows = Session.objects.filter(session_key__in=others.values("session_key")).delete()
    others.delete()
    return ended


@transaction.atomic
def forget_old_sessions() -> int:
    """Delete sessions that ran out, and with them the device and address they came from. Returns how many."""
    old, _rows = Session.objects.filter(expire_date__lte=clock.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return old
