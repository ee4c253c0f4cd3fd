"""What was written down, in words: one line for each statement."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from peel.foundation.clock import LONDON
from peel.home.queries.trail import Trail, said
from peel.ledger.rules import Happening, Verb
from peel.skills.words import hours
from peel.ui.components.marks import Tone
from peel.ui.words import clock, day


class TrailLine(NamedTuple):
    """One line: margin, heading, what it rests on, and its kind as a mark."""

    on: str
    at: str
    title: str
    detail: str
    word: str
    tone: Tone


def trail_line(happening: Happening, trail: Trail, skills: Mapping[str, str]) -> TrailLine:
    happened = happening.happened_at.astimezone(LONDON)
    word, tone = _kind(happening)
    return TrailLine(
        day(happened), clock(happened), _title(happening, trail, skills), _detail(happening, trail), word, tone
    )


def _title(happening: Happening, trail: Trail, skills: Mapping[str, str]) -> str:
    code = said(happening, "skill")
    about = skills.get(code, code) or trail.lessons.get(happening.object_id, "") or happening.object_type
    titles = {
        Verb.AWARDED: _("%(about)s: recorded"),
        Verb.CORRECTED: _("%(about)s: corrected"),
        Verb.AUTHORISED: _("%(about)s: authorised"),
        Verb.REVOKED: _("%(about)s: authorisation withdrawn"),
        Verb.WAIVED: _("%(about)s: waived"),
        Verb.HELD: _("%(about)s: set aside"),
        Verb.RELEASED: _("%(about)s: no longer set aside"),
        Verb.QUERIED: _("%(about)s: queried"),
        Verb.DECIDED: _("%(about)s: decided"),
        Verb.LOGGED: _("Learning logged"),
        Verb.STARTED: _("%(about)s: begun"),
        Verb.COMPLETED: _("%(about)s: completed"),
        Verb.RATED: _("%(about)s: rated"),
        Verb.TRANSFERRED: _("Moved to another force"),
    }
    known = happening.verb in set(Verb)
    pattern = titles.get(Verb(happening.verb), "%(about)s") if known else "%(about)s"
    return pattern % {"about": about}


def _detail(happening: Happening, trail: Trail) -> str:
    parts = []
    if happening.stored_at - happening.happened_at > timedelta(days=1):
        parts.append(_("Written down %(day)s.") % {"day": day(happening.stored_at)})
    if minutes := said(happening, "minutes"):
        parts.append(_("%(hours)s hours.") % {"hours": hours(int(minutes))})
    if last := said(happening, "last-day"):
        parts.append(_("Last day %(day)s.") % {"day": _as_day(last)})
    if said(happening, "verified") == "False":
        parts.append(_("Imported, not verified."))
    if said(happening, "void") == "True":
        parts.append(_("The earlier line no longer counts."))
    if by := trail.people.get(said(happening, "by")):
        parts.append(_("Recorded by %(who)s.") % {"who": by})
    return " ".join(parts)


def _as_day(written: str) -> str:
    return day(date.fromisoformat(written))


def _kind(happening: Happening) -> tuple[str, Tone]:
    if happening.verb == Verb.CORRECTED:
        return _("Correction"), "due"
    if happening.verb in {Verb.QUERIED, Verb.DECIDED}:
        return _("Queried"), "query"
    if happening.object_type == "lesson":
        return _("Learning"), "learning"
    if happening.verb == Verb.LOGGED:
        return _("CPD"), ""
    return _("Skill"), "good" if happening.verb in {Verb.AWARDED, Verb.AUTHORISED} else "held"
