"""The screens of a record."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from peel.foundation import clock
from peel.home.forms import ClaimForm, ObjectForm
from peel.home.queries.record import Record, record_of
from peel.home.rules.due import Press
from peel.home.screens.trail import source_words
from peel.home.words import record as words
from peel.home.words.hours import hours_screen
from peel.people.models import Person, Post
from peel.people.queries.called import called
from peel.skills.access import queries_for
from peel.skills.queries.as_at import sources_of
from peel.skills.queries.beside import beside, sentence_of
from peel.skills.queries.cpd import hours_of
from peel.skills.queries.lines import Line
from peel.skills.words import TONES, word_of


def record_screen(person: Person, *, viewer: Person) -> dict[str, Any]:
    """``own`` is False on somebody else's record, which offers no objections in their name."""
    record = record_of(person)
    own = person == viewer
    post = _post(person)
    return {
        "person": person,
        "own": own,
        "eyebrow": eyebrow(person, post),
        "title": words.headline(record.lines)
        if record.lines
        else _("Your record begins here.")
        if own
        else str(person),
        "notices": notices(record, own=own),
        "axis": words.axis(record.held, today=record.today),
        "bars": [bar(line, record, own=own) for line in record.held],
        "missing": [missing(line, record, own=own) for line in record.missing],
        "nothing": not record.lines,
        "hours": hours_screen(hours_of(person, on=record.today)),
    }


def title(record: Record, *, own: bool) -> str:
    if record.lines:
        return words.headline(record.lines)
    return _("Your record begins here.") if own else str(record.person)


def line_screen(person: Person, code: str, *, viewer: Person) -> dict[str, Any]:
    """One line: what it says, why, and all that it rests on."""
    record = record_of(person)
    line = next((line for line in record.lines if line.skill.code == code), None)
    if line is None:
        raise Http404
    own = person == viewer
    aside = beside(person, [line], book=record.book, at=record.at)[code]
    sources = sources_of(person, codes=record.book.codes, known_at=record.at).get(code, [])
    return {
        "person": person,
        "own": own,
        "line": line,
        "word": word_of(line.said.status),
        "tone": TONES[line.said.status],
        "sentence": sentence_of(line, book=record.book, at=record.at, own=own, beside=aside),
        "to_do": aside.to_do(record.book.names),
        "progress": aside.progress_words,
        "sources": [source_words(source) for source in reversed(sources)],
        "period": words.period(line.skill.rule_on(record.today)),
        "consequence": line.skill.consequence_on(record.today),
        "wrong": ObjectForm() if own else None,
        "elsewhere": ClaimForm() if own else None,
        "queries": queries_for(person).filter(skill__code=code) if own else (),
    }


def eyebrow(person: Person, post: Post | None) -> list[str]:
    """PC Aisha Rahman; Response C, Harbour BCU."""
    parts = [called(person, post)]
    if post:
        parts.append(post.unit.name)
    return parts


def _post(person: Person) -> Post | None:
    posts = person.signed_in.posts if person.signed_in else person.posts_on(clock.today())
    return posts[0] if posts else None


def notices(record: Record, *, own: bool) -> list[dict[str, Any]]:
    """What has lapsed or is suspended, above everything, the newest first."""
    pressing = [due for due in record.due if due.press in {Press.LAPSED, Press.SUSPENDED}]
    lines = [record.line(due.skill) for due in pressing]
    return [
        {
            "name": line.skill.name,
            "sentence": sentence_of(line, book=record.book, at=record.at, own=own),
            "consequence": line.skill.consequence_on(record.today),
            "url": _url(line, record, own=own),
        }
        for line in lines
    ]


def bar(line: Line, record: Record, *, own: bool) -> Any:
    return words.bar(line, today=record.today, at=record.at, href=_url(line, record, own=own))


def missing(line: Line, record: Record, *, own: bool) -> dict[str, Any]:
    return {
        "name": line.skill.name,
        "word": word_of(line.said.status),
        "tone": TONES[line.said.status],
        "reason": line.reason,
        "sentence": sentence_of(line, book=record.book, at=record.at, own=own),
        "url": _url(line, record, own=own),
    }


def _url(line: Line, record: Record, *, own: bool) -> str:
    return words.line_url(line, person=None if own else record.person.pk)
