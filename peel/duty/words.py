"""What duties are called on screens."""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.duty.rules import Code, Duty, Kind
from peel.ui import words

TURNS: dict[Code, str | Promise] = {
    Code.EARLY: gettext_lazy("Early turn"),
    Code.DAY: gettext_lazy("Day turn"),
    Code.LATE: gettext_lazy("Late turn"),
    Code.SUPER_LATE: gettext_lazy("Super late turn"),
    Code.NIGHT: gettext_lazy("Night turn"),
    Code.TRAINING: gettext_lazy("Training day"),
    Code.REST: gettext_lazy("Rest day"),
    Code.AWAY: gettext_lazy("Not available"),
}
KINDS: dict[Kind, str | Promise] = {
    Kind.ANNUAL_LEAVE: gettext_lazy("Annual leave"),
    Kind.TOIL: gettext_lazy("Time off in lieu"),
    Kind.SICK: gettext_lazy("Sick"),
    Kind.COURT: gettext_lazy("Court"),
    Kind.AID: gettext_lazy("Aid"),
    Kind.TRAINING: gettext_lazy("Training"),
    Kind.MATERNITY: gettext_lazy("Maternity leave"),
    Kind.ADOPTION: gettext_lazy("Adoption leave"),
    Kind.PARENTAL: gettext_lazy("Parental leave"),
    Kind.CAREER_BREAK: gettext_lazy("Career break"),
    Kind.SUSPENSION: gettext_lazy("Suspension"),
    Kind.RECUPERATIVE: gettext_lazy("Recuperative duties"),
    Kind.ADJUSTED: gettext_lazy("Adjusted duties"),
    Kind.RESTRICTED: gettext_lazy("Restricted duties"),
}


def turn(duty: Duty) -> str:
    """``Late turn 14:00–23:00``. Of a duty as others see it no reason is left to tell; one's own says it."""
    name = str(KINDS[duty.because]) if duty.because else str(TURNS[duty.code])
    return f"{name} {hours(duty)}".strip()


def hours(duty: Duty) -> str:
    """``14:00–23:00``; the hours belong to the duty's own day even where they end on the next."""
    return f"{words.clock(duty.start)}–{words.clock(duty.end)}" if duty.start and duty.end else ""


def moment(duty: Duty) -> str:
    """How a moment in the small hours is told: ``Fri 20 Nov, Thursday’s night``; otherwise the day alone."""
    if not duty.crosses_midnight or duty.end is None:
        return words.short_day(duty.day)
    values = {"day": words.short_day(duty.end), "weekday": date_format(duty.day, "l")}
    return _("%(day)s, %(weekday)s’s night") % values
