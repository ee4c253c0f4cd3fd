"""What needs a person themselves, in the order in which it presses."""

from datetime import date
from enum import IntEnum
from typing import NamedTuple

from peel.skills.rules.standing import Status


class Press(IntEnum):
    """How a line presses, the hardest first."""

    LAPSED = 1
    SUSPENDED = 2
    CLOSING = 3
    NOT_HELD = 4


PRESSES = {
    Status.OUT_OF_TICKET: Press.LAPSED,
    Status.OVERDUE: Press.LAPSED,
    Status.SUSPENDED: Press.SUSPENDED,
    Status.DUE: Press.CLOSING,
    Status.EXPIRING: Press.CLOSING,
    Status.NOT_HELD: Press.NOT_HELD,
}


class Due(NamedTuple):
    """One line that needs somebody. ``since`` and ``until`` are the line's own days."""

    press: Press
    skill: int
    since: date | None
    until: date | None


def press_of(status: Status, *, required: bool) -> Press | None:
    """How a line presses its person. One that nobody asks for and that was never held does not."""
    press = PRESSES.get(status)
    return None if press is Press.NOT_HELD and not required else press


def in_order(lines: list[Due]) -> list[Due]:
    """Lapsed first, the newest lapse leading because it is the one not yet dealt with; then what ends soonest."""
    return sorted(lines, key=_when)


def _when(line: Due) -> tuple[int, int, int]:
    if line.press in {Press.LAPSED, Press.SUSPENDED}:
        return line.press, -(line.since.toordinal() if line.since else 0), line.skill
    return line.press, (line.until or date.max).toordinal(), line.skill
