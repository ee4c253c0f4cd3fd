from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from peel.foundation import clock
from peel.foundation.models import StoredFile
from peel.people.models import Post
from peel.skills.actions.restand import restand
from peel.skills.models import CpdEntry, Query
from tests.people.factories import PostFactory, client_of
from tests.skills.factories import AwardFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    post = PostFactory()
    AwardFactory(person=post.person, skill=SkillFactory(code="CED", name="Taser"), achieved_on=clock.today())
    restand([post.person])
    return post


def photo() -> SimpleUploadedFile:
    picture = BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "JPEG")
    return SimpleUploadedFile("certificate.jpg", picture.getvalue(), "image/jpeg")


def logged(**changes: object) -> dict[str, object]:
    return {"title": "Talk on coercive control", "hours": "1.5", "done_on": clock.today(), "kind": "social", **changes}


def test_a_title_and_one_tap_log_an_hour(post: Post):
    client_of(post.person).post("/record/log/", logged())

    entry = CpdEntry.objects.get()
    assert (entry.minutes, entry.kind, entry.shared) == (90, "social", False)


def test_learning_to_come_is_refused_and_what_was_typed_stays(post: Post):
    tomorrow = clock.today() + timedelta(days=1)

    answer = client_of(post.person).post("/record/log/", logged(done_on=tomorrow))

    assert answer.status_code == 422
    assert "Log it when it is done" in answer.content.decode()
    assert "Talk on coercive control" in answer.content.decode()
    assert CpdEntry.objects.count() == 0


def test_no_time_at_all_is_refused(post: Post):
    answer = client_of(post.person).post("/record/log/", logged(hours="0"))

    assert "Say how long it took" in answer.content.decode()


def test_a_reflection_is_read_by_nobody_else(post: Post):
    client_of(post.person).post("/record/log/", logged(reflection="I froze for a moment"))
    sergeant = PostFactory(unit=post.unit, leads=True).person

    pages = [client_of(sergeant).get(path) for path in (f"/people/{post.person.pk}/record/", "/team/", "/record/log/")]

    assert "I froze" in client_of(post.person).get("/record/log/").content.decode()
    assert [b"I froze" in page.content for page in pages] == [False, False, False]


def test_an_entry_is_taken_back_by_its_writer_alone(post: Post):
    client_of(post.person).post("/record/log/", logged())
    entry = CpdEntry.objects.get()

    other = client_of(PostFactory(unit=post.unit).person).post(f"/record/log/{entry.pk}/take-back/")
    own = client_of(post.person).post(f"/record/log/{entry.pk}/take-back/")

    entry.refresh_from_db()
    assert (other.status_code, own.status_code, entry.withdrawn_at is not None) == (404, 302, True)


def test_this_is_wrong_takes_a_photo_and_the_line_reads_queried(post: Post):
    client = client_of(post.person)

    client.post("/record/skill/CED/wrong/", {"words": "Passed on the 3rd", "photo": photo()})

    query = Query.objects.get()
    assert (query.kind, query.words, query.file_id) == ("wrong", "Passed on the 3rd", StoredFile.objects.get().pk)
    assert "Queried" in client.get("/record/").content.decode()


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(post: Post):
    script = SimpleUploadedFile("certificate.jpg", b"#!/bin/sh\necho hello", "image/jpeg")

    answer = client_of(post.person).post("/record/skill/CED/wrong/", {"words": "See this", "photo": script})

    assert answer.status_code == 422
    assert "See this" in answer.content.decode()
    assert (Query.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_i_did_this_elsewhere_waits_for_a_records_officer(post: Post):
    client = client_of(post.person)

    client.post("/record/skill/CED/elsewhere/", {"happened_on": clock.today(), "words": "With the Marches"})

    query = Query.objects.get()
    assert (query.kind, query.happened_on, query.decided_at) == ("elsewhere", clock.today(), None)
    assert "A records officer decides by" in client.get("/record/skill/CED/").content.decode()


def test_elsewhere_tomorrow_is_refused(post: Post):
    tomorrow = clock.today() + timedelta(days=1)

    answer = client_of(post.person).post("/record/skill/CED/elsewhere/", {"happened_on": tomorrow})

    assert "Choose one that has passed" in answer.content.decode()
    assert Query.objects.count() == 0


def test_a_supervisor_is_offered_no_objection_in_somebodys_name(post: Post):
    sergeant = PostFactory(unit=post.unit, leads=True).person

    words = client_of(sergeant).get(f"/people/{post.person.pk}/record/skill/CED/").content.decode()

    assert "This is wrong" not in words
