import pytest
from django.core.cache import cache

from tests.people.factories import PostFactory


@pytest.fixture(autouse=True)
def nothing_remembered(db):
    cache.clear()


@pytest.fixture
def ana():
    """A constable of a force."""
    return PostFactory().person


@pytest.fixture
def ben(ana):
    """Another constable of the same force."""
    from tests.people.factories import UnitFactory

    return PostFactory(unit=UnitFactory(force=ana.home_force)).person
