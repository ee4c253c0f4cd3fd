"""One demo for a whole file of tests: building it takes seconds, reading it does not."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from peel.demo.actions.build import Demo, build
from tests.database import TestDatabase

PEOPLE = 400


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker, test_database: TestDatabase) -> Iterator[Demo]:
    """A committed demo of 400 people; the database is made anew afterwards."""
    with django_db_blocker.unblock():
        test_database.renew()
        yield build(people=PEOPLE, seed=1)
        test_database.renew()
