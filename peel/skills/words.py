"""The words of the record: what each status is called and looks like, and one plain sentence why.

A sentence says what is on the record and since when; it never orders. Why a skill was suspended or withdrawn is not
known here, so it cannot be said.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peel.skills.rules.days import day_of
from peel.skills.rules.grammar import RuleError, RuleType, Unit
from peel.skills.rules.links import LinkKind, LinkProblem, LinksError
from peel.skills.rules.renewal import Do, Errand
from peel.skills.rules.standing import Status, Step, Why
from peel.skills.rules.sums import Progress
from peel.ui.components.marks import Tone
from peel.ui.words import day

WORDS: Mapping[Status, Promise] = {
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


def word_of(status: Status) -> str:
    return str(WORDS[status])


def since_words(moment: datetime, *, now: datetime) -> str:
    """14 Nov, or 14 Nov 2025 in another year."""
    on, today = day_of(moment), day_of(now)
    return date_format(on, "j M") if on.year == today.year else day(on)


def reason_of(
    step: Step,
    *,
    names: Mapping[str, str],
    now: datetime,
    own: bool = True,
    required: bool = False,
    authorised_by: str = "",
    decide_by: date | None = None,
    advice: bool = True,
) -> str:
    """Why a line says what it says, as one or two sentences.

    ``names`` are names of skills by code. ``own`` is False where somebody else reads the record. ``authorised_by``
    is the officer of a waiver, ``decide_by`` the day by which a dispute is decided. Without ``advice`` it says whom to
    ask no longer: a court is told what stood, not what to do.
    """
    days = max((step.until - day_of(now)).days, 0) if step.until else 0
    values = {
        "days": days,
        "status": word_of(step.status),
        "until": day(step.until),
        "since": since_words(step.since, now=now) if step.since else "",
        "bases": join_words([names.get(base, base) for base in step.bases]),
        "officer": authorised_by or _("a named officer"),
        "decide_by": day(decide_by),
    }
    match step.why:
        case Why.NO_AWARD if required:
            said = _("Required, and not on this record.")
        case Why.AWARD if step.until is None:
            said = _("In date, without an end.")
        case Why.WINDOW_OPEN:
            said = ngettext(
                "In date through %(until)s, %(days)s day left.", "In date through %(until)s, %(days)s days left.",
                days,
            )  # fmt: skip
        case Why.QUERY if decide_by:
            said = _("Queried since %(since)s. A records officer decides by %(decide_by)s.")
        case Why.DATE_PASSED if step.status is Status.NOT_HELD:
            said = _("An award on this record counts no longer. While it did, nothing authorised it.")
        case _:
            said = str(_SAID[step.why])
    if advice and (step.status is Status.OUT_OF_TICKET or step.why is Why.IN_GRACE):
        said = f"{said} {_('Check with your supervisor before duty.') if own else _('Check before duty.')}"
    return said % values


_LAPSED = gettext_lazy("%(status)s on this record since %(since)s.")
_SAID: Mapping[Why, str | Promise] = {
    Why.NO_AWARD: gettext_lazy("Not on this record."),
    Why.NO_AUTHORISATION: gettext_lazy("The course is on this record, an authorisation is not."),
    Why.ON_COURSE: gettext_lazy("On the course, not awarded yet."),
    Why.AWARD: gettext_lazy("In date through %(until)s."),
    Why.IN_GRACE: gettext_lazy("Past its date since %(since)s, within the force’s time of grace."),
    Why.DATE_PASSED: _LAPSED,
    Why.REQUALIFICATION_DUE: gettext_lazy("%(status)s on this record since %(since)s: the requalification was due."),
    Why.CONVERSION_DUE: gettext_lazy("%(status)s on this record since %(since)s: the conversion was due."),
    Why.AUTHORISATION_ENDED: gettext_lazy("%(status)s on this record since %(since)s, when the authorisation ended."),
    Why.LEFT_FORCE: gettext_lazy("%(status)s on this record since %(since)s: authority ended with leaving the force."),
    Why.AUTHORISATION_REVOKED: gettext_lazy("Withdrawn by the authorising officer on %(since)s."),
    Why.WITHDRAWN: gettext_lazy("Withdrawn by the authorising officer on %(since)s."),
    Why.BASE: gettext_lazy("Suspended since %(since)s, because %(bases)s does not stand."),
    Why.HELD: gettext_lazy("Suspended since %(since)s. The training records office can say what comes next."),
    Why.WAIVER: gettext_lazy("Not required until %(until)s, on the word of %(officer)s."),
    Why.QUERY: gettext_lazy("Queried since %(since)s."),
}

_DO: Mapping[Do, Promise] = {
    Do.WIN: gettext_lazy("Complete %(skill)s"),
    Do.RENEW: gettext_lazy("Renew %(skill)s"),
    Do.CONVERT: gettext_lazy("Convert %(skill)s"),
    Do.AUTHORISE: gettext_lazy("Get %(skill)s authorised"),
    Do.ASK: gettext_lazy("Ask the training records office about %(skill)s"),
}


def errand_words(errand: Errand, *, names: Mapping[str, str]) -> str:
    """What can be done about a line: “Renew Emergency life support”."""
    return str(_DO[errand.do]) % {"skill": names.get(errand.skill, errand.skill)}


def progress_words(progress: Progress) -> str:
    """7 of 12 h, or 2 of 3 times."""
    if progress.unit is Unit.MINUTES:
        return _("%(done)s of %(needed)s h") % {"done": hours(progress.done), "needed": hours(progress.needed)}
    times = ngettext("%(done)s of %(needed)s time", "%(done)s of %(needed)s times", progress.needed)
    return times % {"done": progress.done, "needed": progress.needed}


def hours(minutes: int) -> str:
    """7, 1.5, 0.25: hours as people say them."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def join_words(words: Sequence[str]) -> str:
    """One, one and two, one, two and three."""
    if len(words) < 2:
        return "".join(words)
    return _("%(several)s and %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}


_RULE_ERRORS: Mapping[str, Promise] = {
    "rule_without_type": gettext_lazy("The rule has no type."),
    "unknown_type": gettext_lazy("“%(type)s” is no type of rule; there are %(types)s."),
    "unknown_key": gettext_lazy("A rule of type %(type)s knows no “%(key)s”."),
    "not_an_object": gettext_lazy("“%(key)s” is not an object."),
    "missing_key": gettext_lazy("The rule needs “%(key)s”."),
    "not_a_whole_number": gettext_lazy("“%(key)s” is not a whole number: %(value)s."),
    "too_small": gettext_lazy("“%(key)s” is too small: %(value)s."),
    "not_hours": gettext_lazy("“%(key)s” is not a number of hours: %(value)s."),
    "not_yes_or_no": gettext_lazy("“%(key)s” is neither true nor false: %(value)s."),
    "not_a_date": gettext_lazy("“%(key)s” has a date that is none; write 2026-11-21."),
    "cut_off_before_start": gettext_lazy("The conversion is cut off before it starts."),
    "unknown_kind": gettext_lazy("“%(kind)s” is no kind of skill; there are authorised and required learning."),
}
_KINDS_OF_LINK: Mapping[LinkKind, Promise] = {
    LinkKind.STARTS: gettext_lazy("needs to start"),
    LinkKind.STANDS: gettext_lazy("needs to stand"),
    LinkKind.RENEWS: gettext_lazy("renews"),
}


def sentence_of_rule_error(error: RuleError) -> str:
    """What is wrong with a rule."""
    values: dict[str, Any] = {"types": ", ".join(RuleType), **error.params}
    return str(_RULE_ERRORS[error.code]) % values


def sentence_of_links(error: LinksError) -> str:
    """What is wrong with links between skills, one sentence for each problem."""
    return " ".join(_sentence_of_link(problem) for problem in error.problems)


def _sentence_of_link(problem: LinkProblem) -> str:
    kind = str(_KINDS_OF_LINK[problem.kind])
    match problem.code:
        case "unknown_skill":
            skill, other = problem.skills
            return _("%(skill)s %(kind)s %(other)s, and there is no skill with that code.") % {
                "skill": skill, "kind": kind, "other": other,
            }  # fmt: skip
        case "link_to_itself":
            return _("%(skill)s %(kind)s itself.") % {"skill": problem.skills[0], "kind": kind}
        case _:
            return _("These skills go round in a circle (%(kind)s): %(skills)s.") % {
                "kind": kind, "skills": " → ".join(problem.skills),
            }  # fmt: skip
