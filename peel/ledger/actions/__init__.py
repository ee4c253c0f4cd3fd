"""Every write to the ledger."""

from peel.ledger.actions.append import append, append_many, append_without_reactions
from peel.ledger.actions.audit import audit, audit_reading
from peel.ledger.actions.deliver import deliver, deliver_all, retry_undelivered, try_again
from peel.ledger.actions.erase import erase_bodies, reapply_erasures
from peel.ledger.actions.seal import make_ready_after_restore, seal_all, seal_pending

__all__ = [
    "append",
    "append_many",
    "append_without_reactions",
    "audit",
    "audit_reading",
    "deliver",
    "deliver_all",
    "erase_bodies",
    "make_ready_after_restore",
    "reapply_erasures",
    "retry_undelivered",
    "seal_all",
    "seal_pending",
    "try_again",
]
