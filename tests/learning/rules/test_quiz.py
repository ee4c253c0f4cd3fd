import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.learning.rules.quiz import Marked, answered, marked, score_of

CHOICES = [3, 2]


def test_each_question_is_marked_by_its_last_answer_and_remembers_the_first():
    marks = marked([1, 0], {"0": [2, 1], "1": [0]})

    assert [(mark.is_right, mark.at_first, mark.last) for mark in marks] == [(True, False, 1), (True, True, 0)]


def test_a_question_without_an_answer_is_not_right():
    assert marked([0], {}) == [Marked((), 0)]
    assert not marked([0], {})[0].is_right


def test_answers_are_kept_in_the_order_they_were_given():
    answers = answered({"0": [2]}, question=0, answer=1, choices=CHOICES)

    assert answers == {"0": [2, 1]}


@pytest.mark.parametrize(("question", "answer"), [(2, 0), (-1, 0), (0, 3), (1, 2), (0, -1)])
def test_an_answer_to_nothing_is_left_out(question, answer):
    assert answered({"0": [2]}, question=question, answer=answer, choices=CHOICES) == {"0": [2]}


def test_the_score_is_what_was_right_at_the_first_try():
    assert score_of(marked([1, 0, 2], {"0": [1], "1": [1, 0], "2": [2]})) == 67
    assert score_of([]) is None


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3))))
def test_answering_never_fails_and_never_loses_an_answer(given_answers):
    answers: dict[str, list[int]] = {}
    for question, answer in given_answers:
        before = {key: list(tried) for key, tried in answers.items()}
        answers = answered(answers, question=question, answer=answer, choices=CHOICES)
        assert all(answers[key][: len(tried)] == tried for key, tried in before.items())
