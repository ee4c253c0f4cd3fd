"""Standing in the words of the trade: a status and its tone, and a sentence that states the record and never orders."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peel.skills.rules.days import day_of
from peel.skills.rules.standing import Status, Why
from peel.ui.components.marks import Tone
from peel.ui.words import day

WORDS: Mapping[Status, str | Promise] = {
    Status.NOT_HELD: gettext_lazy("Not held"),
    Status.IN_TRAINING: gettext_lazy("In training"),
    Status.IN_DATE: gettext_lazy("In date"),
    Status.DUE: gettext_lazy("Due"),
    Status.EXPIRING: gettext_lazy("Expiring"),
    Status.OUT_OF_TICKET: gettext_lazy("Out of ticket"),
    Status.OVERDUE: gettext_lazy("Overdue"),
    Status.SUSPENDED: gettext_lazy("Suspended"),
    Status.WAIVED: gettext_lazy("Waived"),
    Status.WITHDRAWN: gettext_lazy("Withdrawn"),
    Status.QUERIED: gettext_lazy("Queried"),
}
TONES: Mapping[Status, Tone] = {
    Status.NOT_HELD: "",
    Status.IN_TRAINING: "learning",
    Status.IN_DATE: "good",
    Status.DUE: "due",
    Status.EXPIRING: "expiring",
    Status.OUT_OF_TICKET: "late",
    Status.OVERDUE: "late",
    Status.SUSPENDED: "held",
    Status.WAIVED: "waived",
    Status.WITHDRAWN: "gone",
    Status.QUERIED: "query",
}


class Said(Protocol):
    """What a line says at a moment: a ``Step``, or what was kept of one."""

    @property
    def status(self) -> Status: ...
    @property
    def until(self) -> date | None: ...
    @property
    def why(self) -> Why: ...
    @property
    def since(self) -> datetime | None: ...
    @property
    def bases(self) -> tuple[str, ...]: ...
    @property
    def otherwise(self) -> Status | None: ...


def word(status: Status) -> str:
    return str(WORDS[status])


def days_left(until: date | None, today: date) -> int | None:
    """Days up to and including the last day in date: 0 is today; None where nothing ends."""
    return None if until is None else (until - today).days


def counted(days: int) -> str:
    """9 days, 1 day, today"""
    if days == 0:
        return _("Today")
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def mark_words(said: Said, *, today: date) -> str:
    """The word with what is left of it: "Expiring, 40 days"."""
    left = days_left(said.until, today)
    if said.status in {Status.DUE, Status.EXPIRING} and left is not None and left >= 0:
        return _("%(word)s, %(left)s") % {"word": word(said.status), "left": counted(left).lower()}
    return word(said.status)


def sentence(said: Said, *, names: Mapping[str, str], reason: str = "") -> str:
    """What stands on the record, since when and whom to ask. ``names`` are skills by code, ``reason`` is the
    requirement's.

    Why a skill is held (conduct, medical) is not said, because a step does not know it.
    """
    values = {
        "since": day(day_of(said.since)) if said.since else "",
        "until": day(said.until),
        "reason": reason,
        "bases": _and([names.get(code, code) for code in said.bases]),
    }
    return _sentence(said) % values


def _sentence(said: Said) -> str:
    if said.status in {Status.OUT_OF_TICKET, Status.OVERDUE}:
        return _lapse(said)
    if said.status is Status.SUSPENDED:
        if said.why is Why.BASE:
            return _("Because %(bases)s does not stand since %(since)s. Renewing it brings this back.")
        return _("Since %(since)s. Ask your training records office.")
    if said.status in {Status.DUE, Status.EXPIRING}:
        if said.why is Why.IN_GRACE:
            return _("Ended %(until)s. Days of grace are running; it does not count until renewed.")
        return _("In date to %(until)s.")
    if said.status is Status.QUERIED:
        return _("Asked about on %(since)s. A records officer decides.")
    return _quiet(said)


def _lapse(said: Said) -> str:
    if said.status is Status.OVERDUE:
        return _("Overdue on this record since %(since)s.")
    ended = {
        Why.REQUALIFICATION_DUE: _("Requalification was due by %(until)s. Check with your supervisor before duty."),
        Why.CONVERSION_DUE: _("Conversion was due by %(until)s. Check with your supervisor before duty."),
        Why.AUTHORISATION_ENDED: _("The authorisation ended %(until)s. Check with your supervisor before duty."),
        Why.LEFT_FORCE: _("The authorisation ended with service in another force, %(until)s."),
    }
    return ended.get(said.why) or _("On this record since %(since)s. Check with your supervisor before duty.")


def _quiet(said: Said) -> str:
    if said.status is Status.WITHDRAWN:
        return _("By the authorising officer, since %(since)s.")
    if said.status is Status.WAIVED:
        return _("Not required until %(until)s.")
    if said.status is Status.IN_TRAINING:
        return _("On the course since %(since)s, not awarded.")
    if said.status is Status.NOT_HELD:
        if said.why is Why.NO_AUTHORISATION:
            return _("Awarded; an authorisation is not on this record.")
        return _("Required: %(reason)s.") if said.why is Why.NO_AWARD else _("Not on this record.")
    return _("In date to %(until)s.") if said.until else _("No expiry.")


def _and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
