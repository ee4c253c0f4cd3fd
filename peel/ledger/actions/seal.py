"""Giving statements their final order and chaining them."""

from collections import defaultdict

from django.db import connection, transaction

from peel.foundation import clock
from peel.ledger.models import Head, Seal
from peel.ledger.rules import NOTHING, head

SEALER = 0x5EA1
BATCH = 20_000
PENDING = """
SELECT outbox.statement_id, statement.force, statement.leaf
FROM ledger_outbox outbox JOIN ledger_statement statement ON statement.id = outbox.statement_id
WHERE outbox.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY outbox.xid, outbox.statement_id LIMIT %s
"""


@transaction.atomic
def seal_pending(*, limit: int = BATCH) -> int:
    """Seal what was committed before any transaction still under way; returns how many statements.

    Only one sealer works at a time (others return 0), so seals commit in the order of their ids and no subscriber can
    read past one that is still to come.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(PENDING, [limit])
        rows = cursor.fetchall()
        if not rows:
            return 0
        by_force: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
        for statement, force, told_leaf in rows:
            by_force[force].append((statement, bytes(told_leaf)))
        for force, told in sorted(by_force.items()):
            _chain(force, told)
        cursor.execute("DELETE FROM ledger_outbox WHERE statement_id = ANY(%s)", [[row[0] for row in rows]])
    return len(rows)


def seal_all() -> int:
    """Seal until nothing is pending; returns how many statements."""
    total = 0
    while sealed := seal_pending():
        total += sealed
    return total


def _chain(force: int, told: list[tuple[int, bytes]]) -> None:
    last = Head.objects.select_for_update().filter(force=force).first()
    previous = bytes(last.head) if last else NOTHING
    seal = Seal.objects.create(
        force=force,
        number=(last.number if last else 0) + 1,
        statements=[statement for statement, _ in told],
        total=(last.total if last else 0) + len(told),
        previous=previous,
        head=head(previous, (one for _, one in told)),
        sealed_at=clock.now(),
    )
    Head.objects.update_or_create(force=force, defaults={"number": seal.number, "total": seal.total, "head": seal.head})


def make_ready_after_restore() -> None:
    """Let the sealer take everything pending: transaction numbers of another server mean nothing here."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_outbox SET xid = 0")
