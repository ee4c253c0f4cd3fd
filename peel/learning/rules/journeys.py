"""Where somebody stands on a journey."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waypoint:
    """One step: which lesson, whether it may be left out, under which heading."""

    lesson: int
    optional: bool = False
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of the steps that count are done, and the one to take next (none when all are)."""

    done: int
    of: int
    next: int | None

    @property
    def finished(self) -> bool:
        return self.next is None


def standing(steps: Sequence[Waypoint], done: Collection[int]) -> Standing:
    """``next`` is the place in ``steps`` of the first that counts and is not done; optional steps never hold up."""
    counting = [index for index, step in enumerate(steps) if not step.optional]
    # A journey of optional steps alone still leads somewhere.
    counting = counting or list(range(len(steps)))
    left = [index for index in counting if steps[index].lesson not in done]
    return Standing(done=len(counting) - len(left), of=len(counting), next=left[0] if left else None)


def after(steps: Sequence[Waypoint], lesson: int, done: Collection[int]) -> int | None:
    """The place to go on to from a lesson: the next step that is not done, optional or not; None at the end."""
    places = [index for index, step in enumerate(steps) if step.lesson == lesson]
    start = places[0] + 1 if places else 0
    return next((index for index in range(start, len(steps)) if steps[index].lesson not in done), None)
