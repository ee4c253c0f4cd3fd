"""Everybody's standing computed anew, by one process or several."""

from datetime import date

import pytest
from click.testing import CliRunner

from peel.skills import many_hands
from peel.skills.actions import restand_everybody as everybody_module
from peel.skills.actions.restand_everybody import everybody, restand_everybody
from peel.skills.commands import restand as command
from peel.skills.models import Standing
from tests.people.factories import PersonFactory, PostFactory, UnitFactory
from tests.skills.factories import AwardFactory, SkillFactory
from tests.skills.reading import words


def team_of(count: int):
    team, els = UnitFactory(), SkillFactory(code="ELS")
    people = [PostFactory(unit=team).person for _ in range(count)]
    for person in people:
        AwardFactory(person=person, skill=els, achieved_on=date(2026, 6, 1))
    return people


@pytest.mark.django_db
def test_everybody_is_computed_in_pieces_and_again_changes_nothing(monkeypatch):
    monkeypatch.setattr(everybody_module, "PEOPLE_AT_ONCE", 2)
    people, done = team_of(3), []

    changed = restand_everybody(everybody(), processes=1, each=done.append)

    assert (changed, done) == (3, [2, 1])
    assert [words(person) for person in people] == [{"ELS": "In date"}] * 3
    assert restand_everybody(everybody(), processes=1) == 0


@pytest.mark.django_db
def test_who_was_joined_to_somebody_or_serves_elsewhere_is_left_out():
    post, other = PostFactory(), PostFactory()
    PersonFactory(home_force=post.force, merged_into=post.person)

    assert everybody(post.force) == [post.person.pk]
    assert everybody() == [post.person.pk, other.person.pk]


@pytest.mark.django_db
def test_the_command_says_how_many_people_and_lines():
    people = team_of(2)

    told = CliRunner().invoke(command, ["--processes", "1", "--force", people[0].home_force.code])

    assert told.stdout.startswith("2 people computed in ")
    assert told.stdout.endswith(" s, 2 lines changed.\n")


@pytest.mark.django_db(transaction=True)
def test_several_processes_write_what_one_would(monkeypatch):
    monkeypatch.setattr(everybody_module, "PEOPLE_AT_ONCE", 2)
    team_of(5)

    changed = restand_everybody(everybody(), processes=2)

    assert changed == 5
    assert Standing.objects.count() == 5


def test_the_processes_know_nothing_of_django_before_it_is_set_up():
    assert not [name for name in vars(many_hands) if "django" in name]
