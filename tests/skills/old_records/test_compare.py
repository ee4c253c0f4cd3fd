"""Why an old system and Peel say different things."""

from datetime import date

import pytest

from peel.skills.rules.old_records.columns import Said
from peel.skills.rules.old_records.compare import WORDS, OldSays, PeelSays, Reason, why_they_differ
from peel.skills.rules.standing import Why

TODAY = date(2026, 11, 21)
PAST, SOON, LATE = date(2026, 11, 20), date(2027, 1, 31), date(2027, 6, 30)


def here(stands: bool, until: date | None = None, why: Why = Why.AWARD, *, later: bool = False) -> PeelSays:
    return PeelSays(stands, until, why, later)


@pytest.mark.parametrize(
    ("old", "peel", "reason"),
    [
        (OldSays(Said.CURRENT, SOON), here(True, SOON), Reason.AGREES),
        (OldSays(Said.CURRENT, TODAY), here(True, TODAY), Reason.AGREES),
        (OldSays(Said.CURRENT, None), here(True, LATE), Reason.AGREES),
        (OldSays(Said.LAPSED, None), here(False, PAST, Why.DATE_PASSED), Reason.AGREES),
        (OldSays(Said.LAPSED, PAST), here(False, PAST, Why.DATE_PASSED), Reason.AGREES),
        (OldSays(Said.NOTHING, PAST), here(False, PAST, Why.DATE_PASSED), Reason.AGREES),
        (OldSays(Said.NOTHING, None), here(True, LATE), Reason.SAYS_NOTHING),
        (OldSays(Said.SET_ASIDE, None), here(True, LATE), Reason.SAYS_NOTHING),
        (OldSays(Said.CURRENT, SOON), here(True, LATE, later=True), Reason.LATER_HERE),
        (OldSays(Said.CURRENT, SOON), here(True, SOON, later=True), Reason.AGREES),
        (OldSays(Said.LAPSED, PAST), here(True, LATE, later=True), Reason.LATER_HERE),
        (OldSays(Said.CURRENT, SOON), here(True, LATE), Reason.OTHER_DATE),
        (OldSays(Said.CURRENT, SOON), here(True, None), Reason.OTHER_DATE),
        (OldSays(Said.LAPSED, PAST), here(True, LATE), Reason.LONGER_HERE),
        (OldSays(Said.LAPSED, None), here(True, LATE), Reason.LONGER_HERE),
        (OldSays(Said.CURRENT, PAST), here(False, PAST, Why.DATE_PASSED), Reason.DATE_PASSED),
        (OldSays(Said.CURRENT, None), here(False, PAST, Why.DATE_PASSED), Reason.DATE_PASSED),
        (OldSays(Said.CURRENT, SOON), here(False, PAST, Why.REQUALIFICATION_DUE), Reason.DATE_PASSED),
        (OldSays(Said.LAPSED, SOON), here(True, SOON), Reason.CONTRADICTS),
        (OldSays(Said.CURRENT, SOON), here(False, None, Why.NO_AUTHORISATION), Reason.NO_AUTHORITY),
        (OldSays(Said.CURRENT, None), here(False, SOON, Why.AUTHORISATION_REVOKED), Reason.NO_AUTHORITY),
        (OldSays(Said.CURRENT, SOON), here(False, SOON, Why.BASE), Reason.BASE_LAPSED),
        (OldSays(Said.CURRENT, SOON), here(False, SOON, Why.HELD), Reason.SET_ASIDE),
        (OldSays(Said.CURRENT, SOON), here(False, None, Why.NO_AWARD), Reason.NOT_ENOUGH),
        (OldSays(Said.CURRENT, SOON), here(False, LATE, Why.WAIVER), Reason.WAIVED),
        (OldSays(Said.CURRENT, SOON), here(False, SOON, Why.QUERY), Reason.QUERIED),
    ],
)
def test_each_difference_has_its_reason(old: OldSays, peel: PeelSays, reason: Reason):
    assert why_they_differ(old, peel, on=TODAY) is reason


def test_every_reason_is_put_in_words():
    assert WORDS.keys() == set(Reason)
