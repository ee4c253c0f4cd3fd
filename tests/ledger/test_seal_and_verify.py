from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from peel.ledger import actions
from peel.ledger.models import Head, Seal, Statement
from peel.ledger.verify import export_heads, verify
from tests.ledger.written import sealed, told

pytestmark = pytest.mark.django_db


@contextmanager
def somebody_with_all_rights() -> Iterator[None]:
    """Triggers off, as a superuser at the database's own console could."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def change(sql: str) -> None:
    with somebody_with_all_rights(), connection.cursor() as cursor:
        cursor.execute(sql)


def three_batches() -> None:
    for number in range(3):
        told(number=number)
        told(number=number, force=2)
        sealed()


def test_an_untouched_ledger_holds():
    three_batches()
    told(number=9)

    verdict = verify()

    assert (verdict.statements, verdict.seals, verdict.fault) == (7, 6, None)


def test_each_force_has_a_chain_of_its_own():
    three_batches()

    assert list(Head.objects.order_by("force").values_list("force", "number", "total")) == [(1, 3, 3), (2, 3, 3)]


def test_the_sealer_leaves_what_is_still_under_way():
    told()

    assert (actions.seal_pending(), Seal.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("tampering", "sentence"),
    [
        ("UPDATE ledger_statementbody SET canonical = replace(canonical, '3', '4') WHERE statement_id = {first}",
         "Statement {first}: its body is not the one that was hashed when it was written."),
        ("UPDATE ledger_statement SET verb = 'passed' WHERE id = {first}",
         "Statement {first}: its columns say something else than its body."),
        ("UPDATE ledger_statement SET happened_at = happened_at - interval '1 day' WHERE id = {first}",
         "Statement {first}: its columns say something else than its body."),
        ("UPDATE ledger_statement SET subject = gen_random_uuid() WHERE id = {first}",
         "Statement {first}: its columns say something else than its body."),
        ("DELETE FROM ledger_statementbody WHERE statement_id = {first}",
         "Statement {first}: its body is gone, and no erasure explains it."),
        ("DELETE FROM ledger_statement WHERE id = {first}",
         "Statement {first}: it was sealed (force 1, seal 1) and is gone."),
        ("DELETE FROM ledger_seal WHERE force = 1 AND number = 2",
         "Statement {third}: it is neither sealed nor waiting to be sealed."),
        ("UPDATE ledger_seal SET statements = statements[:0] WHERE force = 1 AND number = 3; "
         "DELETE FROM ledger_statement WHERE id = {last}; DELETE FROM ledger_statementbody WHERE statement_id = {last}",
         "Force 1: seal 3 does not follow from what was before it."),
        ("DELETE FROM ledger_seal WHERE force = 1 AND number = 3; DELETE FROM ledger_statement WHERE id = {last}",
         "Force 1: the chain ends at seal 2 with 2 statements; its head says 3 with 3."),
        ("DELETE FROM ledger_seal; DELETE FROM ledger_statement; DELETE FROM ledger_statementbody",
         "Force 1: the chain ends at seal 0 with 0 statements; its head says 3 with 3."),
    ],
)  # fmt: skip
def test_tampering_is_found_and_the_first_bad_row_named(tampering: str, sentence: str):
    three_batches()
    ids = list(Statement.objects.filter(force=1).order_by("pk").values_list("pk", flat=True))
    rows = {"first": ids[0], "third": ids[1], "last": ids[2]}

    change(tampering.format(**rows))

    assert verify().fault == sentence.format(**rows)


def test_a_tail_cut_off_with_its_head_is_found_against_an_exported_head(tmp_path: Path):
    three_batches()
    export_heads(tmp_path, day="2026-11-21")
    last = Statement.objects.filter(force=1).latest("pk").pk

    change(
        "DELETE FROM ledger_seal WHERE force = 1 AND number = 3;"
        f"DELETE FROM ledger_statement WHERE id = {last}; DELETE FROM ledger_statementbody WHERE statement_id = {last};"
        "UPDATE ledger_head SET number = 2, total = 2, head = seal.head FROM ledger_seal seal"
        " WHERE seal.force = 1 AND seal.number = 2 AND ledger_head.force = 1"
    )

    assert verify().fault is None
    assert verify(heads=tmp_path).fault == "Force 1: seal 3 is not the one exported in heads-2026-11-21.json."


def test_a_waiting_statement_that_vanished_is_found():
    told()
    first = Statement.objects.get().pk

    change("DELETE FROM ledger_statement; DELETE FROM ledger_statementbody")

    assert verify().fault == f"Statement {first}: it waited to be sealed and is gone."


def test_lawful_erasure_leaves_chain_and_counts():
    subject = uuid4()
    told(subject=subject)
    told()
    sealed()

    erasure = actions.erase_bodies(subject=subject, force=1, reference="Retention 2026/7", decided_by=uuid4())

    verdict = verify()
    assert (erasure.statements, verdict.statements, verdict.fault) == (1, 2, None)
    assert Statement.objects.filter(body=None).count() == 1


def test_erasing_touches_no_other_force_and_nothing_later():
    subject = uuid4()
    told(subject=subject, force=1)
    told(subject=subject, force=2)
    actions.erase_bodies(subject=subject, force=1, reference="Retention 2026/7", decided_by=uuid4())
    told(subject=subject, force=1)

    actions.reapply_erasures()

    assert Statement.objects.filter(body=None).count() == 1
