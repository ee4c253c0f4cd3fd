"""Bringing sealed statements to the rooms that subscribed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction

from peel.foundation import clock
from peel.ledger.models import Seal, Subscription, Undelivered
from peel.ledger.queries import told_by_id
from peel.ledger.rules import Happening, next_try_minutes
from peel.ledger.subscribers import SUBSCRIBERS, Subscriber

SEALS_AT_ONCE = 2


@transaction.atomic
def deliver(subscriber: Subscriber, *, seals: int = SEALS_AT_ONCE) -> int:
    """Let one subscriber take in its next seals; returns how many statements it has now behind it.

    Position and effects commit together. The whole batch is offered first; if it is refused, each statement alone, and
    those refused alone are kept as :class:`Undelivered`.
    """
    Subscription.objects.get_or_create(name=subscriber.name)
    position = Subscription.objects.select_for_update(skip_locked=True).filter(name=subscriber.name).first()
    if position is None:
        return 0
    batch = list(Seal.objects.filter(pk__gt=position.seal).order_by("pk")[:seals])
    if not batch:
        return 0
    passed = [statement for seal in batch for statement in seal.statements]
    _offer(subscriber, told_by_id(passed, verbs=subscriber.verbs))
    position.seal = batch[-1].pk
    position.save(update_fields=["seal"])
    return len(passed)


def deliver_all() -> int:
    """Let every subscriber take in all there is; returns how many statements were passed."""
    total = 0
    for subscriber in SUBSCRIBERS.values():
        while passed := deliver(subscriber):
            total += passed
    return total


def retry_undelivered() -> int:
    """Try again what is due; returns how many were taken in. Each subject's oldest goes first."""
    due = Undelivered.objects.filter(next_try_at__lte=clock.now()).order_by("statement_id")
    return sum(try_again(waiting) for waiting in due.iterator() if waiting.subscriber in SUBSCRIBERS)


@transaction.atomic
def try_again(waiting: Undelivered) -> bool:
    """Offer one kept statement again, unless an older one of the same subject still waits before it."""
    row = Undelivered.objects.select_for_update(skip_locked=True).filter(pk=waiting.pk).first()
    if row is None:
        return False
    before = Undelivered.objects.filter(
        subscriber=row.subscriber, subject=row.subject, statement_id__lt=row.statement_id
    )
    if before.exists():
        return False
    told = told_by_id([row.statement_id])
    error = _refusal(SUBSCRIBERS[row.subscriber], [happening for _, happening in told])
    if error is None:
        row.delete()
        return True
    row.attempts += 1
    row.error = error
    row.next_try_at = _next_try(row.attempts)
    row.save()
    return False


def _offer(subscriber: Subscriber, wanted: Sequence[tuple[int, Happening]]) -> None:
    blocked = set(
        Undelivered.objects.filter(
            subscriber=subscriber.name, subject__in={happening.subject for _, happening in wanted}
        ).values_list("subject", flat=True)
    )
    free = [(pk, happening) for pk, happening in wanted if happening.subject not in blocked]
    if free and _refusal(subscriber, [happening for _, happening in free]) is None:
        free = []
    for pk, happening in wanted:
        if happening.subject in blocked:
            _keep(subscriber, pk, happening, error="Waits behind an earlier statement of the same person.")
        elif free and (error := _refusal(subscriber, [happening])) is not None:
            blocked.add(happening.subject)
            _keep(subscriber, pk, happening, error=error)


def _refusal(subscriber: Subscriber, told: list[Happening]) -> str | None:
    """Why a subscriber could not take these in, undone to the last row; None when it did.

    Any error of a room above is caught here on purpose: one room's mistake must not stop the others.
    """
    try:
        with transaction.atomic():
            subscriber.take(told)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, DatabaseError) as error:
        return f"{type(error).__name__}: {error}"[:2000]
    return None


def _keep(subscriber: Subscriber, pk: int, happening: Happening, *, error: str) -> None:
    Undelivered.objects.create(
        subscriber=subscriber.name,
        statement_id=pk,
        subject=happening.subject,
        error=error,
        next_try_at=_next_try(1),
        first_failed_at=clock.now(),
    )


def _next_try(attempts: int) -> datetime | None:
    minutes = next_try_minutes(attempts)
    return None if minutes is None else clock.now() + timedelta(minutes=minutes)
