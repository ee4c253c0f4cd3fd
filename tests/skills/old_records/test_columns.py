"""Column names of old systems, and mapping files."""

import json

import pytest

from peel.skills.rules.facts import AwardKind
from peel.skills.rules.old_records.columns import Column, Meaning, NotOldRecords, Said, read_mapping, understand


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["Employee No.", "Learner Name", "Course Title", "Completion Date", "Expiry Date", "Status"],
            {
                Column.NUMBER: "Employee No.",
                Column.FULL_NAME: "Learner Name",
                Column.SKILL: "Course Title",
                Column.DATE: "Completion Date",
                Column.EXPIRES: "Expiry Date",
                Column.STATUS: "Status",
            },
        ),
        (
            ["COLLAR_NO", "SURNAME", "FORENAME", "COMPETENCY", "DATE_ACHIEVED", "VALID_TO"],
            {
                Column.COLLAR: "COLLAR_NO",
                Column.FAMILY_NAME: "SURNAME",
                Column.GIVEN_NAME: "FORENAME",
                Column.SKILL: "COMPETENCY",
                Column.DATE: "DATE_ACHIEVED",
                Column.EXPIRES: "VALID_TO",
            },
        ),
    ],
)
def test_the_columns_of_training_and_duty_systems_are_understood(names: list[str], expected: dict[Column, str]):
    assert understand(names).columns == expected


def test_columns_that_nobody_knows_are_named():
    assert understand(["Emp No", "Skill", "Date", "Cost centre"]).unknown == ("Cost centre",)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["Course", "Date"], "No column says who, by number or name."),
        (["Emp No", "Date"], "No column says which skill or course."),
        (["Emp No", "Course"], "No column says when it was achieved."),
    ],
)
def test_a_table_that_says_too_little_is_refused(names: list[str], sentence: str):
    with pytest.raises(NotOldRecords) as refused:
        understand(names)

    assert str(refused.value).startswith(sentence)


def test_a_mapping_names_columns_skills_and_statuses():
    words = read_mapping(
        json.dumps(
            {
                "columns": {"Crse Dt": "date", "number": "Pay ref"},
                "skills": {"OST Refresher": {"code": "PPST", "kind": "refresher"}, "Taser": "CED"},
                "statuses": {"Lapsed (non-comp)": "lapsed"},
            }
        )
    )

    assert words.columns == {Column.DATE: "Crse Dt", Column.NUMBER: "Pay ref"}
    assert words.skills == {"ost refresher": Meaning("PPST", AwardKind.REFRESHER), "taser": Meaning("CED")}
    assert words.statuses == {"lapsed non comp": Said.LAPSED}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("columns: date", "The mapping file is not JSON"),
        ('{"people": {}}', "The mapping file has a part “people”"),
        ('{"columns": {"Crse Dt": "Datum"}}', "The mapping file says “Crse Dt” is “Datum”"),
        ('{"skills": {"OST": {"codes": "PPST"}}}', "The mapping of “OST” is neither a code"),
        ('{"skills": {"OST": {"code": "PPST", "kind": "cpd"}}}', "The mapping of “OST” is neither a code"),
        ('{"statuses": {"Gone": "lost"}}', "The mapping of the status “Gone” is “lost”"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(text: str, sentence: str):
    with pytest.raises(NotOldRecords) as refused:
        read_mapping(text)

    assert str(refused.value).startswith(sentence)


def test_a_mapping_that_names_a_column_the_file_lacks_is_refused():
    words = read_mapping('{"columns": {"Crse Dt": "date"}}')

    with pytest.raises(NotOldRecords, match="a column “Crse Dt” that the file does not have"):
        understand(["Emp No", "Course", "Date"], words)
