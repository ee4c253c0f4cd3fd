"""My record in words: the headline, and each line as a bar of the passport."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.home.rules.team import CLOSING, LAPSED
from peel.skills.queries.lines import Line
from peel.skills.rules.grammar import Rule, RuleType, Unit
from peel.skills.rules.standing import Status
from peel.skills.words import TONES, hours, word_of
from peel.ui.components.marks import status
from peel.ui.components.passport import Axis, Bar
from peel.ui.html import Words
from peel.ui.words import count_words

YEARS_DRAWN = 5


def headline(lines: Iterable[Line]) -> str:
    """Nine skills in date, one lapsed."""
    statuses = Counter(line.said.status for line in lines)
    standing = sum(line.said.stands for line in lines)
    parts = [
        ngettext("%(n)s skill in date", "%(n)s skills in date", standing) % {"n": count_words(standing)},
        _part(ngettext("%(n)s lapsed", "%(n)s lapsed", 2), sum(statuses[one] for one in LAPSED)),
        _part(ngettext("%(n)s suspended", "%(n)s suspended", 2), statuses[Status.SUSPENDED]),
        _part(ngettext("%(n)s not held yet", "%(n)s not held yet", 2), statuses[Status.NOT_HELD]),
    ]
    return capfirst(", ".join(filter(None, parts)) + ".")


def _part(words: str, count: int) -> str:
    return words % {"n": count_words(count)} if count else ""


def mark_words(line: Line, *, today: date) -> str:
    """The status with the days that are left of it: "Expiring, 40 days"."""
    said = line.said
    word = word_of(said.status)
    if said.status in CLOSING and said.until and said.until >= today:
        return _("%(word)s, %(left)s") % {"word": word, "left": days_words((said.until - today).days)}
    return word


def days_words(days: int) -> str:
    return _("last day") if days == 0 else ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def mark(line: Line, *, today: date) -> Words:
    """Nothing beside a skill that is plainly in date: its date says it."""
    if line.said.status is Status.IN_DATE and line.verified:
        return ""
    if line.said.status is Status.IN_DATE:
        return status("query", _("Imported, not verified"))
    return status(TONES[line.said.status], mark_words(line, today=today))


def bar(line: Line, *, today: date, at: datetime, href: str) -> Bar:
    """One row of the passport; a skill that was never in date has no bar and stands elsewhere."""
    look = "lapse" if not line.said.stands else "due" if line.said.status in CLOSING else ""
    return Bar(
        name=line.skill.name,
        starts=line.valid_from or today,
        ends=line.valid_until,
        note=period(line.skill.rule_on(today)),
        href=href,
        look=look,  # type: ignore[arg-type]
        mark=mark(line, today=today),
    )


def axis(lines: Iterable[Line], *, today: date) -> Axis:
    """Five years with the past two of them, or as far as the last date reaches, ten at most."""
    first = today.year - 1
    last = max([line.valid_until.year for line in lines if line.valid_until], default=today.year)
    return Axis(first, min(max(last - first + 1, YEARS_DRAWN), 10), today)


def period(rule: Rule | None) -> str:
    """Yearly, 2 years, 12 h in 12 months, no expiry: how the skill stays in date, in a few words."""
    if rule is None or rule.type is RuleType.NONE or not rule.measures:
        return _("No expiry")
    measure = rule.measures[0]
    months = measure.months or 0
    if measure.unit is Unit.MINUTES:
        return _("%(hours)s h in %(months)s months") % {"hours": hours(measure.needed), "months": months}
    if measure.unit is Unit.EVENTS:
        return ngettext("Every %(n)s month", "Every %(n)s months", months) % {"n": months}
    if months == 12:
        return _("Yearly")
    if months % 12 == 0:
        return ngettext("%(n)s year", "%(n)s years", months // 12) % {"n": months // 12}
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def line_url(line: Line, *, person: int | None = None) -> str:
    """Where the proof of a line stands: one's own, or that of a person one may see."""
    if person is None:
        return reverse("home:line", args=[line.skill.code])
    return reverse("home:line_of", args=[person, line.skill.code])
