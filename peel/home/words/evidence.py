"""Evidence in words: what stood, what it rests on, what was corrected. It states the record and orders nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.home.queries.evidence import Evidence, Moment, Reading, imported
from peel.home.words.record import headline as counted
from peel.ledger.queries import Sealed
from peel.people.models import Person
from peel.skills.models import Authorisation, Award, Hold, Query, Waiver
from peel.skills.queries.as_at import Fate, Source
from peel.skills.queries.beside import sentence_of
from peel.skills.queries.lines import Line
from peel.skills.words import TONES, hours, word_of
from peel.ui.words import clock, day


def moment_words(moment: Moment) -> str:
    """3 Mar 2026 at 21:55, or 3 Mar 2026"""
    if moment.at is None:
        return day(moment.on)
    return _("%(day)s at %(time)s") % {"day": day(moment.at), "time": clock(moment.at)}


def minute(moment: datetime | None) -> str:
    """3 Mar 2026, 21:55"""
    return f"{day(moment)}, {clock(moment)}" if moment else ""


def headline(evidence: Evidence) -> str:
    """Out of ticket on 3 Mar 2026 at 21:55; for all skills, how many stood."""
    when = moment_words(evidence.moment)
    if evidence.asked is None:
        lines = [reading.then for reading in evidence.readings if reading.then]
        if not lines:
            return _("Nothing stood on %(when)s") % {"when": when}
        return _("%(counted)s, on %(when)s") % {"counted": counted(lines).rstrip("."), "when": when}
    [reading] = evidence.readings
    word = word_at(reading.then)
    if evidence.asked.code in evidence.at_end:
        values = {"word": word, "later": word_at(evidence.at_end[evidence.asked.code]).lower(), "when": when}
        return _("%(word)s, then %(later)s, on %(when)s") % values
    pattern = _("%(word)s on %(when)s") if evidence.moment.at else _("%(word)s all day on %(when)s")
    return pattern % {"word": word, "when": when}


def since_words(evidence: Evidence) -> str:
    """Whether what was recorded since makes that moment read otherwise."""
    changed = [reading for reading in evidence.readings if reading.changed]
    if not changed:
        return _("What was known then is what is known now: nothing recorded since makes it read otherwise.")
    if evidence.asked is not None:
        said = _("Known then: %(then)s. Recorded since, the same moment reads: %(now)s.")
        return said % {"then": word_at(changed[0].then).lower(), "now": word_at(changed[0].now).lower()}
    return ngettext(
        "Recorded since, %(n)s line reads otherwise.", "Recorded since, %(n)s lines read otherwise.", len(changed)
    ) % {"n": len(changed)}


def word_at(line: Line | None) -> str:
    return word_of(line.said.status) if line else _("Not on this record")


def line_words(line: Line | None, evidence: Evidence, at: datetime) -> dict[str, str]:
    """The word, its look, and the sentence of one line."""
    if line is None:
        return {"word": word_at(None), "tone": "", "sentence": _("Neither held nor required.")}
    said = sentence_of(line, book=evidence.book, at=at, own=False, advice=False)
    return {"word": word_of(line.said.status), "tone": TONES[line.said.status], "sentence": said}


def reading_words(reading: Reading, evidence: Evidence) -> dict[str, Any]:
    """One skill with everything it rests on."""
    at = evidence.moment.first
    return {
        "name": reading.skill.name,
        "then": line_words(reading.then, evidence, at),
        "now": line_words(reading.now, evidence, at),
        "changed": reading.changed,
        "end": line_words(evidence.at_end[reading.skill.code], evidence, evidence.moment.last)
        if reading.skill.code in evidence.at_end
        else None,
        "needs": [f"{line.skill.name}: {word_at(line)}" for line in reading.needs],
        "before": [source_words(source) for source in reading.before],
        "since": [source_words(source) for source in reading.since],
        "facts": list(_facts(reading)),
    }


def source_words(source: Source) -> dict[str, Any]:
    """One award as proof: what and when, on whose word, who wrote it down, and what became of it."""
    award = source.award
    return {
        "on": day(award.achieved_on),
        "what": _what(award),
        "proof": _proof(award),
        "recorded": _recorded(award.recorded_at, award.recorded_by),
        "verified": award.verified,
        "fate": _fate(source),
        "stands": source.fate is Fate.STANDS,
    }


def _what(award: Award) -> str:
    if award.corrects_id is not None:
        kind = _("Correction: the earlier line no longer counts") if award.void else _("Correction")
    else:
        kind = award.get_kind_display()
    parts = [kind]
    if award.minutes:
        parts.append(_("%(hours)s h") % {"hours": hours(award.minutes)})
    if award.expires_override:
        parts.append(_("to %(day)s") % {"day": day(award.expires_override)})
    return ", ".join(map(str, parts))


def _proof(award: Award) -> str:
    where = imported(award)
    how = _("imported from %(file)s, row %(row)s") % {"file": where, "row": award.evidence.get("row", "")}
    parts = [award.authority, str(award.evidence.get("reference", "")), how if where else award.get_source_display()]
    return ", ".join(str(part) for part in parts if part)


def _recorded(at: datetime, by: Person | None) -> str:
    if by is None:
        return _("Written down %(when)s.") % {"when": minute(at)}
    return _("Written down %(when)s by %(name)s.") % {"when": minute(at), "name": by.name}


def _fate(source: Source) -> str:
    values = {"when": minute(source.later_at), "why": source.later.reason if source.later else ""}
    match source.fate:
        case Fate.CORRECTED:
            return _("Replaced %(when)s: %(why)s.") % values
        case Fate.VOIDED:
            return _("Taken away %(when)s: %(why)s.") % values
        case Fate.UNDONE:
            return _("Taken back with its import %(when)s.") % values
        case _:
            return ""


def _facts(reading: Reading) -> Iterable[dict[str, str]]:
    for authorisation in reading.facts.authorisations:
        yield _authorisation(authorisation)
    for waiver in reading.facts.waivers:
        yield _waiver(waiver)
    for hold in reading.facts.holds:
        yield _hold(hold)
    for dispute in reading.facts.disputes:
        yield _dispute(dispute)


def _authorisation(row: Authorisation) -> dict[str, str]:
    said = _("Authorised by %(officer)s, %(from)s to %(to)s.") % {
        "officer": row.authorised_by, "from": day(row.starts), "to": day(row.ends) or _("further notice"),
    }  # fmt: skip
    if row.revoked_at is not None:
        said = f"{said} {_('Ended %(when)s by %(who)s.') % {'when': minute(row.revoked_at), 'who': row.revoked_by}}"
    return {"on": day(row.starts), "what": said, "recorded": _recorded(row.recorded_at, row.recorded_by)}


def _waiver(row: Waiver) -> dict[str, str]:
    said = _("Waived by %(officer)s, %(from)s to %(to)s.") % {
        "officer": row.authorised_by, "from": day(row.starts), "to": day(row.ends),
    }  # fmt: skip
    if row.retracted_at is not None:
        said = f"{said} {_('Taken back %(when)s.') % {'when': minute(row.retracted_at)}}"
    return {"on": day(row.starts), "what": said, "recorded": _recorded(row.recorded_at, row.recorded_by)}


def _hold(row: Hold) -> dict[str, str]:
    said = _("%(what)s, %(from)s to %(to)s.") % {
        "what": row.get_kind_display(),
        "from": minute(row.starts_at),
        "to": minute(row.ends_at) or _("further notice"),
    }
    if row.retracted_at is not None:
        said = f"{said} {_('Taken back %(when)s.') % {'when': minute(row.retracted_at)}}"
    return {"on": day(row.starts_at), "what": said, "recorded": _recorded(row.recorded_at, row.recorded_by)}


def _dispute(row: Query) -> dict[str, str]:
    said = _("Queried: “%(kind)s”.") % {"kind": row.get_kind_display()}
    if row.decided_at is not None:
        outcome = _("Upheld %(when)s.") if row.upheld else _("Turned down %(when)s.")
        said = f"{said} {outcome % {'when': minute(row.decided_at)}}"
    return {"on": day(row.asked_at), "what": said, "recorded": _recorded(row.asked_at, None)}


def seal_words(one: Sealed) -> dict[str, str]:
    """One statement of the ledger as an exhibit names it: what, when written, its leaf, its seal."""
    statement = one.statement
    return {
        "what": f"{statement.verb}, {statement.object_type} {statement.object_id}",
        "stored": minute(statement.stored_at),
        "leaf": hash_words(statement.leaf),
        "seal": str(one.seal.number) if one.seal else _("waits for its seal"),
    }


def head_words(evidence: Evidence) -> dict[str, str]:
    """The seal at which the force's chain stood when the answer was read out."""
    head = evidence.head
    if head is None:
        return {"said": _("Nothing is sealed yet."), "hash": ""}
    said = _("The chain of %(force)s stood at seal %(number)s, over %(total)s entries.")
    values = {"number": head.number, "force": evidence.force.name, "total": f"{head.total:,}"}
    return {"said": said % values, "hash": hash_words(head.head)}


def hash_words(digest: bytes | memoryview) -> str:
    """Thirty-two bytes in groups of eight figures, so that two people can compare them aloud."""
    figures = bytes(digest).hex()
    return " ".join(figures[start : start + 8] for start in range(0, len(figures), 8))


def statement_draft(evidence: Evidence, *, exhibit: str, producer: str) -> list[str]:
    """A witness statement to start from. It says what the record says, who read it out and how; no opinion."""
    values = {
        "producer": producer,
        "force": evidence.force.name,
        "person": evidence.called,
        "numbers": evidence.numbers,
        "skill": evidence.asked.name if evidence.asked else _("every skill on the record"),
        "when": moment_words(evidence.moment),
        "printed": minute(evidence.produced_at),
        "exhibit": exhibit,
        "then": headline(evidence),
        "since": since_words(evidence),
    }
    return [
        _("I am %(producer)s. I keep or audit the training records of %(force)s, which are held in a computer system "
          "called Peel.") % values,
        _("On %(printed)s I asked that system for the record of %(person)s (%(numbers)s) concerning %(skill)s, as it "
          "stood on %(when)s. I produce what it answered as exhibit %(exhibit)s.") % values,
        _("The exhibit states: %(then)s. %(since)s") % values,
        _("The system keeps the time at which each entry was made apart from the time to which it refers. An entry is "
          "not changed once it is made: a correction is a further entry, and the exhibit shows both. Each entry is "
          "hashed and chained to those before it; the exhibit names the hashes and the seal that was in force when it "
          "was produced.") % values,
        _("I have no personal knowledge of the training or assessments to which the entries refer. Who made each entry "
          "and on whose authority is stated in the exhibit.") % values,
        _("This statement is true to the best of my knowledge and belief. I make it knowing that it may be put before "
          "a court.") % values,
    ]  # fmt: skip
