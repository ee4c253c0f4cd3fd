"""Turns of duty in words."""

from collections import Counter
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.duty.rules.duties import Duty, Position, TurnNow
from peel.duty.rules.patterns import Code
from peel.ui.words import clock

TURNS: dict[Code, Promise] = {
    Code.EARLY: gettext_lazy("Early turn"),
    Code.DAY: gettext_lazy("Day turn"),
    Code.LATE: gettext_lazy("Late turn"),
    Code.SUPER_LATE: gettext_lazy("Super late turn"),
    Code.NIGHT: gettext_lazy("Night turn"),
    Code.TRAINING: gettext_lazy("Training day"),
    Code.REST: gettext_lazy("Rest day"),
    Code.AWAY: gettext_lazy("Away"),
}


def turn_words(duty: Duty) -> str:
    """Late turn 14:00–23:00"""
    name = str(TURNS[duty.code])
    if duty.start is None or duty.end is None:
        return name
    return _("%(turn)s %(start)s–%(end)s") % {"turn": name, "start": clock(duty.start), "end": clock(duty.end)}


def own_turn_words(turn: TurnNow) -> str:
    """What a person is told of their own turn at the top of Home."""
    if turn.position is Position.OVER:
        return _("%(turn)s, over") % {"turn": turn_words(turn.duty)}
    return turn_words(turn.duty)


def shift_words(duties: Iterable[Duty]) -> str:
    """The turn that most of those on duty work."""
    turns = Counter(turn_words(duty) for duty in duties)
    return turns.most_common(1)[0][0] if turns else _("Nobody is on duty now")
