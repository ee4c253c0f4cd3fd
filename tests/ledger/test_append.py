from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from peel.ledger import actions
from peel.ledger.actions.append import happening
from peel.ledger.models import Outbox, Seal, Statement, StatementBody
from peel.ledger.queries import history_of
from peel.ledger.rules import leaf
from peel.ledger.subscribers import _reactions, react
from tests.ledger.written import sealed, told

pytestmark = pytest.mark.django_db


def test_an_append_writes_statement_body_and_outbox():
    happened = told(number=5)

    statement = Statement.objects.get()
    body = StatementBody.objects.get()
    assert (statement.statement_id, statement.object_id) == (happened.statement_id, "5")
    assert bytes(statement.leaf) == leaf(bytes(body.salt), body.canonical)
    assert list(Outbox.objects.values_list("statement_id", flat=True)) == [statement.pk]


def test_an_append_costs_one_query(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        told()


def test_many_are_written_in_the_order_given():
    subject = uuid4()
    many = [
        happening(subject=subject, force=1, verb="awarded", object_type="award", object_id=number)
        for number in range(50)
    ]

    count = actions.append_many(many)

    order = list(Statement.objects.order_by("pk").values_list("object_id", flat=True))
    assert (count, order) == (50, [str(number) for number in range(50)])
    assert Outbox.objects.count() == 50


def test_what_was_written_is_read_back():
    subject = uuid4()
    first = told(subject=subject, number=1)
    second = told(subject=subject, number=2)
    told()

    assert list(history_of(subject)) == [second, first]


def test_a_reaction_that_refuses_takes_the_statement_with_it():
    def refuse(_: object) -> None:
        raise ValueError("no such skill")

    react("refused-in-test", refuse)
    try:
        with pytest.raises(ValueError, match="no such skill"), transaction.atomic():
            told(verb="refused-in-test")
    finally:
        _reactions.pop("refused-in-test")

    assert Statement.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_statement SET verb = 'failed'",
        "DELETE FROM ledger_statement",
        "TRUNCATE ledger_statement",
        "UPDATE ledger_statementbody SET canonical = ''",
        "DELETE FROM ledger_statementbody",
        "TRUNCATE ledger_statementbody",
        "UPDATE ledger_seal SET head = ''",
        "DELETE FROM ledger_seal",
        "TRUNCATE ledger_seal",
        "DELETE FROM ledger_head",
        "UPDATE ledger_auditentry SET purpose = ''",
        "DELETE FROM ledger_auditentry",
        "DELETE FROM ledger_auditsubject",
        "DELETE FROM ledger_erasure",
    ],
)
def test_the_ledger_refuses_changes(change: str):
    told()
    sealed()
    actions.audit_reading(reader=uuid4(), force=1, subjects=[uuid4()], purpose="Team")

    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert (Statement.objects.count(), Seal.objects.count()) == (1, 1)
