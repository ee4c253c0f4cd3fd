"""A standing as columns of a cache row, and back."""

from hypothesis import given

from peel.skills.rules.stored import from_columns, to_columns

from .records import YEARLY, award, day, moment, standing
from .strategies import books_and_records


def test_each_step_is_a_moment_a_number_and_what_else_it_says():
    stored = to_columns(standing(YEARLY, award("14 Nov 2025"), award("1 Sep 2026", verified=False)))

    assert stored == (
        [moment("14 Nov 2025 00:00"), moment("16 Aug 2026 00:00"), moment("1 Sep 2026 00:00"),
         moment("16 Aug 2027 00:00"), moment("15 Nov 2027 00:00")],
        [2, 4, 2, 4, -5],
        [[3, "2026-11-14"], [4, "2026-11-14"], [3, "2027-11-14"], [4, "2027-11-14"], [6, "2027-11-14"]],
        day("14 Nov 2025"),
        day("14 Nov 2027"),
        False,
    )  # fmt: skip


def test_the_cache_keeps_the_step_in_force_and_those_to_come():
    stored = to_columns(standing(YEARLY, award("14 Nov 2025")), since=moment("1 Sep 2026 12:00"))

    assert (stored.codes, stored.valid_until) == ([4, -5], day("14 Nov 2026"))


def test_nothing_held_is_stored_as_nothing():
    assert to_columns(standing(YEARLY)) == ([], [], [], None, None, True)


@given(books_and_records())
def test_steps_come_back_as_they_were_stored(book_and_record):
    book, record = book_and_record

    for whole in book.standings(record).values():
        stored = to_columns(whole)
        assert from_columns(stored.moments, stored.codes, stored.reasons).steps == whole.steps
