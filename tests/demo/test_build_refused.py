"""What stops a demo from being built, and that nothing is left of it then."""

import pytest

from peel.demo.actions import people as acts
from peel.demo.actions.build import build
from peel.foundation.refusal import Refusal
from peel.people.models import Force, Person
from tests.people.factories import ForceFactory

pytestmark = pytest.mark.django_db


def test_a_database_with_a_real_force_is_refused():
    ForceFactory(live=True)

    with pytest.raises(Refusal, match="not a demonstration"):
        build(people=400, seed=1)

    assert not Force.objects.filter(code="northmarch").exists()


@pytest.mark.parametrize("people", [49, 250_001])
def test_a_size_that_cannot_be_built_is_refused(people):
    with pytest.raises(Refusal, match="between 50 and 250,000"):
        build(people=people, seed=1)


def test_nothing_is_left_when_building_fails(monkeypatch):
    monkeypatch.setattr(acts, "give_second_jobs", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        build(people=400, seed=1)

    assert Person.objects.count() == 0
