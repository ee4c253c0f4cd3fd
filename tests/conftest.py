"""What every room's tests start from: a database, a site, a browser."""

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.database import TestDatabase, test_server


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """This worker's name: ``gw0``, or ``solo`` without workers."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "solo"))


@pytest.fixture(scope="session")
def test_database(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, worker: str
) -> Iterator[TestDatabase]:
    database = TestDatabase(worker)
    with django_db_blocker.unblock(), test_server():
        database.make()
        yield database
        database.drop()


@pytest.fixture(scope="session")
def django_db_setup(test_database: TestDatabase) -> Iterator[None]:
    """After a test that commits, the clone is made anew: reference rows and sequences return, and tables that
    refuse TRUNCATE need no back door."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: test_database.renew())
        yield
