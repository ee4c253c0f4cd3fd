"""What became of each row of a file, in words."""

from enum import StrEnum
from typing import NamedTuple

from peel.foundation.sentence import Sentence


class Did(StrEnum):
    """What an import does with a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class RowReport(NamedTuple):
    """One row of the file: its number, what it is about, what became of it, and why or what changed."""

    row: int
    about: str
    did: Did
    said: tuple[Sentence, ...] = ()


class RowRefused(ValueError):
    """A row that cannot be taken in."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence
