"""A team in words: the headline, who needs what, the counts of a shift, and the squares of the grid."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from peel.foundation.clock import LONDON
from peel.home.rules.team import CLOSING, LAPSED, Group, Need, OnShift
from peel.home.words.record import days_words
from peel.skills.queries.lines import Line
from peel.skills.rules.standing import Status
from peel.skills.words import TONES, join_words, word_of
from peel.ui.components.heat import Cell
from peel.ui.components.marks import Tone
from peel.ui.words import count_words, day

NAMED = 4


class NeedEntry(NamedTuple):
    """One row of what needs a supervisor. ``others`` are names that are folded away behind the first few."""

    big: str
    when: str
    title: str
    tone: Tone
    word: str
    sentence: str
    others: str
    url: str


def headline(groups: Sequence[Group]) -> str:
    """Three people have a lapsed skill. Everybody it counts has a line below."""
    lapsed = _people(groups, Need.LAPSED)
    suspended = _people(groups, Need.SUSPENDED) - lapsed
    closing = _people(groups, Need.CLOSING)
    if lapsed:
        first = ngettext("%(n)s person has a lapsed skill.", "%(n)s people have a lapsed skill.", len(lapsed))
        said = [first % {"n": capfirst(count_words(len(lapsed)))}]
    else:
        said = [_("Nobody has a lapsed skill.")]
    if suspended:
        more = ngettext("%(n)s more has one suspended.", "%(n)s more have one suspended.", len(suspended))
        said.append(more % {"n": capfirst(count_words(len(suspended)))})
    elif closing and not lapsed:
        soon = ngettext("%(n)s has one ending soon.", "%(n)s have one ending soon.", len(closing))
        said.append(soon % {"n": capfirst(count_words(len(closing)))})
    return " ".join(said)


def _people(groups: Sequence[Group], need: Need) -> set[int]:
    return {person for group in groups if group.need is need for person in group.people}


def need_entry(group: Group, *, skill: str, names: Mapping[int, str], today: date, url: str) -> NeedEntry:
    people = [names[person] for person in group.people]
    shown, folded = people[:NAMED], people[NAMED:]
    if folded:
        more = ngettext("%(n)s other", "%(n)s others", len(folded)) % {"n": len(folded)}
        who = join_words([*shown, more])
    else:
        who = join_words(shown)
    big, when = _margin(group, today=today)
    return NeedEntry(
        big=big,
        when=when,
        title=_("%(who)s: %(skill)s") % {"who": who, "skill": skill},
        tone=TONES[group.status],
        word=word_of(group.status),
        sentence=_sentence(group),
        others=join_words(folded),
        url=url,
    )


def _margin(group: Group, *, today: date) -> tuple[str, str]:
    count, when = len(group.people), day(group.day)
    if group.need is Need.CLOSING and group.day:
        big = days_words(max((group.day - today).days, 0)).capitalize()
        return big, _("to %(day)s") % {"day": when}
    if group.need is Need.LAPSED:
        return _("%(n)s lapsed") % {"n": count}, _("since %(day)s") % {"day": when} if group.day else ""
    words = {
        Need.SUSPENDED: _("suspended since %(day)s"),
        Need.NOT_HELD: _("not held"),
        Need.QUERIED: _("asked %(day)s"),
    }
    big = ngettext("%(n)s person", "%(n)s people", count) % {"n": count}
    return big, words[group.need] % {"day": when}


def _sentence(group: Group) -> str:
    several = len(group.people) > 1
    if group.need is Need.LAPSED:
        return _("The first of them on %(day)s.") % {"day": day(group.day)} if several and group.day else ""
    if group.need is Need.SUSPENDED:
        return _("The line of each says what brings it back.")
    if group.need is Need.NOT_HELD:
        return _("Required by their post, and not on the record.")
    if group.need is Need.QUERIED:
        return _("A records officer decides.")
    return _("The first date is shown.") if several else ""


class ShiftFigure(NamedTuple):
    """One skill on this shift, ready for the template."""

    name: str
    value: str
    standing: int
    of: int
    note: str
    spoken: str


def shift_figure(count: OnShift, *, skill: str, names: Mapping[int, str]) -> ShiftFigure:
    value = _("%(n)s of %(of)s") % {"n": count.standing, "of": count.of}
    if count.out:
        note = _("Not in ticket: %(who)s") % {"who": ", ".join(names[person] for person in count.out)}
    elif count.closing:
        note = ngettext("%(n)s under 90 days", "%(n)s under 90 days", count.closing)
        note = capfirst(note % {"n": count_words(count.closing)})
    elif count.untrained:
        note = ngettext("%(n)s not trained", "%(n)s not trained", count.untrained)
        note = capfirst(note % {"n": count_words(count.untrained)})
    else:
        note = _("None under 90 days")
    return ShiftFigure(skill, value, count.standing, count.of, note, _("%(value)s in ticket") % {"value": value})


def cell(line: Line | None, *, today: date, href: str) -> Cell:
    """One square of the grid: months or days left, or since when not, always in words and never by colour alone."""
    if line is None or (line.said.status is Status.NOT_HELD and not line.required):
        return Cell("na", said=_("Not required"))
    said = line.said
    if said.status in LAPSED:
        since = date_format(said.since.astimezone(LONDON), "j M") if said.since else ""
        return Cell("late", _("Out"), small=_("since %(day)s") % {"day": since}, href=href)
    if said.status is Status.NOT_HELD:
        return Cell("", _("None"), small=_("not held"), href=href)
    if said.status in CLOSING and said.until:
        if not said.stands:
            return Cell("due", word_of(said.status), small=_("in grace"), href=href)
        return Cell("due", _("%(n)sd") % {"n": (said.until - today).days}, said=_("ays left"), href=href)
    if said.stands and said.status is Status.IN_DATE:
        return _in_date(said.until, today)
    return Cell("", word_of(said.status), href=href)


def _in_date(until: date | None, today: date) -> Cell:
    if until is None:
        return Cell("ok", "✓", said=_("No expiry"))
    months = (until.year - today.year) * 12 + until.month - today.month - (until.day < today.day)
    return _months(months, get_language())


@lru_cache(maxsize=512)
def _months(months: int, language: str | None) -> Cell:
    """A grid of 300 people has thousands of these and few different ones."""
    return Cell("ok", _("%(n)sm") % {"n": months})
