"""Hours of learning in words: the headline, the strip, and a figure for each kind."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.skills.models import CpdEntry
from peel.skills.queries.cpd import HoursOfYear, Part
from peel.skills.words import hours
from peel.ui.words import day

SERIES = {
    CpdEntry.Kind.DAY: 1,
    CpdEntry.Kind.FORMAL: 1,
    CpdEntry.Kind.DIGITAL: 2,
    CpdEntry.Kind.SOCIAL: 3,
    CpdEntry.Kind.TEAM: 3,
    CpdEntry.Kind.HELPING: 4,
}


def hours_screen(year: HoursOfYear) -> dict[str, Any]:
    """One column of the strip is one hour. Parts keep their order and colour however little there is of them."""
    parts = sorted((part for part in year.parts if part.minutes or part.of), key=lambda part: SERIES[part.kind])
    said = {"done": hours(year.done), "of": hours(year.minutes)}
    title = _("%(done)s of %(of)s hours") % said
    return {
        "title": title,
        "aside": _("%(first)s to %(last)s") % {"first": day(year.first), "last": day(year.last)},
        "strip": [(SERIES[part.kind], round(part.minutes / 60)) for part in parts],
        "of": max(round(year.minutes / 60), 1),
        "figures": [_figure(part) for part in parts],
        "left": hours(year.left),
    }


def _figure(part: Part) -> dict[str, str]:
    entries = ngettext("%(n)s entry", "%(n)s entries", part.entries) % {"n": part.entries}
    note = _("of %(of)s h, %(entries)s") % {"of": hours(part.of), "entries": entries} if part.of else entries
    return {"name": str(part.kind.label), "value": _("%(n)s h") % {"n": hours(part.minutes)}, "note": note}
