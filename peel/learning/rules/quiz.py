"""Answers to a quiz. Every question is answered until it is right; the score is what was right at the first try.

``{"0": [2, 1]}``: question 0 was answered with 2, then with 1. Kept whole, because what people get wrong first is what
an author needs to know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Answers = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """How one question stands: what was answered last, and whether that is right."""

    tried: tuple[int, ...]
    right_answer: int

    @property
    def last(self) -> int | None:
        return self.tried[-1] if self.tried else None

    @property
    def is_right(self) -> bool:
        return self.last == self.right_answer

    @property
    def at_first(self) -> bool:
        return bool(self.tried) and self.tried[0] == self.right_answer


def marked(right_answers: Sequence[int], answers: Answers) -> list[Marked]:
    """Each question of the quiz with what was answered."""
    return [Marked(tuple(answers.get(str(number), ())), right) for number, right in enumerate(right_answers)]


def answered(answers: Answers, *, question: int, answer: int, choices: Sequence[int]) -> dict[str, list[int]]:
    """The answers with one more. A question that is right stays as it is; one that is not there is left out.

    ``choices`` says how many answers each question offers.
    """
    told = {key: list(tried) for key, tried in answers.items()}
    if 0 <= question < len(choices) and 0 <= answer < choices[question]:
        told.setdefault(str(question), []).append(answer)
    return told


def score_of(marks: Sequence[Marked]) -> int | None:
    """Per cent right at the first try; None without questions."""
    if not marks:
        return None
    return round(100 * sum(mark.at_first for mark in marks) / len(marks))
