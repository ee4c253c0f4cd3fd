"""The demo in the database: there once, the same for the same seed, and never in a real force's database."""

import pytest
from django.db import connection

from peel.demo.actions.build import build
from peel.demo.rules.cast import KEYS
from peel.demo.rules.margins import workforce_of
from peel.duty.models import Absence, PatternWorked
from peel.foundation import clock
from peel.people.access import people_for
from peel.people.models import Account, Person, PersonType, Post, Service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def person(key: str) -> Person:
    return Account.objects.get(email=f"{key}@demo.peel.example").person


def test_every_button_has_a_person_without_a_password(demo):
    accounts = Account.objects.filter(email__endswith="@demo.peel.example")

    assert {account.email.split("@")[0] for account in accounts} == set(KEYS)
    assert [account for account in accounts if account.has_usable_password()] == []


def test_building_again_finds_it_and_changes_nothing(demo):
    before = Person.objects.count(), Post.objects.count(), Absence.objects.count()

    again = build(people=400, seed=1)

    assert (demo.built, again.built) == (True, False)
    assert (Person.objects.count(), Post.objects.count(), Absence.objects.count()) == before


def test_northmarch_has_its_people_by_type(demo):
    serving = Service.objects.filter(force__code="northmarch", ends=None)

    assert serving.count() == 400
    officers = sum(count for cell, count in workforce_of(400) if cell.person_type == "officer")
    assert serving.filter(person_type=PersonType.OFFICER).count() == officers


def test_the_sergeant_sees_the_twelve_of_response_c(demo):
    seen = people_for(person("sergeant")).exclude(pk=person("sergeant").pk)

    assert seen.count() == 12
    assert person("constable") in seen


def test_the_stranger_sees_nobody_of_northmarch(demo):
    assert list(people_for(person("stranger"))) == [person("stranger")]


def test_the_commander_sees_all_of_harbour_and_the_auditor_the_whole_force(demo):
    assert people_for(person("commander")).count() > 200
    assert people_for(person("auditor")).filter(home_force__code="northmarch").count() == 400


def test_somebody_serves_two_forces(demo):
    staff = Service.objects.filter(force__code="northmarch", person_type="staff", ends=None).values("person")
    both = Person.objects.filter(services__force__code="blackhaven", pk__in=staff)

    assert both.count() == 3


def test_every_team_works_a_pattern(demo):
    units = Post.objects.filter(force__code="northmarch", retracted_at=None).values("unit").distinct()

    assert units.exclude(unit__in=PatternWorked.objects.exclude(unit=None).values("unit")).count() == 0


def test_nobody_joins_after_today(demo):
    assert Service.objects.filter(starts__gt=clock.today()).count() == 0


def test_ids_handed_out_later_are_free(demo):
    highest = Person.objects.order_by("-pk").values_list("pk", flat=True)[0]

    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('people_person', 'id'))")
        following = cursor.fetchone()[0]

    assert following > highest
