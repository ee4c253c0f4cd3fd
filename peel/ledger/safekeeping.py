"""What a backup keeps of the ledger beside its tables, and what another server makes wrong."""

from collections.abc import Iterator
from typing import Any

from peel.ledger.actions import make_ready_after_restore, reapply_erasures
from peel.ledger.models import Head


def facts() -> list[dict[str, Any]]:
    """The head of every force's chain."""
    return [
        {"force": head.force, "number": head.number, "total": head.total, "head": bytes(head.head).hex()}
        for head in Head.objects.order_by("force")
    ]


def after_restore(told: list[dict[str, Any]] | None) -> Iterator[str]:
    """Heads must be those that were backed up; what was erased by law is erased again."""
    found = facts()
    for was in told or []:
        if was not in found:
            yield f"the chain of force {was['force']} does not end at seal {was['number']} as it did."
    make_ready_after_restore()
    reapply_erasures()
