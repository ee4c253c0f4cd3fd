from datetime import timedelta

import pytest

from peel.foundation import clock
from peel.ledger.models import AuditEntry
from peel.people.models import Person, Post
from peel.skills.actions.restand import restand
from peel.skills.models import Skill
from tests.people.factories import PostFactory, UnitFactory, client_of
from tests.skills.factories import AwardFactory, RequirementFactory, SkillFactory, SkillLinkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    return PostFactory(unit=UnitFactory(name="Response C"))


def held(person: Person, skill: Skill, *, days_ago: int) -> None:
    AwardFactory(person=person, skill=skill, achieved_on=clock.today() - timedelta(days=days_ago))
    restand([person])


def words_of(person: Person, path: str = "/record/") -> str:
    answer = client_of(person).get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_heading_is_the_answer(post: Post):
    held(post.person, SkillFactory(), days_ago=10)
    held(post.person, SkillFactory(), days_ago=20)
    held(post.person, SkillFactory(), days_ago=500)

    assert "<h1>Two skills in date, one lapsed.</h1>" in words_of(post.person)


def test_what_lapsed_stands_above_the_passport_and_states_the_record(post: Post):
    taser = SkillFactory(name="Taser (CED)")
    held(post.person, taser, days_ago=500)

    words = words_of(post.person)

    assert "<b>Taser (CED).</b> Out of ticket on this record since" in words
    assert words.index("Taser (CED).</b>") < words.index("Skills passport")
    assert "must not" not in words


def test_a_suspended_skill_names_what_it_rests_on(post: Post):
    base, above = SkillFactory(name="Personal safety"), SkillFactory(name="Taser")
    SkillLinkFactory(skill=above, other=base)
    held(post.person, base, days_ago=500)
    held(post.person, above, days_ago=10)

    assert "because Personal safety does not stand" in words_of(post.person)


def test_what_is_required_and_was_never_held_is_said_with_its_reason(post: Post):
    RequirementFactory(skill=SkillFactory(name="Stop and search"), reason="every response officer")
    restand([post.person])

    words = words_of(post.person)

    assert "One not held yet" in words or "one not held yet" in words
    assert "Required of every response officer." in words


def test_an_empty_record_says_what_will_come(post: Post):
    assert "Nothing is on this record yet" in words_of(post.person)


def test_an_imported_award_says_that_nobody_verified_it(post: Post):
    AwardFactory(person=post.person, achieved_on=clock.today(), verified=False, source="import")
    restand([post.person])

    assert "Imported, not verified" in words_of(post.person)


def test_a_supervisor_who_opens_a_record_is_written_down(post: Post):
    sergeant = PostFactory(unit=post.unit, leads=True).person
    held(post.person, SkillFactory(), days_ago=10)

    words_of(sergeant, f"/people/{post.person.pk}/record/")

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.purpose) == (sergeant.subject, "Skills passport")
    assert [subject.subject for subject in entry.subjects.all()] == [post.person.subject]


def test_looking_at_ones_own_record_is_not(post: Post):
    words_of(post.person)

    assert AuditEntry.objects.count() == 0


def test_a_colleague_finds_no_record(post: Post):
    colleague = PostFactory(unit=post.unit).person

    assert client_of(colleague).get(f"/people/{post.person.pk}/record/").status_code == 404


def test_a_line_that_is_not_on_the_record_is_not_found(post: Post):
    assert client_of(post.person).get("/record/skill/NOWHERE/").status_code == 404
