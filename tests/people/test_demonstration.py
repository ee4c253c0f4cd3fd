import pytest
from django.contrib.auth import get_user
from django.test import Client

from peel.people.demo import PARTS
from tests.people.factories import AccountFactory, PersonFactory, PostFactory, RankFactory

pytestmark = pytest.mark.django_db

KEYS = [
    "constable", "sergeant", "administrator", "author", "head-of-profession", "commander", "force-admin",
    "national-admin", "auditor", "stranger",
]  # fmt: skip


@pytest.fixture
def players():
    made = {}
    for part in PARTS:
        post = PostFactory(
            rank=RankFactory(sergeant=True), person=PersonFactory(given_name="Elin", family_name=part.key)
        )
        made[part.key] = AccountFactory(email=part.email, person=post.person)
    return made


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_there_are_ten_parts_by_their_keys():
    assert [part.key for part in PARTS] == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_anybody_may_be_anybody_in_a_demonstration(key, players, demo, client):
    answer = client.post(f"/sign-in/as/{key}/")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert get_user(client) == players[key]


@pytest.mark.parametrize("key", KEYS)
def test_the_door_is_not_there_when_this_is_no_demonstration(key, players, client):
    answer = client.post(f"/sign-in/as/{key}/")

    assert answer.status_code == 404
    assert get_user(client).is_anonymous


def test_nobody_is_offered_when_this_is_no_demonstration(players, client):
    page = client.get("/sign-in/").content.decode()

    assert "/sign-in/as/" not in page
    assert "demonstration" not in page.casefold()


def test_everybody_is_offered_with_rank_name_and_what_they_do(players, demo, client):
    page = client.get("/sign-in/").content.decode()

    assert [f'action="/sign-in/as/{key}/"' in page for key in KEYS] == [True] * 10
    assert "Sgt Elin constable" in page
    assert "Runs a team: who is on" in page


def test_only_those_whose_accounts_were_made_are_offered(demo, client):
    AccountFactory(email="constable@demo.peel.example", person=PostFactory().person)

    page = client.get("/sign-in/").content.decode()

    assert page.count("/sign-in/as/") == 1


def test_looking_at_the_door_costs_two_queries_in_a_demonstration(players, demo, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/sign-in/")


def test_a_link_opens_nothing(players, demo, client):
    assert client.get("/sign-in/as/constable/").status_code == 405


def test_another_site_opens_nothing(players, demo):
    assert Client(enforce_csrf_checks=True).post("/sign-in/as/constable/").status_code == 403


def test_a_part_nobody_plays_and_a_key_nobody_knows_are_404(demo, client):
    assert client.post("/sign-in/as/constable/").status_code == 404
    assert client.post("/sign-in/as/chief-constable/").status_code == 404


def test_nobody_but_a_part_is_opened(demo, client):
    AccountFactory(email="real@force.example", person=PersonFactory())

    assert client.post("/sign-in/as/real/").status_code == 404


def test_a_second_part_ends_the_first(players, demo, client):
    client.post("/sign-in/as/constable/")
    first = client.session.session_key

    client.post("/sign-in/as/sergeant/")

    assert get_user(client) == players["sergeant"]
    assert client.session.session_key != first


def test_whoever_was_on_the_way_somewhere_gets_there(players, demo, client):
    answer = client.post("/sign-in/as/constable/", {"next": "/account/"})

    assert answer["Location"] == "/account/"


def test_a_visitor_who_is_somebody_may_choose_again(players, demo, client):
    client.post("/sign-in/as/constable/")

    assert client.get("/sign-in/").content.decode().count("/sign-in/as/") == 10
