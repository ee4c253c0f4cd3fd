"""Every write to who people are and what they may do."""

from peel.people.actions.accounts import (
    close_account,
    give_link,
    make_account,
    make_person,
    open_account,
    start_again,
)
from peel.people.actions.identity import (
    AlreadyJoined,
    ErasedAlready,
    StillKept,
    erase_identity,
    lift_legal_hold,
    merge_duplicates,
    place_legal_hold,
    reapply_erasures,
)
from peel.people.actions.reading import audit_reading
from peel.people.actions.roles import end_role, end_roles_at, give_first_role, give_role
from peel.people.actions.sessions import end_other_sessions, end_session, forget_old_sessions
from peel.people.actions.transfer import NotTransferred, transfer

__all__ = [
    "AlreadyJoined",
    "ErasedAlready",
    "NotTransferred",
    "StillKept",
    "audit_reading",
    "close_account",
    "end_other_sessions",
    "end_role",
    "end_roles_at",
    "end_session",
    "erase_identity",
    "forget_old_sessions",
    "give_first_role",
    "give_link",
    "give_role",
    "lift_legal_hold",
    "make_account",
    "make_person",
    "merge_duplicates",
    "open_account",
    "place_legal_hold",
    "reapply_erasures",
    "start_again",
    "transfer",
]
