"""Proves that nothing in the ledger was changed, cut off or slipped in, and names the first row that was.

Leaves are hashed again by the database, which holds both body and leaf; chains are hashed again here.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from peel.ledger.models import Head, Seal, Statement
from peel.ledger.rules import NOTHING, PEEL, head

CHANGED_BODY = """
SELECT min(statement.id)
FROM ledger_statement statement JOIN ledger_statementbody body ON body.statement_id = statement.id
WHERE statement.leaf <> sha256(body.salt || convert_to(body.canonical, 'UTF8'))
"""
CHANGED_COLUMNS = f"""
SELECT min(id) FROM (
  SELECT statement.*, body.canonical::jsonb AS told
  FROM ledger_statement statement JOIN ledger_statementbody body ON body.statement_id = statement.id
) written
WHERE told ->> 'id' <> statement_id::text
   OR told #>> '{{actor,account,name}}' <> subject::text
   OR split_part(told #>> '{{verb,id}}', '/', -1) <> verb
   OR told #>> '{{object,id}}' <> '{PEEL}' || object_type || '/' || object_id
   OR (told #>> '{{context,extensions,{PEEL}force}}')::bigint <> force
   OR (told ->> 'timestamp')::timestamptz <> happened_at
   OR (told ->> 'stored')::timestamptz <> stored_at
"""
BODY_GONE = """
SELECT min(statement.id) FROM ledger_statement statement
WHERE NOT EXISTS (SELECT FROM ledger_statementbody body WHERE body.statement_id = statement.id)
AND NOT EXISTS (SELECT FROM ledger_erasure erasure WHERE erasure.subject = statement.subject
                AND erasure.force = statement.force AND erasure.erased_at >= statement.stored_at)
"""
OUTSIDE_THE_CHAIN = """
WITH sealed AS (SELECT unnest(statements) AS id FROM ledger_seal)
SELECT min(statement.id) FROM ledger_statement statement
LEFT JOIN sealed ON sealed.id = statement.id
WHERE sealed.id IS NULL AND NOT EXISTS (SELECT FROM ledger_outbox outbox WHERE outbox.statement_id = statement.id)
"""
PENDING_BUT_GONE = """
SELECT min(outbox.statement_id) FROM ledger_outbox outbox
WHERE NOT EXISTS (SELECT FROM ledger_statement statement WHERE statement.id = outbox.statement_id)
"""
LEAVES = """
SELECT string_agg(statement.leaf, ''::bytea ORDER BY place), count(statement.id),
       min(sealed) FILTER (WHERE leaf IS NULL)
FROM unnest(%s::bigint[]) WITH ORDINALITY AS of_seal(sealed, place) LEFT JOIN ledger_statement statement ON id = sealed
"""
QUESTIONS = [
    (CHANGED_BODY, "Statement {row}: its body is not the one that was hashed when it was written."),
    (CHANGED_COLUMNS, "Statement {row}: its columns say something else than its body."),
    (BODY_GONE, "Statement {row}: its body is gone, and no erasure explains it."),
    (OUTSIDE_THE_CHAIN, "Statement {row}: it is neither sealed nor waiting to be sealed."),
    (PENDING_BUT_GONE, "Statement {row}: it waited to be sealed and is gone."),
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``fault`` is a sentence about the first bad row, or None when everything holds."""

    statements: int
    seals: int
    fault: str | None


def verify(*, heads: Path | None = None, progress: Callable[[int], None] = lambda done: None) -> Verdict:
    """Check every statement, seal and head, and heads exported earlier when ``heads`` names their folder.

    A tail cut off in the database and its Head row alike is found only against an exported head, which is why they
    are kept somewhere else.
    """
    statements, seals = Statement.objects.count(), Seal.objects.count()
    for fault in _faults(heads, progress):
        return Verdict(statements, seals, fault)
    return Verdict(statements, seals, None)


def _faults(heads: Path | None, progress: Callable[[int], None]) -> Iterator[str]:
    for question, sentence in QUESTIONS:
        with connection.cursor() as cursor:
            cursor.execute(question)
            row = cursor.fetchone()[0]
        if row is not None:
            yield sentence.format(row=row)
    known = {known.force: known for known in Head.objects.all()}
    forces = set(Seal.objects.values_list("force", flat=True).distinct()) | set(known)
    for force in sorted(forces):
        yield from _chain_faults(force, known.get(force), progress)
    if heads is not None:
        yield from _exported_faults(heads)


def _chain_faults(force: int, known: Head | None, progress: Callable[[int], None]) -> Iterator[str]:
    previous, number, total = NOTHING, 0, 0
    for seal in Seal.objects.filter(force=force).order_by("number").iterator(chunk_size=20):
        number += 1
        total += len(seal.statements)
        if seal.number != number:
            yield f"Force {force}: seal {number} is missing."
        leaves, count, missing = _leaves(seal)
        if missing is not None:
            yield f"Statement {missing}: it was sealed (force {force}, seal {number}) and is gone."
        if bytes(seal.previous) != previous or bytes(seal.head) != head(previous, [leaves]) or seal.total != total:
            yield f"Force {force}: seal {number} does not follow from what was before it."
        previous = bytes(seal.head)
        progress(count)
    if known is None:
        yield f"Force {force}: it has seals but no head."
    elif (known.number, known.total, bytes(known.head)) != (number, total, previous):
        yield (
            f"Force {force}: the chain ends at seal {number} with {total} statements; "
            f"its head says {known.number} with {known.total}."
        )


def _leaves(seal: Seal) -> tuple[bytes, int, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(LEAVES, [seal.statements])
        leaves, count, missing = cursor.fetchone()
    return bytes(leaves or b""), count, missing


def _exported_faults(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("heads-*.json")):
        for one in json.loads(file.read_text())["heads"]:
            seal = Seal.objects.filter(force=one["force"], number=one["number"]).first()
            if seal is None or bytes(seal.head).hex() != one["head"] or seal.total != one["total"]:
                yield f"Force {one['force']}: seal {one['number']} is not the one exported in {file.name}."


def export_heads(folder: Path, *, day: str) -> Path:
    """Write today's heads to ``heads-DAY.json``, to be kept where whoever keeps the database has no hand."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"heads-{day}.json"
    heads = [
        {"force": one.force, "number": one.number, "total": one.total, "head": bytes(one.head).hex()}
        for one in Head.objects.order_by("force")
    ]
    file.write_text(json.dumps({"day": day, "heads": heads}, indent=1))
    return file
