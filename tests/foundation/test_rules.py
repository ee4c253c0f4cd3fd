"""Dates and the shapes of tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.foundation.rules import guess_delimiter, guess_header, name_columns, parse_date

THE_DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "spelling",
    [
        "21/11/2026", "2026-11-21", "21 Nov 2026", "21 November 2026", "21-Nov-26", "21.11.2026", "21-11-2026",
        "21/11/26", "20261121", " 21  NOV 2026 ", "2026-11-21 00:00:00", "2026-11-21T09:30:00Z", "21/11/2026 14:05",
        "46347", "46347.0",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_spelling(spelling: str) -> None:
    assert parse_date(spelling) == THE_DAY


@pytest.mark.parametrize("text", ["", "..", "n/a", "11/21/2026", "31/02/2026", "12", "0001-01-01", "21/11", "1234567"])
def test_what_is_no_day_in_britain_is_not_guessed(text: str) -> None:
    assert parse_date(text) is None


def test_the_day_comes_before_the_month_and_short_years_turn_at_1950() -> None:
    assert [parse_date("03/04/2026"), parse_date("03/04/49"), parse_date("03/04/50")] == [
        date(2026, 4, 3),
        date(2049, 4, 3),
        date(1950, 4, 3),
    ]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d %b %Y"]))
def test_every_day_survives_being_written_and_read(day: date, shape: str) -> None:
    assert parse_date(day.strftime(shape)) == day


@pytest.mark.parametrize(
    ("lines", "sign"),
    [
        (["a,b,c", "1,2,3"], ","),
        (["a;b", '"Smith, J";2', "x, y;3"], ";"),
        (["a\tb\tc", "1\t2, 3\t4"], "\t"),
        (["a|b", "1|2"], "|"),
        (["Extract, all staff", "", "number;name;rank", '1;"Ofori, A";PC', "2;Bell;PS"], ";"),
        (["only one column", "of words"], ","),
    ],
)
def test_the_sign_between_columns_is_the_one_that_cuts_evenly(lines: list[str], sign: str) -> None:
    assert guess_delimiter(lines) == sign


def test_titles_and_merged_headings_above_the_names_are_passed_over() -> None:
    rows = [
        ["Table 1: Officers", "", "", ""],
        ["", "", "", ""],
        ["", "As at:", "", ""],
        ["", "2018", "2019", "%"],
        ["Durham", "1", "2", "3"],
    ]

    assert guess_header(rows) == 3


def test_a_table_of_one_column_and_one_without_rows() -> None:
    assert [guess_header([[""], ["number"], ["1"]]), guess_header([[""], []])] == [1, None]


def test_columns_of_the_same_name_and_of_none_are_told_apart() -> None:
    assert name_columns(["", "number", "%", "number", "number (2)"], 6) == [
        "column 1", "number", "%", "number (2)", "number (2) (2)", "column 6",
    ]  # fmt: skip
