"""What the worker does again and again for the ledger."""

from peel.foundation.ticking import every
from peel.ledger import actions


def seal_and_deliver() -> None:
    """Seal what was written and bring it to the rooms that subscribed."""
    actions.seal_pending()
    actions.deliver_all()


def begin() -> None:
    every(1, do=seal_and_deliver)
    every(30, do=actions.retry_undelivered)
