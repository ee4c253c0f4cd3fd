from datetime import date

from peel.home.rules.due import Due, Press, in_order, press_of
from peel.skills.rules.standing import Status


def test_the_newest_lapse_leads_then_what_ends_soonest():
    old = Due(Press.LAPSED, 1, date(2025, 3, 1), None)
    new = Due(Press.LAPSED, 2, date(2026, 11, 14), None)
    soon = Due(Press.CLOSING, 3, None, date(2026, 11, 30))
    later = Due(Press.CLOSING, 4, None, date(2026, 12, 31))

    assert in_order([later, old, soon, new]) == [new, old, soon, later]


def test_every_word_presses_or_does_not():
    required = {status: press_of(status, required=True) for status in Status}

    assert {status for status, press in required.items() if press} == {
        Status.OUT_OF_TICKET,
        Status.OVERDUE,
        Status.SUSPENDED,
        Status.DUE,
        Status.EXPIRING,
        Status.NOT_HELD,
    }


def test_what_nobody_asks_for_and_was_never_held_does_not_press():
    assert press_of(Status.NOT_HELD, required=False) is None


def test_a_lapsed_skill_presses_though_nobody_asks_for_it():
    assert press_of(Status.OUT_OF_TICKET, required=False) is Press.LAPSED
