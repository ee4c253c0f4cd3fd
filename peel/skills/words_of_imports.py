"""An import of old records in words: headlines, counts, and why two systems differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.skills.models import AwardBatch, Reconciled
from peel.skills.queries.waiting import NO_DIFFERENCE, Office
from peel.skills.rules.old_records.compare import WORDS, Reason
from peel.skills.rules.old_records.plan import Fate
from peel.skills.rules.standing import Status
from peel.skills.words import TONES, join_words, word_of
from peel.ui.components.marks import Tone
from peel.ui.words import day

LEFT_OUT = (Fate.REFUSED, Fate.NOT_DONE, Fate.TWICE, Fate.ALREADY)


def headline(batch: AwardBatch, *, waiting: int) -> str:
    """4,752 awards came in, 127 rows wait, 121 were left out."""
    rows = batch.summary.get("rows", {})
    came = rows.get(Fate.AWARDED, 0)
    if batch.undone_at is not None:
        return ngettext("%(n)s award was taken back.", "%(n)s awards were taken back.", came) % {"n": f"{came:,}"}
    left = sum(rows.get(fate, 0) for fate in LEFT_OUT)
    parts = [ngettext("%(n)s award came in", "%(n)s awards came in", came) % {"n": f"{came:,}"}]
    if waiting:
        parts.append(ngettext("%(n)s row waits", "%(n)s rows wait", waiting) % {"n": f"{waiting:,}"})
    if left:
        parts.append(ngettext("%(n)s was left out", "%(n)s were left out", left) % {"n": f"{left:,}"})
    return ", ".join(parts) + "."


def what_waits(office: Office) -> str:
    """4 queried lines, 127 records to match and 3,210 lines to verify."""
    parts = [
        words % {"n": f"{count:,}"}
        for count, words in (
            (office.disputes, ngettext("%(n)s queried line", "%(n)s queried lines", office.disputes or 0)),
            (office.unmatched, ngettext("%(n)s record to match", "%(n)s records to match", office.unmatched or 0)),
            (office.unverified, ngettext("%(n)s line to verify", "%(n)s lines to verify", office.unverified or 0)),
        )
        if count
    ]
    return _("%(things)s.") % {"things": join_words(parts)} if parts else _("Nothing waits for you.")


@dataclass(frozen=True, slots=True)
class FateLine:
    """How many rows of a file had one fate."""

    name: str
    count: int


def fates(summary: Mapping[str, Any]) -> list[FateLine]:
    """What became of the rows, those that came in first."""
    names = {
        Fate.AWARDED: _("Came in as awards"),
        Fate.UNSURE: _("Waited for a person to decide"),
        Fate.WAITING: _("Waited or were decided since an earlier import"),
        Fate.ALREADY: _("Were on record already"),
        Fate.TWICE: _("Said what another row of the file says"),
        Fate.NOT_DONE: _("Say that nothing was achieved"),
        Fate.REFUSED: _("Refused"),
    }
    rows = summary.get("rows", {})
    return [FateLine(name, rows[fate]) for fate, name in names.items() if rows.get(fate)]


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """How many lines of a comparison have one reason, and what it means."""

    code: str
    name: str
    means: str
    count: int
    percent: float
    here: bool


def reasons(summary: Mapping[str, Any], *, here: str) -> list[ReasonLine]:
    """Why two systems differ, most first; agreement last, because it needs nobody. ``here`` is the one looked at."""
    counts = summary.get("reasons", {})
    total = sum(counts.values()) or 1
    order = sorted(counts, key=lambda code: (code == Reason.AGREES, -counts[code]))
    return [
        ReasonLine(code, *_words(code), counts[code], round(100 * counts[code] / total, 1), code == here)
        for code in order
    ]  # fmt: skip


def _words(code: str) -> tuple[str, str]:
    name, means = WORDS[Reason(code)]
    return _(name), _(means)


def differing(summary: Mapping[str, Any]) -> str:
    """Where they differ: 1,040 lines"""
    count = sum(number for code, number in summary.get("reasons", {}).items() if code not in NO_DIFFERENCE)
    return ngettext("Where they differ: %(n)s line", "Where they differ: %(n)s lines", count) % {"n": f"{count:,}"}


def reason_name(code: str) -> str:
    return _words(code)[0]


def agreement(summary: Mapping[str, Any]) -> str:
    """2,405 of 4,565 skills read the same in both systems"""
    counts = summary.get("reasons", {})
    values = {"same": f"{counts.get(Reason.AGREES, 0):,}", "all": f"{sum(counts.values()):,}"}
    return _("%(same)s of %(all)s skills read the same in both systems") % values


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a comparison, ready to be drawn."""

    skill: str
    old: str
    word: str
    tone: Tone
    until: date | None
    reason: str


def compared(line: Reconciled) -> Compared:
    return Compared(
        line.skill.name,
        _old(line.old_status, line.old_until),
        *word_and_tone(line.status),
        line.until,
        reason_name(line.reason),
    )


def _old(status: str, until: date | None) -> str:
    if until and status:
        return _("%(status)s, to %(day)s") % {"status": status, "day": day(until)}
    return _("to %(day)s") % {"day": day(until)} if until else status or _("nothing")


def word_and_tone(code: int) -> tuple[str, Tone]:
    """The word of a stored status, whose sign says whether the skill stands."""
    status = Status(abs(code))
    return word_of(status), TONES[status]
