import json
from collections import Counter

import pytest

from peel.catalogue.rules import civil_service
from peel.catalogue.rules.drafts import Fate, Kind
from peel.catalogue.rules.reading import Length

VIDEO = {"id": "m1", "type": "video", "title": "Risks", "description": "How to see one. And act.", "duration": 299}
FILE = {"id": "m2", "type": "file", "title": "Tips", "duration": None, "optional": True, "fileSize": 12}
ROOM = {
    "id": "m3",
    "type": "face-to-face",
    "title": "Workshop",
    "duration": 14400,
    "price": 199,
    "events": [{"date": [2018, 5, 24, 0, 0], "location": "London", "capacity": None}],
}


def course(**fields):
    return {
        "id": "c1",
        "title": "Managing risk",
        "shortDescription": "See what may go wrong.",
        "learningOutcomes": "After this you will:\r\n•\tsee risks\r\n•\tact on them",
        "audiences": [{"areasOfWork": ["project-delivery"], "grades": ["HEO", "SEO"]}],
        "modules": [VIDEO, FILE, ROOM],
        **fields,
    }


def read(*courses):
    return civil_service.read([json.dumps(one) for one in courses])


def test_a_course_is_a_journey_of_its_modules_in_order():
    catalogue = read(course())

    (journey,) = catalogue.journeys
    assert (journey.key, journey.title, journey.summary) == ("csl:c1", "Managing risk", "See what may go wrong.")
    assert journey.outcomes == ("see risks", "act on them")
    assert [(step.lesson, step.optional) for step in journey.steps] == [
        ("csl:m1", False),
        ("csl:m2", True),
        ("csl:m3", False),
    ]
    assert journey.audiences == ("Project delivery", "HEO", "SEO")


def test_a_module_keeps_title_duration_and_what_peel_has_no_column_for():
    video, tips, room = read(course()).lessons

    assert (video.title, video.summary, video.forms[0].seconds) == ("Risks", "How to see one.", 299)
    assert (video.forms[0].length, video.forms[0].kind) == (Length.M6, Kind.VIDEO)
    assert (tips.forms[0].seconds, tips.forms[0].extra) == (None, {"type": "file", "fileSize": 12})
    assert (room.forms[0].length, room.forms[0].kind) == (Length.M60, Kind.PLAN)
    assert room.forms[0].extra["price"] == 199
    assert room.forms[0].extra["events"] == [{"date": "2018-05-24", "location": "London", "capacity": None}]
    assert (video.attribution, video.licence) == ("Civil Service Learning catalogue, © 2018 Crown copyright", "MIT")


def test_a_course_of_one_module_is_one_lesson_with_the_courses_outcomes():
    catalogue = read(course(modules=[VIDEO]))

    assert catalogue.journeys == ()
    assert catalogue.lessons[0].outcomes == ("see risks", "act on them")
    assert catalogue.lessons[0].summary == "See what may go wrong."


def test_a_course_without_modules_is_kept_and_not_offered():
    catalogue = read(course(modules=[]))

    assert (catalogue.lessons, catalogue.journeys[0].ready) == ((), False)
    assert catalogue.rows[0].fate == Fate.PART


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "The line is not JSON: Expecting property name enclosed in double quotes at 2."),
        ("[]", "The line is not a course: it holds no named fields."),
        ('{"id": "c1", "modules": []}', "The course has no title, so it cannot be told apart from others."),
        ('{"modules": []}', "The course has no id and no title, so it cannot be told apart from others."),
    ],
)
def test_a_line_that_is_no_course_is_left_out_with_the_reason(line, sentence):
    (row,) = civil_service.read([line]).rows

    assert (row.row, row.fate, row.sentence) == (1, Fate.LEFT_OUT, sentence)


@pytest.mark.parametrize(
    ("module", "fate", "sentence"),
    [
        ({**VIDEO, "id": None}, Fate.LEFT_OUT, "The module has no id."),
        ({**VIDEO, "title": " "}, Fate.LEFT_OUT, "The module has no title."),
        ("words", Fate.LEFT_OUT, "A module holds no named fields."),
        ({**VIDEO, "duration": "soon"}, Fate.PART, "No duration is given, so none is shown."),
        ({**VIDEO, "type": "hologram"}, Fate.PART, "The type “hologram” is not known: taken as a document."),
        (VIDEO, Fate.TAKEN, "A lesson, with its length as given."),
    ],
)
def test_each_module_has_a_row_that_says_what_became_of_it(module, fate, sentence):
    rows = read(course(modules=[module, FILE])).rows

    assert (fate, sentence) in [(row.fate, row.sentence) for row in rows]


def test_an_id_that_stands_twice_counts_once():
    catalogue = read(course(), course())

    assert len(catalogue.journeys) == 1
    assert catalogue.rows[-1].sentence == "The id c1 stands in the file twice."


def test_fields_that_nobody_foresaw_are_kept():
    catalogue = read(course(rating=5))

    assert catalogue.journeys[0].extra["rating"] == 5


def test_the_whole_catalogue_is_read_the_same_twice(real):
    lines = (real / "csl_course_catalogue.jsonl").read_text().splitlines()

    catalogue = civil_service.read(lines)

    assert catalogue == civil_service.read(lines)
    assert (len(catalogue.lessons), len(catalogue.journeys), len(catalogue.rows)) == (408, 36, 122 + 408)
    assert Counter(lesson.forms[0].extra["type"] for lesson in catalogue.lessons) == {
        "file": 155,
        "elearning": 120,
        "link": 64,
        "face-to-face": 40,
        "video": 29,
    }
    assert Counter(row.fate for row in catalogue.rows)[Fate.LEFT_OUT] == 0
    assert sum(1 for lesson in catalogue.lessons if lesson.forms[0].seconds is None) == 109
