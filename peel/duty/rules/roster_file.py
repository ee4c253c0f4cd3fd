"""A roster as a duty management system gives it: one row for each person and day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from peel.duty.rules.absence import Kind
from peel.duty.rules.patterns import Code, Turn
from peel.foundation.rules import parse_date
from peel.foundation.sentence import N_, Sentence

COLUMNS = {
    "number": "employee number|employee no|number|pay number|payroll number|staff number|personnel number",
    "day": "date|day|duty date|roster date",
    "code": "code|duty|duty code|shift|shift code|turn",
    "start": "start|start time|from|begin|begins",
    "end": "end|end time|to|finish|ends|finish time",
}
TURNS = {
    Code.EARLY: "e|early|early turn",
    Code.DAY: "d|day|day turn|days|office",
    Code.LATE: "l|late|late turn",
    Code.SUPER_LATE: "sl|super late|superlate",
    Code.NIGHT: "n|night|nights|night turn",
    Code.TRAINING: "td|training day",
    Code.REST: "rd|rest|rest day|off|nwd|rrd",
}
KINDS = {
    Kind.ANNUAL_LEAVE: "al|a/l|leave|annual leave",
    Kind.TOIL: "toil|time off",
    Kind.SICK: "sick|s|sk|sickness",
    Kind.COURT: "court|ct",
    Kind.AID: "aid|mutual aid",
    Kind.TRAINING: "training|course|crs|trg",
    Kind.MATERNITY: "maternity|mat",
    Kind.ADOPTION: "adoption",
    Kind.PARENTAL: "parental|paternity|pat",
    Kind.CAREER_BREAK: "career break",
    Kind.SUSPENSION: "suspended|suspension",
}
CODE_OF = {word: code for code, words in TURNS.items() for word in words.split("|")}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split("|")}
CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})(?::\d{2})?")


class NotARoster(ValueError):
    """Why a table is no roster, as a sentence for the person who gave it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class RosterRow:
    """What somebody does on a day: a turn, or a kind of absence that takes the day."""

    line: int
    number: str
    day: date
    does: Turn | Kind


@dataclass(frozen=True, slots=True)
class NotRead:
    """A row that says nothing that can be used, and why."""

    line: int
    number: str
    why: Sentence


def understand(names: Sequence[str]) -> dict[str, str]:
    """The roster's name of each column; raises ``NotARoster`` where one that is needed is missing."""
    meaning = {word: column for column, words in COLUMNS.items() for word in words.split("|")}
    found: dict[str, str] = {}
    for name in names:
        column = meaning.get(name.strip().casefold().replace("_", " "))
        if column:
            found.setdefault(column, name)
    missing = next((column for column in ("number", "day", "code") if column not in found), None)
    if missing:
        text = N_("This is not a roster: it has no column for %(missing)s. Its columns are %(columns)s.")
        words = {"number": "the employee number", "day": "the date", "code": "the duty code"}
        columns = ", ".join(f"“{name}”" for name in list(names)[:8])
        raise NotARoster(Sentence(text, {"missing": words[missing], "columns": columns}))
    return found


def read_row(line: int, row: Mapping[str, str], names: Mapping[str, str]) -> RosterRow | NotRead:
    """One row, or why it says nothing. ``AWAY`` says that somebody was not available, which changes nothing here."""
    said = {column: row.get(name, "").strip() for column, name in names.items()}
    number, day = said["number"], parse_date(said["day"])
    if not number:
        return NotRead(line, "", Sentence(N_("It has no employee number.")))
    if day is None:
        return NotRead(line, number, Sentence(N_("“%(text)s” is no date; 21/11/2026 is."), {"text": said["day"]}))
    word = said["code"].casefold()
    if word in KIND_OF:
        return RosterRow(line, number, day, KIND_OF[word])
    code = CODE_OF.get(word)
    if code is None:
        text = N_("Away: says nothing about a duty.") if word == "away" else N_("“%(text)s” is no duty code.")
        return NotRead(line, number, Sentence(text, {"text": said["code"]}))
    if code is Code.REST:
        return RosterRow(line, number, day, Turn(code))
    start, end = _clock(said.get("start", "")), _clock(said.get("end", ""))
    if start is None or end is None:
        return NotRead(line, number, Sentence(N_("A duty has a start and an end, such as 14:00 and 23:00.")))
    return RosterRow(line, number, day, Turn(code, start, end))


def _clock(text: str) -> time | None:
    found = CLOCK.fullmatch(text)
    if found is None or int(found[1]) > 24 or int(found[2]) > 59:
        return None
    return time(int(found[1]) % 24, int(found[2]))
