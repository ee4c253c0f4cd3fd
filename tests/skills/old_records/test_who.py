"""Whose record a row is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.skills.rules.old_records.columns import Said
from peel.skills.rules.old_records.rows import OldRow
from peel.skills.rules.old_records.who import People, Served

AISHA = Served(1, "100234", "2071", "W7", "Aisha", "", "Rahman", date(2019, 1, 7), None)
BEN = Served(2, "100235", "2072", "W8", "Benedict", "Ben", "Price", date(2010, 1, 4), None)
# Had the collar number before Aisha.
COLIN = Served(3, "090001", "2071", "W9", "Colin", "", "Marsh", date(2001, 1, 1), date(2018, 6, 30))
AISHA_TWO = Served(4, "200900", "3000", "", "Aisha", "", "Rahman", date(2022, 5, 2), None)
DOUBLE = Served(5, "200901", "3001", "", "Niamh", "", "O’Neill-Smith", date(2022, 5, 2), None)
EVERYONE = [AISHA, BEN, COLIN, AISHA_TWO, DOUBLE]
PEOPLE = People(EVERYONE)


def row(*, number: str = "", collar: str = "", warrant: str = "", given: str = "", family: str = "") -> OldRow:
    return OldRow(
        1, number, collar, warrant, given, family, "Taser", "", date(2025, 11, 14), None, "", Said.NOTHING, None, None,
        "", "", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "person"),
    [
        (row(number="100234"), 1),
        (row(number="0100 234"), 1),
        (row(number="100234", given="Aisha", family="Khan"), 1),
        (row(number="100235", given="Ben", family="Price"), 2),
        (row(number="100235", given="B", family="Jones"), 2),
        (row(number="200901", given="Neve", family="Smith"), 5),
        (row(warrant="W7"), 1),
        (row(collar="2071", given="Aisha", family="Rahman"), 1),
        (row(collar="2071", given="C", family="Marsh"), 3),
        (row(collar="2072", family="Price"), 2),
    ],
)
def test_a_number_that_the_name_does_not_deny_is_sure(said: OldRow, person: int):
    assert PEOPLE.match(said).person == person


@pytest.mark.parametrize(
    ("said", "candidates", "why"),
    [
        (
            row(number="100235", given="Aisha", family="Rahman"),
            (2, 1, 4),
            "Employee number 100235 is Ben Price here; the file says Aisha Rahman.",
        ),
        (
            row(collar="2071"),
            (1, 3),
            "It says only the collar number 2071, and collar numbers are given out again.",
        ),
        (
            row(collar="2071", given="Ben", family="Price"),
            (1, 3, 2),
            "Nobody called Ben Price has had the collar number 2071; somebody else has.",
        ),
        (row(given="Aisha", family="Rahman"), (1, 4), "More than one person is called Aisha Rahman."),
        (
            row(given="Ben", family="Price"),
            (2,),
            "It says only the name Ben Price. A name alone is not enough to be sure.",
        ),
        (row(given="A", family="Rahman"), (1, 4), "More than one person is called A Rahman."),
        (
            row(number="999", given="Asha", family="Rahman"),
            (1, 4),
            "Nobody here has the number 999. A name alone is not enough to be sure.",
        ),
    ],
)
def test_what_is_not_sure_says_why_and_whom_it_may_mean(said: OldRow, candidates: tuple[int, ...], why: str):
    match = PEOPLE.match(said)

    assert match.person is None
    assert tuple(candidate.person for candidate in match.candidates) == candidates
    assert str(match.why) == why


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (row(number="999"), "Nobody here has the number 999."),
        (row(given="Zebedee", family="Quill"), "Nobody here is called Zebedee Quill."),
    ],
)
def test_somebody_unknown_has_no_candidates(said: OldRow, why: str):
    match = PEOPLE.match(said)

    assert (match.person, match.candidates, str(match.why)) == (None, (), why)


def test_a_number_that_two_people_had_needs_the_name():
    again = BEN._replace(person=9, given_name="Rosa", known_as="", family_name="Field")
    people = People([BEN, again])

    assert people.match(row(number="100235", given="Rosa", family="Field")).person == 9
    unsure = people.match(row(number="100235"))
    assert (unsure.person, str(unsure.why)) == (None, "More than one person has had the employee number 100235.")


def test_who_came_back_under_a_new_number_is_one_person():
    again = COLIN._replace(number="300001", collar="4100", starts=date(2020, 1, 1), ends=None)
    people = People([COLIN, again])

    assert people.match(row(collar="2071", given="Colin", family="Marsh")).person == 3
    assert [one.person for one in people.match(row(given="Colin", family="Marsh")).candidates] == [3]


names = st.sampled_from(["Aisha", "Ben", "Colin", "Rahman", "Price", "Marsh", "Quill", ""])
numbers = st.sampled_from(["100234", "100235", "2071", "2072", "999", ""])


@given(numbers, numbers, names, names)
def test_nobody_is_ever_surely_somebody_whose_number_the_row_does_not_give(
    number: str, collar: str, given: str, family: str
):
    match = PEOPLE.match(row(number=number, collar=collar, given=given, family=family))

    if match.person is not None:
        person = next(one for one in EVERYONE if one.person == match.person)
        assert number == person.number or collar == person.collar
