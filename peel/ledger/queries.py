"""Reading the ledger back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from peel.ledger.models import AuditEntry, Head, Seal, Statement
from peel.ledger.rules import PEEL, Happening

FORCE = f"{PEEL}force"


def told_by_id(ids: Iterable[int], *, verbs: frozenset[str] | None = None) -> list[tuple[int, Happening]]:
    """Statements in the order of ``ids``, of some verbs or of all; an erased body reads as empty result and context."""
    order = {pk: place for place, pk in enumerate(ids)}
    found = Statement.objects.filter(pk__in=order).select_related("body")
    if verbs is not None:
        found = found.filter(verb__in=verbs)
    told = [(statement.pk, as_happening(statement)) for statement in found]
    return sorted(told, key=lambda pair: order[pair[0]])


def as_happening(statement: Statement) -> Happening:
    body = getattr(statement, "body", None)
    written = json.loads(body.canonical) if body is not None else {}
    context = dict(written.get("context", {}).get("extensions", {}))
    context.pop(FORCE, None)
    return Happening(
        statement_id=statement.statement_id,
        subject=statement.subject,
        force=statement.force,
        verb=statement.verb,
        object_type=statement.object_type,
        object_id=statement.object_id,
        happened_at=statement.happened_at,
        stored_at=statement.stored_at,
        result=written.get("result", {}),
        context=context,
    )


def history_of(subject: UUID) -> Iterator[Happening]:
    """Everything written down about one subject, newest first."""
    rows = Statement.objects.filter(subject=subject).select_related("body").order_by("-happened_at", "-pk")
    return (as_happening(row) for row in rows.iterator())


def readings_of(subject: UUID) -> QuerySet[AuditEntry]:
    """Who read this subject's record, newest first."""
    return AuditEntry.objects.filter(subjects__subject=subject).order_by("-at")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A statement with the seal that chains it; ``seal`` is None while it waits for one."""

    statement: Statement
    seal: Seal | None


def sealed(statements: Iterable[Statement]) -> list[Sealed]:
    """Each statement with its seal. A force's seals are in order of time, so each is found by halving."""
    return [Sealed(statement, _seal_of(statement)) for statement in statements]


def head_of(force: int) -> Head | None:
    """How far one force's chain has come."""
    return Head.objects.filter(force=force).first()


def _seal_of(statement: Statement) -> Seal | None:
    head = head_of(statement.force)
    if head is None:
        return None
    seals = Seal.objects.filter(force=statement.force)
    low, high = 1, head.number
    while low < high:
        middle = (low + high) // 2
        if seals.filter(number=middle, sealed_at__lt=statement.stored_at).exists():
            low = middle + 1
        else:
            high = middle
    after = seals.filter(number__gte=low, statements__contains=[statement.pk]).order_by("number")
    return after.first()
