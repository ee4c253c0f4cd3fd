"""Signing out elsewhere."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

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
