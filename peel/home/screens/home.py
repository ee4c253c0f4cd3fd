"""The screen of Home."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.catalogue.models import Form
from peel.catalogue.rules.cards import shown
from peel.catalogue.rules.reading import Length
from peel.duty.queries import own_turn
from peel.foundation.clock import LONDON
from peel.home.queries.home import OnWay, begun_by, lessons_that_renew, offered, ways_of
from peel.home.queries.record import Record, record_of
from peel.home.queries.team import team_for
from peel.home.rules.due import Press
from peel.home.rules.picks import Because, Candidate, choose
from peel.home.rules.team import needs
from peel.home.screens.team import need_entries
from peel.home.words import home as words
from peel.home.words.duty import own_turn_words
from peel.home.words.record import days_words
from peel.learning.models import Attempt
from peel.people.roles import Permission
from peel.people.signed_in import SignedIn

SHOWN = 6
NEEDS_SHOWN = 3


def home_screen(viewer: SignedIn) -> dict[str, Any]:
    record = record_of(viewer.person)
    ways = ways_of(viewer)
    begun = begun_by(viewer)
    due = due_entries(record, viewer, begun={attempt.lesson_id for attempt in begun})
    cards = picks(record, viewer, ways)
    post = viewer.post
    return {
        "eyebrow": [
            own_turn_words(own_turn(viewer.person, at=record.at)),
            post.unit.name if post else viewer.force.name,
        ],
        "at": record.at,
        "title": words.greeting(
            viewer.person.known_as or viewer.person.given_name, at=record.at, needs=len(record.due)
        ),
        "due": due,
        "hidden": max(len(record.due) - SHOWN, 0),
        "begun": [begun_entry(attempt) for attempt in begun],
        "ways": [way_entry(way) for way in ways],
        "picks": cards,
        "strapline": strapline(cards, record),
        "demonstration": any(card["demo"] for card in cards),
        "needs": team_needs(viewer),
    }


def due_entries(record: Record, viewer: SignedIn, *, begun: Collection[int]) -> list[words.DueEntry]:
    lessons = lessons_that_renew([due.skill for due in record.due], force=viewer.force.pk)
    entries = []
    for place, due in enumerate(record.due[:SHOWN]):
        found = lessons.get(due.skill)
        entries.append(
            words.due_entry(
                due.press,
                record.line(due.skill),
                book=record.book,
                at=record.at,
                today=record.today,
                lesson=(found[0], found[1], found[0] in begun) if found else None,
                first=place == 0,
            )
        )
    return entries


def begun_entry(attempt: Attempt) -> dict[str, Any]:
    form = attempt.form
    watched = form is not None and form.kind in {Form.Kind.VIDEO, Form.Kind.AUDIO} and bool(form.seconds)
    of = form.seconds if watched and form else 1000
    if watched:
        said = _("Stopped at %(at)s of %(of)s.") % {"at": _clock(attempt.position), "of": _clock(of or 0)}
    else:
        said = _("%(n)s per cent read.") % {"n": round(attempt.furthest / 10)}
    url = reverse("learning:lesson", args=[attempt.lesson_id])
    return {
        "title": attempt.lesson.title,
        "when": attempt.last_at.astimezone(LONDON),
        "said": said,
        "done": min(attempt.furthest, of or 1000),
        "of": of or 1000,
        "url": f"{url}?form={attempt.length}",
    }


def way_entry(way: OnWay) -> dict[str, Any]:
    said = _("%(done)s of %(of)s steps.") % {"done": way.done, "of": way.of}
    if way.next_title:
        said = _("%(said)s Next: %(title)s.") % {"said": said, "title": way.next_title}
    return {
        "title": way.title,
        "when": way.last_at.astimezone(LONDON),
        "said": said,
        "done": way.done,
        "of": way.of,
        "url": reverse("learning:journey", args=[way.journey]),
    }


def picks(record: Record, viewer: SignedIn, ways: list[OnWay]) -> list[dict[str, Any]]:
    """Cards for every length, shortest first; the page shows those of the length that is chosen."""
    pressing = {due.skill for due in record.due}
    following = [(way.next, way.title) for way in ways if way.next]
    found = offered(viewer, pressing=pressing, following=following, today=record.at.astimezone(LONDON))
    chosen = choose(found.candidates)
    return [
        card(pick, found.cards[pick.lesson], length, record, viewer)
        for length in ("s6", "s60", "m6", "m60")
        for pick in chosen.get(length, [])
    ]


def strapline(cards: list[dict[str, Any]], record: Record) -> dict[str, Any] | None:
    """Today's six seconds, read where they stand; another one tomorrow."""
    six = [one for one in cards if one["length"] == Length.S6.value and one["line"]]
    return six[record.today.toordinal() % len(six)] if six else None


def card(pick: Candidate, kept: dict[str, Any], length: str, record: Record, viewer: SignedIn) -> dict[str, Any]:
    form = shown(kept, wanted=[length])
    url = reverse("learning:lesson", args=[pick.lesson])
    return {
        "length": length,
        "title": kept["t"],
        "url": f"{url}?form={length}",
        "why": because(pick, record, viewer),
        "by": kept["by"],
        "family": kept["cover"],
        "line": form.line if Length(length) is Length.S6 else "",
        "points": form.points,
        "lasts": form.lasts,
        "demo": kept["demo"],
    }


def because(pick: Candidate, record: Record, viewer: SignedIn) -> str:
    if pick.because is Because.NEEDED:
        return _needed(int(pick.told), record)
    if pick.because is Because.LIKED:
        post = viewer.post
        return words.because(pick._replace(told=post.unit.name if post else viewer.force.name))
    return words.because(pick)


def _needed(skill: int, record: Record) -> str:
    """Because your ELS expires in 40 days."""
    line = record.line(skill)
    name = line.skill.short or line.skill.name
    press = next(due.press for due in record.due if due.skill == skill)
    if press is Press.CLOSING and line.said.until:
        left = days_words(max((line.said.until - record.today).days, 0))
        return _("Because your %(skill)s has %(left)s left") % {"skill": name, "left": left}
    if press is Press.NOT_HELD:
        return _("Because %(skill)s is required of you") % {"skill": name}
    return _("Because your %(skill)s has lapsed") % {"skill": name}


def team_needs(viewer: SignedIn) -> dict[str, Any] | None:
    """For somebody who leads a team: the three things that press most, and how many there are."""
    if not any(post.leads for post in viewer.posts) or not viewer.may(Permission.SEE_TEAM):
        return None
    team = team_for(viewer)
    if team.too_many:
        return None
    groups = needs(team.squares())
    more = len(groups) - NEEDS_SHOWN
    return {
        "entries": need_entries(groups[:NEEDS_SHOWN], team),
        "more": ngettext("%(n)s more line", "%(n)s more lines", more) % {"n": more} if more > 0 else "",
    }


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}"
