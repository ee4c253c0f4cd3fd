"""Rows of old systems made clean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.skills.rules.facts import AwardKind
from peel.skills.rules.old_records.columns import Column, ForceWords, Said, Understood
from peel.skills.rules.old_records.rows import OldRow, Unreadable, clean_rows, split_name

TODAY = date(2026, 11, 21)
EVERY = Understood({column: column.value for column in Column}, ())
PLAIN = {"number": "100234", "skill": "Taser", "date": "14/11/2025"}


def clean(words: ForceWords | None = None, **cells: str) -> OldRow | Unreadable:
    row = PLAIN | {name.replace("_", " "): text for name, text in cells.items()}
    return next(clean_rows([(7, row)], EVERY, words or ForceWords(), today=TODAY))


def record(**cells: str) -> OldRow:
    row = clean(**cells)
    assert isinstance(row, OldRow), row
    return row


def refusal(**cells: str) -> str:
    row = clean(**cells)
    assert isinstance(row, Unreadable) and not row.blank
    return str(row.why)


def test_a_row_says_who_what_and_when():
    row = record(full_name="RAHMAN, Aisha", expires="14 Nov 2026", hours="6", reference="0826-114")

    assert row == OldRow(
        7, "100234", "", "", "Aisha", "RAHMAN", "Taser", "", date(2025, 11, 14), date(2026, 11, 14), "", Said.NOTHING,
        None, 360, "", "", "0826-114",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"number": ""}, "It says nobody: neither a number nor a name."),
        ({"skill": "n/a"}, "It names no skill or course."),
        ({"date": ""}, "It does not say when it was achieved."),
        ({"date": "11/21/2025"}, "“11/21/2025” is no date that Peel can read; 21/11/2026 is."),
        ({"date": "22/11/2026"}, "22 Nov 2026 is still to come."),
        ({"date": "01/01/1900"}, "1 Jan 1900 is too long ago to be true."),
        ({"expires": "soon"}, "“soon” is no expiry date that Peel can read."),
        ({"expires": "13/11/2025"}, "It ends on 13 Nov 2025, before it was achieved on 14 Nov 2025."),
        ({"hours": "all day"}, "“all day” is no number of hours that Peel can read."),
        ({"hours": "99999"}, "“99999” is no number of hours that Peel can read."),
        ({"hours": "-3"}, "“-3” is no number of hours that Peel can read."),
    ],
)
def test_a_row_that_cannot_be_a_record_is_refused_with_a_sentence(cells: dict[str, str], sentence: str):
    assert refusal(**cells) == sentence


def test_today_is_not_in_the_future():
    assert record(date="21/11/2026").day == TODAY


@pytest.mark.parametrize("text", ["31/12/4712", "31/12/9999", "Lifetime", "No expiry", ""])
def test_what_never_ends_has_no_expiry_of_its_own(text: str):
    assert record(expires=text).expires is None


def test_a_spreadsheets_count_of_days_is_not_taken_for_a_year():
    assert record(date="01/01/2015", expires="42199").expires == date(2015, 7, 14)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("7", 420), ("7.5", 450), ("7:30", 450), ("07:30:00", 450), ("7h 30m", 450), ("450 min", 450), ("6 hrs", 360),
     ("0", None), ("", None)],
)  # fmt: skip
def test_hours_are_read_as_old_systems_write_them(text: str, minutes: int | None):
    assert record(hours=text).minutes == minutes


@pytest.mark.parametrize(
    ("cells", "said", "status"),
    [
        ({"status": "In-ticket"}, Said.CURRENT, "In-ticket"),
        ({"status": "EXPIRED"}, Said.LAPSED, "EXPIRED"),
        ({"status": "Suspended"}, Said.SET_ASIDE, "Suspended"),
        ({"status": "Exempt"}, Said.SET_ASIDE, "Exempt"),
        ({"result": "Failed"}, Said.NOT_DONE, "Failed"),
        ({"result": "Pass"}, Said.NOTHING, "Pass"),
        ({"result": "No", "status": "Current"}, Said.NOT_DONE, "No, Current"),
        ({"result": "Yes", "status": "No"}, Said.LAPSED, "Yes, No"),
        ({"status": "Zeta 4"}, Said.NOTHING, "Zeta 4"),
    ],
)
def test_a_status_is_understood_and_kept_as_it_was_written(cells: dict[str, str], said: Said, status: str):
    row = record(**cells)

    assert (row.said, row.status) == (said, status)


def test_a_forces_own_status_goes_before_ours():
    row = clean(ForceWords(statuses={"current": Said.LAPSED}), status="Current")

    assert isinstance(row, OldRow) and row.said is Said.LAPSED


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Refresher", AwardKind.REFRESHER), ("INITIAL", AwardKind.INITIAL), ("Requal", AwardKind.REQUALIFICATION),
     ("Classroom", None)],
)  # fmt: skip
def test_the_kind_of_award_is_understood(text: str, kind: AwardKind | None):
    assert record(kind=text).kind == kind


@pytest.mark.parametrize(
    ("full", "name"),
    [
        ("Rahman, Aisha", ("Aisha", "Rahman")),
        ("PC 2071 Aisha Rahman", ("Aisha", "Rahman")),
        ("Mr Vincent van Gogh", ("Vincent", "van Gogh")),
        ("O’NEILL, PS Niamh", ("Niamh", "O’NEILL")),
        ("Rahman", ("", "Rahman")),
    ],
)
def test_a_full_name_is_taken_apart(full: str, name: tuple[str, str]):
    assert split_name(full) == name


@pytest.mark.parametrize(
    "row",
    [
        {column.value: column.value for column in Column},
        {"full name": "", "skill": "", "date": "", "reference": "Total 512 rows"},
        {"skill": "Total", "hours": "512"},
    ],
)
def test_headers_and_totals_between_the_rows_are_no_refusals(row: dict[str, str]):
    read = next(clean_rows([(9, row)], EVERY, ForceWords(), today=TODAY))

    assert isinstance(read, Unreadable) and read.blank


def test_the_same_record_has_the_same_mark_however_its_numbers_are_spaced():
    assert record(number="0100 234").mark == record(number="100234").mark
    assert record().mark != record(date="13/11/2025").mark


@given(st.dictionaries(st.sampled_from([column.value for column in Column]), st.text(max_size=12)))
def test_whatever_the_cells_hold_a_row_is_a_record_of_the_past_or_a_sentence(cells: dict[str, str]):
    read = next(clean_rows([(1, cells)], EVERY, ForceWords(), today=TODAY))

    if isinstance(read, OldRow):
        assert date(1960, 1, 1) <= read.day <= TODAY
        assert read.expires is None or read.expires >= read.day
        assert read.minutes is None or read.minutes > 0
    else:
        assert str(read.why)
