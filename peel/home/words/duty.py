"""Turns of duty in words, where a page says something about them."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from peel.duty import words
from peel.duty.rules import Duty, Position, TurnNow


def own_turn_words(turn: TurnNow) -> str:
    """What a person is told of their own turn at the top of Home."""
    said = words.turn(turn.duty)
    return _("%(turn)s, over") % {"turn": said} if turn.position is Position.OVER else said


def shift_words(duties: Iterable[Duty]) -> str:
    """The turn that most of those on duty work."""
    turns = Counter(words.turn(duty) for duty in duties)
    return turns.most_common(1)[0][0] if turns else _("Nobody is on duty now")
