"""Words that a rule chose, kept apart from Django so that rules stay pure and every language stays possible."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:
    """Marks ``text`` for translation without translating it yet; gettext's tools look for this name."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its values, as a rule decided it; ``str()`` reads it in English.

    Screens and reports translate it at the edge: ``gettext(sentence.text) % sentence.values``.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values
