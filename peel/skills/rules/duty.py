"""A duty that has begun: where a force's rule says so, a date that passes at midnight carries it to its end."""

from collections.abc import Mapping
from datetime import datetime

from .book import RuleBook
from .currency import promise_on
from .days import day_of
from .standing import BY_DATE, Standing, Step, Why


def step_on_duty(
    book: RuleBook, standings: Mapping[str, Standing], code: str, *, at: datetime, began: datetime, ends: datetime
) -> Step:
    """What a line says at ``at`` in a duty from ``began`` to before ``ends``.

    Only a date carries: a skill that was suspended, withdrawn or revoked in the night stopped standing then. A base
    carries the skills on it by its own rule, not by theirs.
    """
    standing = standings[code]
    now, then = standing.at(at), standing.at(began)
    if now.stands or not then.stands or not began <= at < ends:
        return now
    during = [step for step in standing.steps if began < step.moment <= at and not step.stands]
    carried = all(
        _carries(book, standing, code, began)
        if step.why in BY_DATE
        else _bases_carry(book, standings, step, began, ends)
        for step in during
    )
    return then if carried else now


def _carries(book: RuleBook, standing: Standing, code: str, began: datetime) -> bool:
    promise = promise_on(standing.promises, day_of(began))
    return promise is not None and promise.rule.carries_duty


def _bases_carry(
    book: RuleBook, standings: Mapping[str, Standing], step: Step, began: datetime, ends: datetime
) -> bool:
    return step.why is Why.BASE and all(
        step_on_duty(book, standings, base, at=step.moment, began=began, ends=ends).stands for base in step.bases
    )
