"""Statements for tests, and sealing inside a test's own transaction."""

from uuid import UUID, uuid4

from peel.ledger import actions
from peel.ledger.rules import Happening


def told(*, subject: UUID | None = None, force: int = 1, verb: str = "completed", number: int = 1) -> Happening:
    return actions.append(
        subject=subject or uuid4(), force=force, verb=verb, object_type="lesson", object_id=number, result={"score": 3}
    )


def sealed() -> int:
    """Seal what this test wrote: its transaction is still open, so the sealer is told not to wait for it."""
    actions.make_ready_after_restore()
    return actions.seal_all()
