import csv
from io import BytesIO

import pytest
from pypdf import PdfReader

from peel.foundation import clock
from peel.people.models import Post
from peel.skills.actions.restand import restand
from tests.people.factories import PostFactory, client_of
from tests.skills.factories import AwardFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    post = PostFactory()
    AwardFactory(
        person=post.person,
        skill=SkillFactory(code="CED", name="Taser (CED)"),
        achieved_on=clock.today(),
        authority="Saltmarsh training centre",
    )
    restand([post.person])
    return post


def read(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_a_record_prints_with_its_marking_and_what_it_rests_on(post: Post):
    text = read(client_of(post.person).get("/record/export.pdf").content)

    assert "OFFICIAL" in text
    assert "Taser (CED)" in text
    assert "Saltmarsh training centre" in text


def test_a_card_fits_a_pocket(post: Post):
    answer = client_of(post.person).get("/record/card.pdf")

    page = PdfReader(BytesIO(answer.content)).pages[0]
    assert round(float(page.mediabox.width) / 72 * 25.4) == 105
    assert "Taser (CED)" in read(answer.content)


def test_a_csv_begins_with_its_marking_and_has_a_row_a_line(post: Post):
    answer = client_of(post.person).get("/record/export.csv")

    rows = list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))
    assert rows[0][0] == "OFFICIAL"
    assert rows[2][:4] == ["CED", "Taser (CED)", "In date", "yes"]


def test_a_name_like_a_formula_is_text_to_a_spreadsheet(post: Post):
    AwardFactory(person=post.person, skill=SkillFactory(name="=HYPERLINK(1)"), achieved_on=clock.today())
    restand([post.person])

    answer = client_of(post.person).get("/record/export.csv")

    assert "'=HYPERLINK(1)" in b"".join(answer.streaming_content).decode()
