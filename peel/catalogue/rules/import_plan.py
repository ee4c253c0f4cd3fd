"""What an import would change: the file's drafts against what is stored, compared by the mark of each draft."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from peel.catalogue.rules.drafts import JourneyDraft, LessonDraft


@dataclass(frozen=True, slots=True)
class Stored:
    """A lesson or journey as it stands: its id, the mark of the draft it came from, and whether somebody changed it."""

    pk: int
    mark: str
    edited_here: bool = False


@dataclass(slots=True)
class Plan:
    """Keys by what is to happen to them. ``gone`` are stored but no longer in the file; they are left alone."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    edited_here: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not self.new and not self.changed


def mark_of(draft: LessonDraft | JourneyDraft, *, meaning: object = None) -> str:
    """The same for equal drafts that mean the same here, different otherwise.

    ``meaning`` is what the draft's names stand for at the moment: a skill that was unknown at the last import and is
    known now makes the draft a changed one.
    """
    text = json.dumps([asdict(draft), meaning], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def plan(marks: Mapping[str, str], *, stored: Mapping[str, Stored]) -> Plan:
    """What is to happen to each key, in the order of the file."""
    result = Plan()
    for key, mark in marks.items():
        there = stored.get(key)
        if there is None:
            result.new.append(key)
        elif there.mark == mark:
            result.unchanged.append(key)
        elif there.edited_here:
            result.edited_here.append(key)
        else:
            result.changed.append(key)
    result.gone = [key for key in stored if key not in marks]
    return result
