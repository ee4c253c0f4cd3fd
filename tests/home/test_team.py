from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from peel.foundation import clock
from peel.ledger.models import AuditSubject
from peel.people.models import Person, Post
from peel.skills.actions.restand import restand
from tests.people.factories import ForceFactory, PersonFactory, PostFactory, SupervisionFactory, UnitFactory, client_of
from tests.skills.factories import AwardFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sergeant() -> Post:
    return PostFactory(unit=UnitFactory(name="Response C"), leads=True)


def member(sergeant: Post, name: str) -> Person:
    person = PersonFactory(family_name=name, home_force=sergeant.force)
    PostFactory(person=person, unit=sergeant.unit)
    return person


def words_of(person: Person, path: str = "/team/") -> str:
    answer = client_of(person).get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_heading_counts_people_and_each_has_a_line(sergeant: Post):
    taser = SkillFactory(name="Taser")
    for name in ("Rahman", "Whitlock"):
        AwardFactory(person=member(sergeant, name), skill=taser, achieved_on=clock.today() - timedelta(days=500))
    fine = member(sergeant, "Tully")
    AwardFactory(person=fine, skill=taser, achieved_on=clock.today())
    restand(Person.objects.all())

    words = words_of(sergeant.person)

    assert "<h1>Two people have a lapsed skill.</h1>" in words
    assert "Rahman and Whitlock: Taser" in words


def test_a_team_in_date_says_so(sergeant: Post):
    AwardFactory(person=member(sergeant, "Tully"), achieved_on=clock.today())
    restand(Person.objects.all())

    assert "<h1>Nobody has a lapsed skill.</h1>" in words_of(sergeant.person)


def test_everybody_shown_is_written_down_as_read(sergeant: Post):
    shown = {member(sergeant, name).subject for name in ("Adeyemi", "Brandt")}

    words_of(sergeant.person)

    assert set(AuditSubject.objects.values_list("subject", flat=True)) == shown


def test_somebody_taken_over_is_in_the_team_of_who_took_them(sergeant: Post):
    lent = member(sergeant, "Costello")
    other = PostFactory(unit=UnitFactory(force=sergeant.force), leads=True)
    SupervisionFactory(person=lent, supervisor=other.person, during=DateTimeTZRange(clock.now(), None))
    AwardFactory(person=lent, achieved_on=clock.today())
    restand([lent])

    assert "Costello" not in words_of(sergeant.person)
    assert "Costello" in words_of(other.person)


def test_an_empty_team_says_how_people_come_into_it(sergeant: Post):
    assert "Nobody is in this team today" in words_of(sergeant.person)


def test_a_constable_has_no_team(sergeant: Post):
    answer = client_of(member(sergeant, "Evans")).get("/team/")

    assert answer.status_code == 403


def test_a_unit_of_another_force_is_not_found(sergeant: Post):
    elsewhere = UnitFactory(force=ForceFactory())

    assert client_of(sergeant.person).get(f"/team/?unit={elsewhere.pk}").status_code == 404


def test_two_of_the_same_name_are_told_apart(sergeant: Post):
    for given in ("Anwen", "Bryn"):
        person = PersonFactory(given_name=given, family_name="Price", home_force=sergeant.force)
        PostFactory(person=person, unit=sergeant.unit)
        AwardFactory(person=person, achieved_on=clock.today())
    restand(Person.objects.all())

    words = words_of(sergeant.person)

    assert "Price A" in words and "Price B" in words


def test_a_name_takes_somebody_over_for_this_shift(sergeant: Post):
    beside = UnitFactory(force=sergeant.force, parent=sergeant.unit.parent)
    lent = PersonFactory(family_name="Costello", home_force=sergeant.force)
    PostFactory(person=lent, unit=beside if sergeant.unit.parent else sergeant.unit)

    words = client_of(sergeant.person).post("/team/hand/", {"who": "Costello", "for": "shift"}, follow=True)

    assert "is with" in words.content.decode()
    assert "Give back" in words.content.decode()


def test_a_name_that_two_have_is_asked_again(sergeant: Post):
    for given in ("Anwen", "Bryn"):
        person = PersonFactory(given_name=given, family_name="Costello", home_force=sergeant.force)
        PostFactory(person=person, unit=sergeant.unit)

    words = client_of(sergeant.person).post("/team/hand/", {"who": "Costello", "for": "good"}, follow=True)

    assert "could be Anwen Costello, Bryn Costello" in words.content.decode()


def test_a_name_that_nobody_has_says_so(sergeant: Post):
    words = client_of(sergeant.person).post("/team/hand/", {"who": "Nobody", "for": "good"}, follow=True)

    assert "Nobody in your part of the force is called “Nobody”" in words.content.decode()
