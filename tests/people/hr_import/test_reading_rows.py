from datetime import date

import pytest

from peel.people.rules.hr_import import Column, NotAnExtract, read_mapping, understand
from peel.people.rules.hr_import.rows import mended, number_key, split_name
from tests.people.hr_import.world import EVERYONE, TEAM_D, changes, force, outcome, plan, row_of

NEEDED = ["Employee Number", "Surname", "Forename"]


def test_columns_are_known_by_the_spellings_of_hr_systems():
    names = ["PERSONNEL_NO", "Last Name", "First Name(s)", "Rank/Grade", "BCU/OCU", "E-mail Address", "Shoe size"]
    found = understand(names)

    assert found.columns == {
        Column.NUMBER: "PERSONNEL_NO",
        Column.FAMILY_NAME: "Last Name",
        Column.GIVEN_NAME: "First Name(s)",
        Column.RANK: "Rank/Grade",
        Column.COMMAND: "BCU/OCU",
        Column.EMAIL: "E-mail Address",
    }
    assert found.unknown == ("Shoe size",)


def test_the_first_of_two_columns_with_one_meaning_is_taken():
    found = understand([*NEEDED, "Team", "Unit"])

    assert (found.columns[Column.TEAM], found.unknown) == ("Team", ("Unit",))


def test_a_mapping_file_names_what_peel_does_not_know():
    words = read_mapping('{"columns": {"Ref": "number"}, "ranks": {"Con (L)": "PC"}}')
    found = understand(["Ref", "Surname", "Forename"], words)

    assert found.columns[Column.NUMBER] == "Ref"
    assert words.ranks == {"con l": "PC"}


def test_a_mapping_may_be_written_either_way_round():
    assert read_mapping('{"columns": {"number": "Ref"}}') == read_mapping('{"columns": {"Ref": "number"}}')


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ref = number", "not JSON of the form"),
        ("[]", "not JSON of the form"),
        ('{"column": {}}', "has a part “column”"),
        ('{"columns": {"Ref": "nummer"}}', "neither is a column that Peel reads"),
    ],
)
def test_a_mapping_file_that_cannot_be_read_says_why(text, reason):
    with pytest.raises(NotAnExtract, match=reason):
        read_mapping(text)


def test_a_mapping_to_a_column_that_is_not_there_is_refused():
    with pytest.raises(NotAnExtract, match="“Ref” that the file does not have"):
        understand(NEEDED, read_mapping('{"columns": {"Ref": "number"}}'))


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["", "As at:", "number", "%"], "This is not an HR extract"),
        (["Collar Number", "Surname", "Forename"], "collar numbers are given out again"),
        (["Employee Number", "Rank"], "No column holds names"),
        (["Employee Number", "Surname"], "No column holds names"),
    ],
)
def test_a_table_that_is_no_extract_is_refused_with_its_columns_named(names, reason):
    with pytest.raises(NotAnExtract, match=reason) as refused:
        understand(names)

    assert f"“{names[1]}”" in str(refused.value)


def test_a_warrant_number_serves_where_there_is_no_other():
    assert understand(["Warrant Number", "Name"]).columns[Column.NUMBER] == "Warrant Number"


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("Smith, John", ("John", "Smith")),
        ("SMITH, PC John", ("John", "SMITH")),
        ("Mr John Smith", ("John", "Smith")),
        ("PC 1234 John Smith", ("John", "Smith")),
        ("Vincent van Gogh", ("Vincent", "van Gogh")),
        ("Ana Maria de la Cruz", ("Ana Maria", "de la Cruz")),
        ("Cher", ("", "Cher")),
    ],
)
def test_full_names_are_split_as_people_would(spelled, name):
    assert split_name(spelled) == name


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        ("Oâ€™Neill", "O’Neill"),
        ("SiÃ¢n", "Siân"),
        ("O\x92Neill", "O’Neill"),
        ("Anne\u00a0 Marie ", "Anne Marie"),
        ("Siân", "Siân"),
        ("Ângela", "Ângela"),
        ("Łukasz", "Łukasz"),
    ],
)
def test_leftovers_of_windows_and_of_wrong_encodings_are_mended(spoilt, meant):
    assert mended(spoilt) == meant


def test_numbers_are_one_whatever_a_spreadsheet_did_to_them():
    assert {number_key(number) for number in ("005012", "5012", " 50 12", "50-12")} == {"5012"}


def test_numbers_that_came_out_with_decimals_are_whole():
    assert changes(plan(*EVERYONE[:2], row_of(3, **{"Employee Number": "05003.0"}))) == []


@pytest.mark.parametrize(
    "spelled", ["2026-11-03", "03/11/2026", "3 Nov 2026", "03-Nov-26", "46329", "2026-11-03 00:00"]
)
def test_dates_come_in_many_spellings(spelled):
    made = plan(*EVERYONE, row_of(9, **{"Start Date": spelled}))

    assert made.services[0].starts == date(2026, 11, 3)


@pytest.mark.parametrize("spelled", ["", "-", "N/A", "31/12/4712", "9999-12-31", "00/00/0000"])
def test_no_leaving_date_is_written_in_many_ways(spelled):
    assert changes(plan(*EVERYONE[:2], row_of(3, **{"Leaving Date": spelled}))) == []


def test_names_in_capitals_are_written_as_names():
    made = plan(*EVERYONE, row_of(9, Surname="O'NEILL-MCDONALD", Forename="SIÂN"))

    assert (made.people[0].given_name, made.people[0].family_name) == ("Siân", "O'Neill-McDonald")


def test_the_header_again_totals_and_notes_are_passed_over():
    names = list(EVERYONE[0])
    made = plan(
        *EVERYONE,
        {name: name for name in names},
        {"Surname": "Total: 3"},
        {"Rank": "Report run 21 Nov"},
        {"Surname": "Whitlock", "Forename": "Zoe"},
        columns=names,
    )

    assert [outcome(made, line) for line in (5, 6, 7, 8)] == [
        ("skipped", ["The header again."]),
        ("skipped", ["No person: a total or a note."]),
        ("skipped", ["No person: neither a number nor a name."]),
        ("refused", ["It has no employee number."]),
    ]
    assert changes(made) == []


def test_a_row_without_a_family_name_is_refused():
    assert outcome(plan(*EVERYONE, row_of(9, Surname="")), 5) == ("refused", ["It has no family name."])


def merged(*rows: tuple[int, str, str]) -> list[dict[str, str]]:
    return [row_of(n, Rank="PS" if n == 1 else "PC", BCU=bcu, Team=team) for n, bcu, team in rows]


def test_cells_that_were_merged_are_taken_from_the_row_above():
    made = plan(*merged((1, "Harbour BCU", "Response C"), (2, "", ""), (3, "", ""), (9, "", "Response D"), (8, "", "")))

    assert [(p.person, p.unit) for p in made.posts] == [("person 5009", TEAM_D), ("person 5008", TEAM_D)]
    assert made.movers == set()
    assert outcome(made, 6)[1][-1] == "The unit is taken from the row above: its cell was merged."


def test_a_gap_in_a_column_that_repeats_itself_is_a_gap():
    rows = merged((1, "Harbour BCU", "Response C"), (2, "Harbour BCU", "Response C"), (3, "", ""), (9, "", ""))
    made = plan(*rows)

    assert outcome(made, 5) == ("refused", ["It names no unit."])
    assert made.movers == set()


def test_a_gap_below_a_filled_cell_is_somebody_who_serves_higher_up():
    made = plan(*merged((1, "Harbour BCU", "Response C"), (2, "", ""), (3, "", ""), (9, "Moorland BCU", "")))

    assert [unit.name for unit in made.units] == ["Moorland BCU"]


def test_a_person_type_that_nobody_knows_is_noted():
    made = plan(*EVERYONE[:2], row_of(3, **{"Employee Type": "Wizard"}))

    assert outcome(made, 4) == (
        "unchanged",
        ["“Wizard” is no person type that Peel knows; map it in a mapping file."],
    )


def test_an_address_that_is_none_is_left_out():
    made = plan(*EVERYONE[:2], row_of(3, Email="see intranet"))

    assert changes(made) == []
    assert len(force().services) == 3
