"""A standing as columns of a cache row, and back.

Each step is a moment, a number (:attr:`Step.code`: positive where the skill stands) and a short list of the rest,
``[why, until, since, bases, otherwise]``, cut off after the last value that says something. A ``since`` that is the
step's own moment is left out.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from .currency import periods
from .standing import NOT_HELD, Standing, Status, Step, Why


class Stored(NamedTuple):
    """The columns of one row.

    ``valid_from`` is the first day of the last stretch in date, ``valid_until`` its last day, authority included; None
    where nothing was held or it does not end.
    """

    moments: list[datetime]
    codes: list[int]
    reasons: list[list[Any]]
    valid_from: date | None
    valid_until: date | None
    verified: bool


def to_columns(standing: Standing, *, since: datetime | None = None) -> Stored:
    """The steps from the one in force at ``since`` on; all of them without it."""
    steps = standing.steps if since is None else standing.after(since)
    stretches = periods(standing.promises)
    return Stored(
        [step.moment for step in steps],
        [step.code for step in steps],
        [_reason(step) for step in steps],
        stretches[-1].valid_from if stretches else None,
        steps[-1].until if steps else None,
        standing.promises[-1].award.verified if standing.promises else True,
    )


def from_columns(moments: Sequence[datetime], codes: Sequence[int], reasons: Sequence[Sequence[Any]]) -> Standing:
    """The steps that were stored. The promises were not; they are computed from the awards where they are shown."""
    return Standing(tuple(_step(*row) for row in zip(moments, codes, reasons, strict=True)))


def _reason(step: Step) -> list[Any]:
    _, _, _, until, why, since, bases, otherwise = step
    since = None if since == step.moment else since
    if since is None and not bases and otherwise is None:
        return [int(why), until.isoformat()] if until else [int(why)]
    reason = [
        int(why),
        until.isoformat() if until else None,
        since.isoformat() if since else None,
        list(bases) or None,
        int(otherwise) if otherwise is not None else None,
    ]
    while reason[-1] is None:
        reason.pop()
    return reason


def _step(moment: datetime, code: int, reason: Sequence[Any]) -> Step:
    why, until, since, bases, otherwise = [*reason, None, None, None, None][:5]
    status = Status(abs(code))
    return Step(
        moment,
        status,
        code > 0,
        date.fromisoformat(until) if until else None,
        Why(why),
        datetime.fromisoformat(since) if since else None if status is Status.NOT_HELD else moment,
        tuple(bases or ()),
        None if otherwise is None else Status(otherwise),
    )


def step_at(
    moments: Sequence[datetime], codes: Sequence[int], reasons: Sequence[Sequence[Any]], moment: datetime
) -> Step:
    """The stored step in force at a moment, without building the others; before the first nothing is held."""
    place = bisect_right(moments, moment) - 1
    return _step(moments[place], codes[place], reasons[place]) if place >= 0 else NOT_HELD
