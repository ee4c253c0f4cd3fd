import pytest
from django.db import ProgrammingError, connection, transaction

from peel.foundation.rights import ROLE
from peel.ledger import reference
from tests.ledger.written import sealed, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_pages() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")


def test_pages_can_write_and_seal(as_pages: None):
    told()

    assert sealed() == 1


@pytest.mark.parametrize("table", reference.ADD_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "TRUNCATE {}"])
def test_pages_have_no_right_to_change_the_ledger(as_pages: None, table: str, change: str):
    column = "statement_id" if table == "ledger_statementbody" else "id"

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table).replace("id = id", f"{column} = {column}"))


def test_pages_own_no_table(as_pages: None):
    with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_statement DISABLE TRIGGER ALL")


def test_rights_can_be_given_again():
    reference.load()
    reference.load()
