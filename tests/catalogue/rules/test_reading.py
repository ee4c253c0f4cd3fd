import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.catalogue.rules.reading import (
    Length,
    first_sentence,
    length_for,
    max_length,
    minutes_of,
    plain_text,
    seconds_to_read,
    words_in,
)


@pytest.mark.parametrize(
    ("seconds", "length"),
    [
        (6, Length.S6),
        (20, Length.S6),
        (21, Length.S60),
        (120, Length.S60),
        (121, Length.M6),
        (600, Length.M6),
        (601, Length.M60),
        (86_400, Length.M60),
    ],
)
def test_a_length_promises_no_less_time_than_it_takes(seconds, length):
    assert length_for(seconds) == length


def test_the_longer_of_two_lengths():
    assert max_length(Length.S6, Length.S60) == Length.S60


def test_two_hundred_and_twenty_words_take_a_minute():
    assert seconds_to_read("word " * 220) == 60
    assert seconds_to_read("word " * 221) == 61


def test_minutes_are_rounded_and_never_none():
    assert [minutes_of(seconds) for seconds in (5, 89, 90, 330)] == [1, 1, 2, 6]


def test_plain_text_has_the_words_and_not_the_marks():
    markdown = (
        "# Ask *first*\n\n- [x] **Then** tell, see [the Act](https://x.example)\n> Say: `now`\n\n| a | b |\n|---|---|"
    )

    assert plain_text(markdown) == "Ask first\nThen tell, see the Act\nSay: now\na b"


def test_marks_and_addresses_are_not_words():
    assert words_in("**Don’t** wait: <https://peel.example/a/b> ![A map](map.png)") == 4


def test_the_first_sentence_stands_alone():
    assert first_sentence("# Head\n\nOne thing. Another.") == "Head One thing."


def test_a_first_sentence_that_is_too_long_ends_at_a_word():
    assert first_sentence("one two three four", longest=12) == "one two…"


@given(st.text())
def test_reading_never_fails(text):
    assert seconds_to_read(text) >= 0
    assert len(first_sentence(text)) <= 240
