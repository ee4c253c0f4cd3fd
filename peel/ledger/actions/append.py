"""Writing statements down."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from peel.foundation import clock
from peel.ledger.rules import Happening, canonical, leaf
from peel.ledger.subscribers import reactions_to

COLUMNS = "statement_id, subject, force, verb, object_type, object_id, happened_at, stored_at, leaf"
APPEND = "SELECT ledger_append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def happening(
    *,
    subject: UUID,
    force: int,
    verb: str,
    object_type: str,
    object_id: object,
    happened_at: datetime | None = None,
    result: Mapping[str, object] | None = None,
    context: Mapping[str, object] | None = None,
    statement_id: UUID | None = None,
) -> Happening:
    """What happened, now unless said otherwise."""
    now = clock.now()
    return Happening(
        statement_id=statement_id or uuid4(),
        subject=subject,
        force=force,
        verb=verb,
        object_type=object_type,
        object_id=str(object_id),
        happened_at=happened_at or now,
        stored_at=now,
        result=result or {},
        context=context or {},
    )


@transaction.atomic(savepoint=False)
def append(
    *,
    subject: UUID,
    force: int,
    verb: str,
    object_type: str,
    object_id: object,
    happened_at: datetime | None = None,
    result: Mapping[str, object] | None = None,
    context: Mapping[str, object] | None = None,
    statement_id: UUID | None = None,
) -> Happening:
    """Write one thing down, and let the rooms that must show it at once react, all in one transaction.

    One round trip: statement, body and outbox in one call. ``result`` and ``context`` are xAPI's and never
    hold private text. No savepoint: what a reaction refuses takes the whole action with it.
    """
    told = happening(
        subject=subject,
        force=force,
        verb=verb,
        object_type=object_type,
        object_id=object_id,
        happened_at=happened_at,
        result=result,
        context=context,
        statement_id=statement_id,
    )
    append_without_reactions(told)
    for reaction in reactions_to(told.verb):
        reaction(told)
    return told


def append_without_reactions(told: Happening) -> None:
    """One row, body and outbox entry. For actions that have already done what a reaction would do."""
    salt = secrets.token_bytes(16)
    text = canonical(told)
    row = _columns(told, leaf(salt, text))
    with connection.cursor() as cursor:
        cursor.execute(APPEND, (*row, salt, text))


@transaction.atomic
def append_many(happenings: Iterable[Happening]) -> int:
    """Write many things down by COPY, in the order given; reactions are not called. Returns how many.

    For imports and bulk actions, which bring their own effects about in bulk.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS told_now (LIKE ledger_statement, salt bytea, canonical text)"
        )
        cursor.execute("ALTER TABLE told_now ALTER COLUMN id DROP NOT NULL")
        cursor.execute("TRUNCATE told_now")
        count = 0
        with cursor.copy(f"COPY told_now ({COLUMNS}, salt, canonical) FROM STDIN") as copy:
            for told in happenings:
                salt = secrets.token_bytes(16)
                text = canonical(told)
                copy.write_row([*_columns(told, leaf(salt, text)), salt, text])
                count += 1
        cursor.execute("UPDATE told_now SET id = nextval(pg_get_serial_sequence('ledger_statement', 'id'))")
        cursor.execute(f"INSERT INTO ledger_statement (id, {COLUMNS}) SELECT id, {COLUMNS} FROM told_now")
        cursor.execute(
            "INSERT INTO ledger_statementbody (statement_id, salt, canonical) SELECT id, salt, canonical FROM told_now"
        )
        cursor.execute(
            "INSERT INTO ledger_outbox (statement_id, xid) SELECT id, pg_current_xact_id()::text::bigint FROM told_now"
        )
        cursor.execute("DROP TABLE told_now")
    return count


def _columns(told: Happening, told_leaf: bytes) -> list[UUID | int | str | datetime | bytes]:
    return [
        told.statement_id,
        told.subject,
        told.force,
        told.verb,
        told.object_type,
        told.object_id,
        told.happened_at,
        told.stored_at,
        told_leaf,
    ]
