"""Rows of an old system made clean: what each says that somebody did, towards which skill, on which day."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from peel.foundation.rules import parse_date
from peel.foundation.sentence import N_, Sentence
from peel.people.names import plain

from ..facts import AwardKind
from .columns import Column, ForceWords, Said, Understood

Row = Mapping[str, str]
EARLIEST = date(1960, 1, 1)
MOST_HOURS = 2000
NOTHING = {"", "-", "--", "n/a", "na", "none", "null", "nil", "unknown", "tbc", "#n/a", "#ref!", "00/00/0000"}
# How old systems say that there is no end.
FOR_EVER = re.compile(r"(?<!\d)(4712|9999|2199)|life|never|no expiry|does not expire|indefinite", re.IGNORECASE)
NUMERALS = re.compile(r"[\s./-]")


STATUSES: Mapping[Said, str] = {
    Said.CURRENT: "current|valid|in date|in ticket|active|compliant|green|amber|expiring|due|due soon|"
    "expiring soon|yes|y|competent|certified|authorised|authorized|up to date",
    Said.LAPSED: "expired|lapsed|out of date|out of ticket|overdue|not valid|invalid|inactive|non compliant|red|no|n|"
    "past due|not current",
    Said.SET_ASIDE: "suspended|withdrawn|revoked|removed|restricted|on hold|rescinded|surrendered|under review|"
    "waived|exempt|exempted|not required",
    Said.NOT_DONE: "failed|fail|not passed|did not attend|dna|no show|non attendance|absent|cancelled|canceled|booked|"
    "enrolled|registered|in progress|incomplete|not started|not complete|not completed|not attended|started|"
    "wait listed|waiting list|waitlisted|planned|requested|pending|part attended|referred|deferred|unsuccessful|"
    "not yet competent",
    Said.NOTHING: "completed|complete|passed|pass|attended|present|successful|achieved|competent pass|done|full|p|c|"
    "pass with merit|distinction|credit|refreshed",
}
SAID = {word: said for said, words in STATUSES.items() for word in words.split("|")}
# “Passed: no” is no record; “In ticket: no” is one that ran out.
SAID_OF_RESULT = {**SAID, **dict.fromkeys(("yes", "y"), Said.NOTHING), **dict.fromkeys(("no", "n"), Said.NOT_DONE)}
KINDS: Mapping[AwardKind, str] = {
    AwardKind.INITIAL: "initial|initial course|basic|foundation|new",
    AwardKind.REFRESHER: "refresher|refresh|annual refresher|requal refresher|recertification|continuation|cpd day",
    AwardKind.REQUALIFICATION: "requalification|requal|re qualification|reclassification|reaccreditation",
    AwardKind.EVENT: "event|test|exercise|shoot|assessment|classification shoot",
    AwardKind.CONVERSION: "conversion|conversion course|upgrade",
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split("|")}
TITLES = set("mr mrs ms miss mx dr pc dc ps ds sgt insp di pcso sc ch supt".split())
PARTICLES = set("de da di la le van von der den el al bin ap ni mac".split())


class OldRow(NamedTuple):
    """One record of the old system. Empty means that it says nothing. ``minutes`` None: the whole requirement."""

    line: int
    number: str
    collar: str
    warrant: str
    given_name: str
    family_name: str
    skill: str
    skill_code: str
    day: date
    expires: date | None
    status: str
    said: Said
    kind: AwardKind | None
    minutes: int | None
    edition: str
    authority: str
    reference: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def who(self) -> str:
        """Everything by which the row says who: rows that say the same of themselves are decided together."""
        return "|".join((number_key(self.number), number_key(self.warrant), number_key(self.collar), plain(self.name)))

    @property
    def mark(self) -> str:
        """The same for the same record, in whatever file it comes again; tells nobody who it is about."""
        return hashed(f"{self.who}|{plain(self.skill_code)}|{plain(self.skill)}|{self.day}|{self.reference}")


class Unreadable(NamedTuple):
    """A row that is no record, and why. ``blank``: it never meant to be one (a header again, a total)."""

    line: int
    why: Sentence
    blank: bool = False


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def spelt(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


@lru_cache(maxsize=200_000)
def number_key(number: str) -> str:
    """A number as it is compared: a spreadsheet loses leading noughts, and people add spaces."""
    return NUMERALS.sub("", number).upper().lstrip("0")


bare = lru_cache(maxsize=200_000)(plain)
_date = lru_cache(maxsize=50_000)(parse_date)


def clean_rows(
    rows: Iterable[tuple[int, Row]], understood: Understood, words: ForceWords, *, today: date
) -> Iterator[OldRow | Unreadable]:
    """Each row as a record, or what is wrong with it. ``today`` is the last day on which anything can have happened."""
    names = list(understood.columns.items())
    for line, raw in rows:
        said = {column: _something(raw.get(name, "")) for column, name in names}
        if all(said[column] == name for column, name in names):
            yield Unreadable(line, Sentence(N_("The header again.")), blank=True)
        else:
            yield _clean(line, said.get, words.statuses, today)


def _clean(
    line: int, say: Callable[[Column, str], str], statuses: Mapping[str, Said], today: date
) -> OldRow | Unreadable:
    given, family = _names(say)
    number, collar, warrant = (
        say(column, "").removesuffix(".0").lstrip("'") for column in (Column.NUMBER, Column.COLLAR, Column.WARRANT)
    )
    if not (number or collar or warrant or family):
        return _nobody(line, say)
    skill, code = say(Column.SKILL, ""), say(Column.SKILL_CODE, "")
    if not (skill or code):
        return _refused(line, N_("It names no skill or course."))
    day, why = _day(say(Column.DATE, ""), today)
    if day is None or why is not None:
        return Unreadable(line, why or Sentence(""))
    expires, why = _expiry(say(Column.EXPIRES, ""), day)
    if why is not None:
        return Unreadable(line, why)
    minutes, why = _minutes(say(Column.HOURS, ""))
    if why is not None:
        return Unreadable(line, why)
    status, said = _status(say(Column.RESULT, ""), say(Column.STATUS, ""), statuses)
    return OldRow(
        line, number, collar, warrant, given, family, skill, code, day, expires, status, said,
        KIND_OF.get(bare(say(Column.KIND, ""))), minutes, say(Column.EDITION, "")[:40], say(Column.AUTHORITY, "")[:160],
        say(Column.REFERENCE, "")[:120],
    )  # fmt: skip


def _something(text: str) -> str:
    return "" if text.casefold() in NOTHING else text


def _refused(line: int, text: str, **values: object) -> Unreadable:
    return Unreadable(line, Sentence(text, values))


def _nobody(line: int, say: Callable[[Column, str], str]) -> Unreadable:
    said = bare(" ".join(filter(None, (say(column, "") for column in Column)))).split()
    total = bool(said) and said[0] in {"total", "totals", "grand", "count", "report", "end", "page", "printed"}
    blank = total or not any(say(column, "") for column in (Column.SKILL, Column.SKILL_CODE, Column.DATE))
    return Unreadable(line, Sentence(N_("It says nobody: neither a number nor a name.")), blank=blank)


def _names(say: Callable[[Column, str], str]) -> tuple[str, str]:
    given, family = say(Column.GIVEN_NAME, ""), say(Column.FAMILY_NAME, "")
    if not family and (full := say(Column.FULL_NAME, "")):
        return split_name(full)
    return given, family


@lru_cache(maxsize=100_000)
def split_name(full: str) -> tuple[str, str]:
    """Given and family name of “Smith, John”, “PC 2071 John Smith” or “Vincent van Gogh”."""
    if "," in full:
        family, given = (part.strip() for part in full.split(",", 1))
        return " ".join(word for word in given.split() if bare(word) not in TITLES), family
    words = full.split()
    while len(words) > 1 and (bare(words[0]) in TITLES or any(letter.isdigit() for letter in words[0])):
        words = words[1:]
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def _day(text: str, today: date) -> tuple[date | None, Sentence | None]:
    if not text:
        return None, Sentence(N_("It does not say when it was achieved."))
    day = _date(text)
    if day is None:
        return None, Sentence(N_("“%(text)s” is no date that Peel can read; 21/11/2026 is."), {"text": text})
    if day > today:
        return None, Sentence(N_("%(day)s is still to come."), {"day": spelt(day)})
    if day < EARLIEST:
        return None, Sentence(N_("%(day)s is too long ago to be true."), {"day": spelt(day)})
    return day, None


def _expiry(text: str, day: date) -> tuple[date | None, Sentence | None]:
    if not text or FOR_EVER.search(text):
        return None, None
    expires = _date(text)
    if expires is None:
        return None, Sentence(N_("“%(text)s” is no expiry date that Peel can read."), {"text": text})
    if expires < day:
        values = {"expires": spelt(expires), "day": spelt(day)}
        return None, Sentence(N_("It ends on %(expires)s, before it was achieved on %(day)s."), values)
    return expires, None


@lru_cache(maxsize=10_000)
def _minutes(text: str) -> tuple[int | None, Sentence | None]:
    """Hours as 7, 7.5, 7:30, 7h 30m or 450 min; nothing and nought both mean that the file does not say."""
    asked = text.casefold().strip()
    if not asked:
        return None, None
    clock = re.fullmatch(r"(\d{1,4}):(\d{2})(?::\d{2})?", asked)
    worded = re.fullmatch(r"(?:(\d+(?:\.\d+)?)\s*h(?:ours?|rs?)?)?\s*(?:(\d+)\s*m(?:in(?:ute)?s?)?)?", asked)
    try:
        if clock:
            minutes = Decimal(clock[1]) * 60 + Decimal(clock[2])
        elif worded:
            minutes = Decimal(worded[1] or 0) * 60 + Decimal(worded[2] or 0)
        else:
            minutes = Decimal(asked) * 60
    except InvalidOperation:
        minutes = Decimal("NaN")
    if not minutes.is_finite() or not 0 <= minutes <= MOST_HOURS * 60:
        return None, Sentence(N_("“%(text)s” is no number of hours that Peel can read."), {"text": text})
    return int(minutes) or None, None


def _status(result: str, status: str, statuses: Mapping[str, Said]) -> tuple[str, Said]:
    """The status as written, and what it means; of result and status, what speaks against the record goes first."""
    meant = {_meant(result, statuses, SAID_OF_RESULT), _meant(status, statuses, SAID)}
    order = (Said.NOT_DONE, Said.SET_ASIDE, Said.LAPSED, Said.CURRENT)
    said = next((one for one in order if one in meant), Said.NOTHING)
    return ", ".join(dict.fromkeys(filter(None, (result, status))))[:120], said


def _meant(text: str, statuses: Mapping[str, Said], known: Mapping[str, Said]) -> Said:
    asked = bare(text) if text else ""
    return statuses[asked] if asked in statuses else known.get(asked, Said.NOTHING)
