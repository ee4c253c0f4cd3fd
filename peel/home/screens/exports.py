"""A record as a file: PDF for people, CSV for machines, a card for a pocket. Each carries the protective marking."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from peel.foundation import clock
from peel.home.queries.record import Record, record_of
from peel.home.screens.record import eyebrow
from peel.home.screens.trail import source_words
from peel.home.words import record as words
from peel.people.models import Person
from peel.skills.queries.as_at import sources_of
from peel.skills.queries.beside import sentence_of
from peel.skills.queries.lines import Line
from peel.skills.words import word_of
from peel.ui.paper import pdf
from peel.ui.words import clock as hour
from peel.ui.words import day

PAPER = Path(__file__).resolve().parents[1] / "paper"
MARKING = "OFFICIAL"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("skill", "name", "status", "stands", "in_date_from", "in_date_to", "required", "reason", "verified")


def record_pdf(person: Person) -> bytes:
    """Every line with what it rests on."""
    record = record_of(person)
    sources = sources_of(person, codes=record.book.codes, known_at=record.at)
    lines = [
        {**_printed(line, record), "sources": [_source(one) for one in sources.get(line.skill.code, [])]}
        for line in record.lines
    ]
    return pdf(PAPER / "record.typ", {**_head(person, record), "lines": lines, "marking": MARKING})


def card_pdf(person: Person) -> bytes:
    """What is held, small enough for a phone's screen and a pocket, to be kept where there is no signal."""
    record = record_of(person)
    lines = [_printed(line, record) for line in record.held]
    return pdf(PAPER / "card.typ", {**_head(person, record), "lines": lines, "marking": MARKING})


def record_csv(person: Person) -> Iterator[str]:
    """One row a line, dates as 2026-11-21. The first row is the marking, the second the names of the columns."""
    record = record_of(person)
    yield _row([MARKING, str(person), record.at.isoformat(timespec="minutes")])
    yield _row(COLUMNS)
    for line in record.lines:
        yield _row(
            [
                line.skill.code,
                line.skill.name,
                word_of(line.said.status),
                "yes" if line.said.stands else "no",
                line.valid_from.isoformat() if line.valid_from else "",
                line.valid_until.isoformat() if line.valid_until else "",
                "yes" if line.required else "no",
                line.reason,
                "yes" if line.verified else "no",
            ]
        )


def _row(cells: object) -> str:
    """One row that a spreadsheet takes for text: what begins like a formula gets an apostrophe before it."""
    out = StringIO()
    csv.writer(out).writerow([f"'{cell}" if str(cell).startswith(FORMULA) else cell for cell in cells])  # type: ignore[attr-defined]
    return out.getvalue()


def _head(person: Person, record: Record) -> dict[str, Any]:
    printed = _("Printed %(day)s at %(time)s from Peel.") % {"day": day(record.at), "time": hour(record.at)}
    posts = person.posts_on(clock.today())
    return {
        "title": words.headline(record.lines) if record.lines else str(person),
        "who": ", ".join(eyebrow(person, posts[0] if posts else None)),
        "lead": printed,
        "foot": str(person),
        "small_print": _("States the record at the minute of printing. The record itself is in Peel.") + " " + printed,
    }


def _printed(line: Line, record: Record) -> dict[str, Any]:
    return {
        "name": line.skill.name,
        "word": words.mark_words(line, today=record.today),
        "sentence": sentence_of(line, book=record.book, at=record.at),
        "dates": _dates(line),
    }


def _dates(line: Line) -> str:
    if line.valid_from is None:
        return ""
    return f"{day(line.valid_from)} – {day(line.valid_until) if line.valid_until else _('no expiry')}"


def _source(source: Any) -> str:
    said = source_words(source)
    parts = [f"{said['kind']}, {day(said['on'])}", said["authority"]]
    if not said["verified"]:
        parts.append(_("not verified"))
    if not said["stands"]:
        parts.append(_("no longer counts since %(day)s") % {"day": day(said["later_at"])})
    return ", ".join(filter(None, parts))
