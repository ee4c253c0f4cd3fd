"""Home in words: greeting, what is due, and why each lesson is offered."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.foundation.clock import LONDON
from peel.home.rules.due import Press
from peel.home.rules.picks import Because, Candidate
from peel.home.words.record import days_words, line_url, mark_words
from peel.skills.queries.beside import sentence_of
from peel.skills.queries.book import Book
from peel.skills.queries.lines import Line
from peel.skills.words import TONES
from peel.ui.components.marks import Tone
from peel.ui.words import count_words, day


class DueEntry(NamedTuple):
    """One row of what is due, ready for the template. ``key`` is the one jacket of the page."""

    title: str
    href: str
    big: str
    when: str
    tone: Tone
    word: str
    sentence: str
    action: str
    url: str
    look: str
    minutes: int | None


def greeting(name: str, *, at: datetime, needs: int) -> str:
    """Afternoon, Aisha. Four things need you."""
    hello = _hello(at.astimezone(LONDON).hour) % {"name": name}
    if needs == 0:
        return f"{hello} {_('Nothing is due.')}"
    things = ngettext("%(n)s thing needs you.", "%(n)s things need you.", needs)
    return f"{hello} {things % {'n': capfirst(count_words(needs))}}"


def _hello(hour: int) -> str:
    if 5 <= hour < 12:
        return _("Morning, %(name)s.")
    if 12 <= hour < 18:
        return _("Afternoon, %(name)s.")
    if 18 <= hour < 22:
        return _("Evening, %(name)s.")
    return _("Hello, %(name)s.")


def margin(press: Press, line: Line, *, today: date) -> tuple[str, str]:
    """What the margin says big and small: Lapsed, on 14 Nov 2026; 9 days, by 30 Nov 2026."""
    since = line.said.since.astimezone(LONDON).date() if line.said.since else None
    if press is Press.LAPSED:
        return _("Lapsed"), _("since %(day)s") % {"day": day(since)}
    if press is Press.SUSPENDED:
        return _("Suspended"), _("since %(day)s") % {"day": day(since)}
    if press is Press.CLOSING and line.said.until:
        return days_words(max((line.said.until - today).days, 0)).capitalize(), _("to %(day)s") % {
            "day": day(line.said.until)
        }
    return _("New"), _("not on this record")


def due_entry(
    press: Press,
    line: Line,
    *,
    book: Book,
    at: datetime,
    today: date,
    lesson: tuple[int, int, bool] | None,
    first: bool,
) -> DueEntry:
    """One line with its one action: the lesson that renews it where there is one, otherwise its place on the record.

    ``lesson`` is the id, minutes and whether it was begun.
    """
    big, when = margin(press, line, today=today)
    sentence = sentence_of(line, book=book, at=at)
    action, url, minutes = _("See the line"), line_url(line), None
    if lesson is not None:
        pk, minutes, begun = lesson
        action, url = (_("Finish it") if begun else _("Start it")), f"/library/{pk}/"
        sentence = f"{sentence} {_about(minutes)}"
    return DueEntry(
        title=line.skill.name,
        href=line_url(line),
        big=big,
        when=when,
        tone=TONES[line.said.status],
        word=mark_words(line, today=today)
        if press is not Press.CLOSING
        else mark_words(line, today=today).split(",")[0],
        sentence=sentence,
        action=action,
        url=url,
        look="key" if first else "" if press in {Press.LAPSED, Press.SUSPENDED} else "quiet",
        minutes=minutes,
    )


def _about(minutes: int) -> str:
    return ngettext("About %(n)s minute.", "About %(n)s minutes.", minutes) % {"n": minutes}


def because(pick: Candidate) -> str:
    """The reason above a suggestion."""
    words = {
        Because.NEEDED: _("Because of your %(told)s"),
        Because.NEXT_IN_JOURNEY: _("Next in %(told)s"),
        Because.FROM_UNIT: _("From %(told)s"),
        Because.LIKED: _("Liked in %(told)s"),
        Because.USED: _("Much used by colleagues"),
    }
    return words[pick.because] % {"told": pick.told}
