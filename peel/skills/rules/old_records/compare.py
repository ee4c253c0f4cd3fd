"""What an old system says of a skill, what Peel says, and why they differ."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from peel.foundation.sentence import N_

from ..standing import Why
from .columns import Said


class Reason(StrEnum):
    """Why the old system and Peel say different things, if they do. Stored."""

    AGREES = "agrees"
    SAYS_NOTHING = "says_nothing"
    LATER_HERE = "later_here"
    OTHER_DATE = "other_date"
    LONGER_HERE = "longer_here"
    DATE_PASSED = "date_passed"
    CONTRADICTS = "contradicts"
    NO_AUTHORITY = "no_authority"
    BASE_LAPSED = "base_lapsed"
    SET_ASIDE = "set_aside"
    NOT_ENOUGH = "not_enough"
    WAIVED = "waived"
    QUERIED = "queried"


WORDS: Mapping[Reason, tuple[str, str]] = {
    Reason.AGREES: (N_("They agree"), N_("Both say the same.")),
    Reason.SAYS_NOTHING: (
        N_("Nothing to compare"),
        N_("The old system gives neither a status nor an expiry date, so Peel goes by its rule alone."),
    ),
    Reason.LATER_HERE: (N_("A later award here"), N_("Something newer than this file is on record here.")),
    Reason.OTHER_DATE: (
        N_("In date in both, to another day"),
        N_("The rule here, a renewal or an authorisation gives another last day than the old system."),
    ),
    Reason.LONGER_HERE: (
        N_("Lapsed there, in date here"),
        N_("The rule here keeps it in date longer than the old system did. Look at the rule."),
    ),
    Reason.DATE_PASSED: (
        N_("In date there, date passed here"),
        N_("By the rule here, or by the old system’s own date, the last day in date has passed."),
    ),
    Reason.CONTRADICTS: (
        N_("The old system contradicts itself"),
        N_("Its status says lapsed, its expiry date is still to come. Peel went by the date. Look at the certificate."),
    ),
    Reason.NO_AUTHORITY: (
        N_("No authorisation on record here"),
        N_("The award came along; who lets them use the skill is a fact of its own, and none stands here."),
    ),
    Reason.BASE_LAPSED: (
        N_("A skill it needs does not stand"),
        N_("Suspended here because another skill that it rests on is not in date."),
    ),
    Reason.SET_ASIDE: (N_("Set aside here"), N_("Suspended or withdrawn on this record.")),
    Reason.NOT_ENOUGH: (
        N_("Not enough counts here"),
        N_("What came along does not meet the whole requirement here: hours, events, or awards still to be verified."),
    ),
    Reason.WAIVED: (N_("Waived here"), N_("Not required of them for now, on a named officer’s word.")),
    Reason.QUERIED: (N_("Queried"), N_("Somebody disputes this line, and a records officer has not decided.")),
}

_WHY = {
    Why.NO_AWARD: Reason.NOT_ENOUGH,
    Why.ON_COURSE: Reason.NOT_ENOUGH,
    Why.NO_AUTHORISATION: Reason.NO_AUTHORITY,
    Why.AUTHORISATION_ENDED: Reason.NO_AUTHORITY,
    Why.AUTHORISATION_REVOKED: Reason.NO_AUTHORITY,
    Why.LEFT_FORCE: Reason.NO_AUTHORITY,
    Why.BASE: Reason.BASE_LAPSED,
    Why.HELD: Reason.SET_ASIDE,
    Why.WITHDRAWN: Reason.SET_ASIDE,
    Why.WAIVER: Reason.WAIVED,
    Why.QUERY: Reason.QUERIED,
}


class OldSays(NamedTuple):
    """What the old system says: its status, and its expiry date where it gives one."""

    said: Said
    expires: date | None


class PeelSays(NamedTuple):
    """What the record says here. ``later``: it rests on something newer than the file."""

    stands: bool
    until: date | None
    why: Why
    later: bool = False


def why_they_differ(old: OldSays, here: PeelSays, *, on: date) -> Reason:
    """One word for each skill of each person. An expiry date speaks louder than a status: a status was true once."""
    if old.expires is None and old.said not in (Said.CURRENT, Said.LAPSED):
        return Reason.SAYS_NOTHING
    stood = old.expires >= on if old.expires else old.said is Said.CURRENT
    if here.stands and here.later and not (stood and here.until == old.expires):
        return Reason.LATER_HERE
    if here.stands and old.said is Said.LAPSED and stood:
        return Reason.CONTRADICTS
    if here.stands and stood:
        return Reason.AGREES if old.expires in (None, here.until) else Reason.OTHER_DATE
    if here.stands:
        return Reason.LONGER_HERE
    if not stood and not (old.said is Said.CURRENT and old.expires):
        return Reason.AGREES
    return _WHY.get(here.why, Reason.DATE_PASSED) if stood else Reason.DATE_PASSED
