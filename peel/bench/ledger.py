"""What the ledger costs: an append against a bare insert of the same size, and proving a million statements."""

import os
import time
from uuid import uuid4

from django.db import connection, transaction

from peel.bench.measures import Measure
from peel.ledger import actions
from peel.ledger.actions.append import happening
from peel.ledger.verify import verify

APPENDS = 3000
MILLION = 1_000_000


def append_against_bare_insert() -> Measure:
    """Each in its own transaction, in turn, on the same connection; the ratio is appends per insert."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_bare (id bigserial PRIMARY KEY, told text)")
        subject, text = uuid4(), os.urandom(280).hex()
        took = {"append": 0.0, "insert": 0.0}
        for _ in range(APPENDS // 100):
            began = time.perf_counter()
            for _ in range(100):
                with transaction.atomic():
                    cursor.execute("INSERT INTO bench_bare (told) VALUES (%s)", [text])
            middle = time.perf_counter()
            for number in range(100):
                actions.append(subject=subject, force=1, verb="progressed", object_type="lesson", object_id=number)
            took["insert"] += middle - began
            took["append"] += time.perf_counter() - middle
        cursor.execute("DROP TABLE bench_bare")
    share = took["insert"] / took["append"]
    return Measure(
        name="ledger append",
        ratio=share,
        per_s=APPENDS / took["append"],
        target="≥ 0.5 of a bare single-row insert of the same size",
        met=share >= 0.5,
    )


def prove_a_million() -> Measure:
    """Time of ``peel ledger verify`` for a million statements, scaled from what is there."""
    actions.seal_all()
    began = time.perf_counter()
    verdict = verify()
    seconds = time.perf_counter() - began
    if verdict.fault:
        raise RuntimeError(verdict.fault)
    for_a_million = seconds * MILLION / max(verdict.statements, 1)
    return Measure(
        name=f"ledger verify, {verdict.statements:,} statements, seconds for a million",
        p50_ms=for_a_million * 1000,
        per_s=verdict.statements / seconds,
        target="a million in ≤ 60 s",
        met=for_a_million <= 60,
    )


def fill(count: int) -> None:
    """Statements to prove, where there are too few."""
    subjects = [uuid4() for _ in range(1000)]
    for start in range(0, count, 50_000):
        with transaction.atomic():
            actions.append_many(
                happening(
                    subject=subjects[n % 1000], force=1 + n % 3, verb="completed", object_type="lesson", object_id=n
                )
                for n in range(start, min(start + 50_000, count))
            )
        actions.seal_all()
