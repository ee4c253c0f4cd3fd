from datetime import date, timedelta

import pytest

from peel.foundation import clock
from peel.ledger.models import AuditEntry, Statement
from peel.people import actions, followers
from peel.people.access import people_for
from peel.people.actions.hr_import import HrFile, import_people
from peel.people.models import Force, Person, Post, RoleHeld, Service, Supervision
from peel.people.rules.hr_import import ForceWords
from tests.people.factories import (
    AccountFactory,
    ForceFactory,
    PersonFactory,
    PostFactory,
    RoleHeldFactory,
    SupervisionFactory,
    UnitFactory,
    client_of,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def saturday(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def post() -> Post:
    return PostFactory()


@pytest.fixture
def admin(post: Post) -> Person:
    """Who brings people in from HR where the post is."""
    person: Person = PostFactory(unit=UnitFactory(force=post.force)).person
    RoleHeldFactory(person=person, role="force-administrator")
    return person


@pytest.fixture
def eastfold() -> Force:
    return ForceFactory(code="eastfold", name="Eastfold Police")


def test_one_service_ends_and_another_begins_and_it_is_the_same_person(post, admin, eastfold):
    begun = actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=admin, employee_number="E77")

    person = Person.objects.get(pk=post.person_id)
    assert (begun.person, begun.force, begun.employee_number, begun.starts) == (person, eastfold, "E77", MONDAY)
    assert person.home_force == eastfold
    assert Service.objects.get(pk=post.service_id).ends == MONDAY - timedelta(days=1)


def test_posts_end_and_the_past_reads_as_it_was_known(post, admin, eastfold):
    actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=admin)

    assert not Post.objects.held(TODAY).filter(person=post.person).exists()
    assert Post.objects.held(date(2026, 11, 15)).get(person=post.person).unit == post.unit
    post.refresh_from_db()
    assert (post.ends, post.retracted_at is not None) == (None, True)


def test_roles_and_supervision_end_and_the_way_in_stays(post, admin, eastfold):
    role = RoleHeldFactory(person=post.person, role="author")
    SupervisionFactory(person=post.person, supervisor=admin)
    SupervisionFactory(person=PersonFactory(), supervisor=post.person)
    account = AccountFactory(person=post.person)

    actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=admin)

    account.refresh_from_db()
    assert account.is_active
    assert not RoleHeld.objects.held(TODAY).filter(pk=role.pk).exists()
    assert not Supervision.objects.filter(during__contains=clock.now() + timedelta(seconds=1)).exists()


def test_it_is_told_to_both_forces_and_to_the_rooms_above(post, admin, eastfold, monkeypatch):
    told = []
    monkeypatch.setattr(followers, "_leave", [lambda who, **words: told.append((who, words["force"], words["on"]))])

    actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=admin)

    assert told == [(post.person, post.force, MONDAY - timedelta(days=1))]
    statement = Statement.objects.get(verb="transferred")
    assert (statement.subject, statement.force, statement.object_id) == (post.person.subject, eastfold.pk, "eastfold")
    audits = AuditEntry.objects.filter(verb="transferred").order_by("pk")
    assert [(entry.actor, entry.force) for entry in audits] == [
        (admin.subject, post.force_id),
        (admin.subject, eastfold.pk),
    ]


def test_the_old_force_no_longer_finds_them_among_its_people(post, admin, eastfold):
    assert people_for(admin).filter(pk=post.person_id).exists()

    actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=admin)

    assert not people_for(Person.objects.get(pk=admin.pk)).filter(pk=post.person_id).exists()


def test_the_same_transfer_again_changes_nothing(post, admin, eastfold):
    first = actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=admin)
    again = actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=admin)

    assert again == first
    assert Service.objects.filter(person=post.person).count() == 2
    assert AuditEntry.objects.filter(verb="transferred").count() == 2


def test_whoever_serves_in_two_forces_leaves_one_and_keeps_the_other(post, admin, eastfold):
    special = PostFactory(person=post.person, unit=UnitFactory(force=ForceFactory(code="westby")))

    actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=admin)

    assert list(Post.objects.held(TODAY).filter(person=post.person)) == [special]


@pytest.mark.parametrize(
    ("to", "first_day", "said"),
    [
        ("own", MONDAY, "Choose another force."),
        ("national", MONDAY, "Choose another force."),
        ("eastfold", TODAY + timedelta(days=1), "A transfer is written down on its first day or after, not ahead."),
        ("eastfold", date(2020, 1, 6), "They began here only on 6 Jan 2020."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(post, admin, eastfold, to, first_day, said):
    force = {"own": post.force, "eastfold": eastfold}.get(to) or Force.objects.get(code="national")

    with pytest.raises(actions.NotTransferred, match=said):
        actions.transfer(post.person, to=force, first_day=first_day, by=admin)


def test_only_who_brings_people_in_transfers_them(post, eastfold):
    sergeant = PostFactory(unit=post.unit, leads=True).person

    with pytest.raises(actions.NotTransferred, match="for those who bring people in from HR"):
        actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=sergeant)


def test_whoever_serves_nowhere_cannot_be_transferred(admin, eastfold):
    with pytest.raises(actions.NotTransferred, match="They do not serve in"):
        actions.transfer(PersonFactory(), to=eastfold, first_day=MONDAY, by=admin)


def test_the_new_forces_extract_finds_them_by_name_and_numbers_them(post, admin, eastfold):
    actions.transfer(post.person, to=eastfold, first_day=MONDAY, by=admin)
    row = {
        "Employee Number": "E1",
        "Surname": post.person.family_name,
        "Forename": post.person.given_name,
        "Rank": "PC",
        "Team": "Response A",
        "Start Date": "01/09/2009",
    }

    import_people([(2, row)], file=HrFile("hr.csv", "0" * 64, list(row), ForceWords()), force=eastfold, by=None)

    assert Person.objects.filter(family_name=post.person.family_name).count() == 1
    assert Post.objects.held(TODAY).get(person=post.person).unit.name == "Response A"
    assert Service.objects.get(person=post.person, force=eastfold).employee_number == "E1"


def test_the_page_transfers_and_says_so(post, admin, eastfold):
    client = client_of(admin)
    page = f"/people/{post.person_id}/transfer/"

    asked = client.get(page)
    done = client.post(page, {"to": eastfold.pk, "first_day": "2026-11-16", "employee_number": ""}, follow=True)

    assert f"{post.person.name} serves in {post.force}" in asked.content.decode()
    assert f"{post.person.name} serves in Eastfold Police now." in done.content.decode()


def test_the_page_says_why_not(post, admin, eastfold):
    page = f"/people/{post.person_id}/transfer/"

    said = client_of(admin).post(page, {"to": eastfold.pk, "first_day": "2027-01-04"})

    assert "on its first day or after" in said.content.decode()
    assert Service.objects.filter(person=post.person).count() == 1
