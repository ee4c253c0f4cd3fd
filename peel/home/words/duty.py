"""Turns of duty at the top of gathered pages."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from peel.duty.rules import Duty, Position, TurnNow
from peel.duty.words import turn


def own_turn_words(now: TurnNow) -> str:
    """What a person is told of their own turn at the top of Home."""
    if now.position is Position.OVER:
        return _("%(turn)s, over") % {"turn": turn(now.duty)}
    return turn(now.duty)


def shift_words(duties: Iterable[Duty]) -> str:
    """The turn that most of those on duty work."""
    turns = Counter(turn(duty) for duty in duties)
    return turns.most_common(1)[0][0] if turns else _("Nobody is on duty now")
