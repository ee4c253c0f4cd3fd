"""What the skills room will not write down, and why."""

from collections.abc import Mapping

from django.utils.functional import Promise


class Refused(ValueError):
    """One sentence for the person who asked, with what to do about it where there is something."""

    def __init__(self, sentence: str | Promise, values: Mapping[str, object] | None = None) -> None:
        super().__init__(sentence, values)
        self.sentence = sentence
        self.values = values or {}

    def __str__(self) -> str:
        said = str(self.sentence)
        return said % self.values if self.values else said
