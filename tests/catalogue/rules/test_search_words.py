import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.catalogue.rules.search_words import (
    MOST_WORDS,
    also_called,
    corrected,
    normalised,
    query_from,
    synonyms,
    with_corrections,
)

# A word, a phrase, or brackets around alternatives: all that the texts may hold.
_WORD = r"[^\W_]+"
_PHRASE = rf"{_WORD}(?: <-> {_WORD})*"
_ALTERNATIVE = rf"(?:{_WORD}|\({_PHRASE}\))"
_TERM = rf"(?:{_WORD}|\({_ALTERNATIVE}(?: \| {_ALTERNATIVE})*\))"
_QUERY = re.compile(rf"(?:{_TERM}(?: [&|] {_TERM})*)?")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café naïve ŴYL Straße", "cafe naive wyl strasse"),
        ("officer’s don't", "officers dont"),
        ("De-escalation, s.136!", "de escalation s 136"),
        ("  \t\n", ""),
    ],
)
def test_normal_words_have_no_accents_marks_or_capitals(text, words):
    assert normalised(text) == words


@pytest.mark.parametrize(
    ("typed", "whole", "last", "last_typed"),
    [
        ("statement", "", "statement", "statement:*"),
        ("witness account", "witness", "account", "account:*"),
        ("“hot spot” patrol", "(hot <-> spot)", "patrol", "patrol:*"),
        ("", "", "", ""),
        ("&|!:*()", "", "", ""),
    ],
)
def test_every_word_must_be_there_and_the_last_may_be_half_typed(typed, whole, last, last_typed):
    query = query_from(typed)

    assert (query.whole.replace("((", "(").replace("))", ")"), query.last, query.last_typed) == (
        whole,
        last,
        last_typed,
    )


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("ELS", "first aid"),
        ("ELS", "FALP"),
        ("OST", "PPST"),
        ("Taser", "conducted energy device"),
        ("s136", "Section 136"),
        ("de-escalation", "deescalation"),
    ],
)
def test_words_that_mean_the_same_to_police_find_the_same(typed, same):
    assert set(query_from(typed).terms[0].spellings) == set(query_from(same).terms[0].spellings)


def test_what_the_trade_also_calls_it_is_said_as_it_is_written():
    assert also_called(query_from("first aid refresher"), most=2) == ["ELS", "emergency life support"]
    assert also_called(query_from("helicopter")) == []


def test_the_longest_known_run_of_words_counts_as_one():
    terms = query_from("mental health act refresher").terms

    assert [term.spellings[0] for term in terms] == [("mental", "health", "act"), ("refresher",)]


def test_nobody_means_more_than_a_dozen_words():
    assert len(query_from(" ".join(f"word{n}" for n in range(40))).terms) == MOST_WORDS


def test_any_word_is_for_when_no_lesson_has_them_all():
    assert query_from("witness account").any_word == "witness | account"


@pytest.mark.parametrize(
    ("typed", "corrections"),
    [
        ("disclsure", {"disclsure": "disclosure"}),
        ("statment takng", {"statment": "statement"}),
        ("stat", {}),
        ("els xyz 136", {}),
        ("qqqqqq", {}),
    ],
)
def test_a_mistyped_word_becomes_the_likeliest_that_the_library_has(typed, corrections):
    assert corrected(query_from(typed), {"statement": 9, "disclosure": 5, "closure": 80}) == corrections


def test_of_equally_like_words_the_commoner_wins():
    assert corrected(query_from("custadys"), {"custodys": 2, "custards": 1}) == {"custadys": "custodys"}


def test_corrections_leave_the_rest_as_typed():
    assert with_corrections("Statment “at scene”", {"statment": "statement"}) == "statement “at scene”"


def test_every_spelling_is_in_its_own_group_and_first():
    assert all(" ".join(spellings[0]) == spelling for spelling, spellings in synonyms().items())
    assert len({frozenset(spellings) for spellings in synonyms().values()}) >= 60


@given(st.text())
def test_any_text_makes_texts_that_postgresql_can_read(typed):
    query = query_from(typed)

    assert all(_QUERY.fullmatch(text) for text in (query.whole, query.last, query.any_word))
    assert re.fullmatch(rf"(?:{_WORD}:\*)?", query.last_typed)


@given(st.text(), st.dictionaries(st.text(min_size=1).map(normalised), st.integers(min_value=1)))
def test_correcting_never_fails_and_only_gives_known_words(typed, vocabulary):
    assert set(corrected(query_from(typed), vocabulary).values()) <= set(vocabulary)


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalised(text)

    assert normalised(once) == once
