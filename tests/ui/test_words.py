"""Days, times and numbers as the trade writes them."""

from datetime import UTC, date, datetime, time

import pytest

from peel.ui import words
from tests.ui.drawing import draw

SUMMER_NIGHT = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def test_a_day_is_written_with_its_year():
    assert words.day(date(2026, 11, 21)) == "21 Nov 2026"


def test_a_short_day_has_its_weekday():
    assert words.short_day(date(2026, 11, 27)) == "Fri 27 Nov"


def test_a_moment_is_shown_by_the_clocks_of_london():
    assert [words.day(SUMMER_NIGHT), words.clock(SUMMER_NIGHT)] == ["2 Jul 2026", "00:30"]


def test_a_time_of_day_has_twenty_four_hours():
    assert [words.clock(time(8)), words.clock(time(23, 5))] == ["08:00", "23:05"]


def test_no_moment_is_no_words():
    assert [words.day(None), words.short_day(None), words.clock(None), words.minutes(None)] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (6, "6 minutes"),
        (60, "1 hour"),
        (75, "1 hour 15 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_minutes_become_hours_when_they_are_many(value: int, said: str):
    assert words.minutes(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0, "no"), (1, "one"), (9, "nine"), (12, "twelve"), (13, "13"), (-1, "-1")]
)
def test_small_numbers_are_words(value: int, said: str):
    assert words.count_words(value) == said


def test_templates_write_them_too():
    assert (
        draw(
            "{{ n|count_words|capfirst }}, {{ when|day }}, {{ when|short_day }}, {{ when|clock }}, {{ 6|minutes }}",
            n=9,
            when=SUMMER_NIGHT,
        )
        == "Nine, 2 Jul 2026, Thu 2 Jul, 00:30, 6 minutes"
    )


def test_djangos_own_formats_agree():
    assert draw("{{ when }}|{{ when|date }}|{{ when|time }}", when=SUMMER_NIGHT) == "2 Jul 2026, 00:30|2 Jul 2026|00:30"
