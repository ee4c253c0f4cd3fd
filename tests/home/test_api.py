import pytest

from peel.foundation import clock
from peel.ledger.models import AuditEntry
from peel.people.models import Post
from peel.skills.actions.cpd import log_cpd
from peel.skills.actions.restand import restand
from peel.skills.models import CpdEntry
from tests.catalogue.factories import published
from tests.people.factories import PostFactory, client_of
from tests.skills.factories import AwardFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    post = PostFactory()
    AwardFactory(person=post.person, skill=SkillFactory(code="CED"), achieved_on=clock.today())
    restand([post.person])
    return post


def test_the_interface_describes_itself(post: Post):
    client = client_of(post.person)

    described = client.get("/api/v1/openapi.json").json()

    assert "/api/v1/me/record" in described["paths"]
    assert "/api/v1/me/record" in client.get("/api/v1/").content.decode()


def test_nobody_signed_in_is_told_401(client):
    assert client.get("/api/v1/me", headers={"Accept": "application/json"}).status_code == 401


def test_my_record_is_mine(post: Post):
    record = client_of(post.person).get("/api/v1/me/record").json()

    assert (record["person"], record["lines"][0]["skill"], record["lines"][0]["status"]) == (
        post.person_id,
        "CED",
        "in_date",
    )


def test_a_colleagues_record_is_not_found(post: Post):
    colleague = PostFactory(unit=post.unit).person

    assert client_of(colleague).get(f"/api/v1/people/{post.person_id}/record").status_code == 404


def test_a_supervisor_reads_a_record_and_it_is_written_down(post: Post):
    sergeant = PostFactory(unit=post.unit, leads=True).person

    answers = [client_of(sergeant).get(path) for path in (f"/api/v1/people/{post.person_id}/record", "/api/v1/team")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert [one["person"] for one in answers[1].json()] == [post.person_id]
    assert AuditEntry.objects.count() == 2


def test_a_constable_has_an_empty_team(post: Post):
    assert client_of(post.person).get("/api/v1/team").json() == []


def test_a_reflection_is_nowhere_in_it(post: Post):
    log_cpd(
        post.person, kind=CpdEntry.Kind.SOCIAL, done_on=clock.today(), minutes=30, title="A talk",
        reflection="I froze for a moment", by=post.person,
    )  # fmt: skip
    sergeant = PostFactory(unit=post.unit, leads=True).person

    said = [
        client_of(person).get(path).content
        for person in (post.person, sergeant)
        for path in ("/api/v1/me", "/api/v1/me/record", "/api/v1/team", f"/api/v1/people/{post.person_id}/record")
    ]

    assert [b"I froze" in words for words in said] == [False] * 8


def test_the_library_is_searched(post: Post):
    lesson = published("Doors at night")

    found = client_of(post.person).get("/api/v1/library?q=doors").json()

    assert found == {"total": 1, "lessons": [{"id": lesson.pk, "title": "Doors at night", "by": "", "lengths": ["m6"]}]}
