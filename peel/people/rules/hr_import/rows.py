"""Rows of an extract made clean: what each says about one post of one person."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import takewhile

from peel.foundation.rules import parse_date
from peel.foundation.sentence import N_, Sentence
from peel.people.names import plain
from peel.people.rules.hr_import.columns import UNIT_LEVELS, Column, ForceWords, Understood
from peel.people.rules.hr_import.plan import Result, RowOutcome

Row = Mapping[str, str]
NOTHING = {"", "-", "--", "n/a", "na", "none", "null", "nil", "unknown", "tbc", "#n/a", "0", "00/00/0000"}
# How Oracle and SAP say that there is no end.
FOR_EVER = re.compile(r"4712|9999")
PERSON_TYPES = {
    "officer": "officer|police officer|police officers|regular|regular officer|regulars|warranted officer|constable",
    "special": "special|specials|special constable|special constabulary|msc|special constables|special officer",
    "staff": "staff|police staff|civilian|support staff|employee|contractor|agency|agency staff|detective staff",
    "pcso": "pcso|pcsos|community support officer|police community support officer|cso",
    "designated": "designated|designated officer|detention officer|dedicated detention officer|escort officer|ddo|"
    "investigation officer|designated detention officer s 38|designated investigation officer s 38|"
    "designated escort officer s 38|designated detention officer s 39",
    "volunteer": "volunteer|volunteers|police support volunteer|psv|cadet leader|police volunteer",
}
TYPE_OF = {word: kind for kind, words in PERSON_TYPES.items() for word in words.split("|")}
POST_KINDS = {
    "substantive": "substantive|primary|permanent|main|core|yes",
    "acting": "acting|temporary|temp|temporary promotion|acting up|acting temporary",
    "secondment": "secondment|seconded|secondary|attachment|attached|loan",
    "special": "special|special constable|volunteer|msc",
}
KIND_OF = {word: kind for kind, words in POST_KINDS.items() for word in words.split("|")}
YES = {"y", "yes", "true", "1", "x"}
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "pc", "dc", "ps", "ds", "sgt", "insp", "di", "pcso", "sc"}
PARTICLES = {"de", "da", "di", "la", "le", "van", "von", "der", "den", "el", "al", "bin", "ap", "ó", "ni", "mac"}


# An extract says the same few thousand words and names again and again.
bare = lru_cache(maxsize=200_000)(plain)


@dataclass(frozen=True, slots=True)
class HrRow:
    """One post of one person, as HR has it. Empty means that HR says nothing."""

    line: int
    number: str
    given_name: str
    family_name: str
    known_as: str = ""
    collar: str = ""
    warrant: str = ""
    email: str = ""
    person_type: str = ""
    rank: str = ""
    acting_rank: str = ""
    kind: str = ""
    title: str = ""
    unit_code: str = ""
    unit: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    starts: date | None = None
    post_starts: date | None = None
    ends: date | None = None
    share: float | None = None
    supervisor: str = ""
    leads: bool | None = None
    notes: tuple[Sentence, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def key(self) -> str:
        return number_key(self.number)


@lru_cache(maxsize=200_000)
def number_key(number: str) -> str:
    """A number as it is compared: a spreadsheet loses leading noughts, and people add spaces."""
    return re.sub(r"[\s./-]", "", number).upper().lstrip("0")


def clean_rows(
    rows: Iterable[tuple[int, Row]], understood: Understood, words: ForceWords, *, full_time_hours: float
) -> Iterator[HrRow | RowOutcome]:
    """Each row as a post of a person, or what is wrong with it."""
    names = understood.columns
    rows = list(rows)
    levels = [names[column] for column in UNIT_LEVELS if column in names]
    merged = {name for name in levels if _looks_merged(rows, name)}
    above: dict[str, str] = {}
    for line, raw in rows:
        gaps = list(takewhile(lambda name: not raw.get(name), levels))  # noqa: B023 - used within this turn
        filled = {name: above[name] for name in gaps if name in merged and above.get(name)}
        row = {**raw, **filled}
        above = {name: row.get(name, "") for name in levels}
        yield _clean(line, row, names, words, filled=bool(filled), full_time_hours=full_time_hours)


def _looks_merged(rows: list[tuple[int, Row]], name: str) -> bool:
    """Whether cells of a column were merged: a value stands once, and under it only gaps until the next.

    A gap below the first filled cell of a row is not one of these: it is somebody who
    serves higher up.
    """
    previous, gaps = None, False
    for _line, row in rows:
        value = row.get(name, "")
        if value and value == previous:
            return False
        gaps = gaps or not value
        previous = value or previous
    return gaps and previous is not None


def _clean(
    line: int, row: Row, names: Mapping[Column, str], words: ForceWords, *, filled: bool, full_time_hours: float
) -> HrRow | RowOutcome:
    said = {column: mended(row.get(name, "")) for column, name in names.items()}
    if _repeats_the_header(said, names):
        return _skipped(line, N_("The header again."))
    given, family = _names(said)
    number = _something(said.get(Column.NUMBER, "")).removesuffix(".0").lstrip("'")
    if not number or not family:
        return _unnamed(line, number, f"{given} {family}".strip())
    dates, wrong = _dates(said)
    if wrong:
        return RowOutcome(line, number, f"{given} {family}", Result.REFUSED, (wrong,))
    notes = []
    if filled:
        notes.append(Sentence(N_("The unit is taken from the row above: its cell was merged.")))
    unit, levels = _unit(said)
    kind, person_type = bare(said.get(Column.POST_KIND, "")), bare(said.get(Column.TYPE, ""))
    if person_type and person_type not in TYPE_OF and person_type not in words.types:
        text = N_("“%(type)s” is no person type that Peel knows; map it in a mapping file.")
        notes.append(Sentence(text, {"type": said[Column.TYPE]}))
    leads = said.get(Column.LEADS)
    return HrRow(
        line=line,
        number=number,
        given_name=given,
        family_name=family,
        known_as=_cased(_something(said.get(Column.KNOWN_AS, ""))),
        collar=_something(said.get(Column.COLLAR, "")).removesuffix(".0"),
        warrant=_something(said.get(Column.WARRANT, "")).removesuffix(".0"),
        email=_email(said.get(Column.EMAIL, "")),
        person_type=words.types.get(person_type) or TYPE_OF.get(person_type, ""),
        rank=_something(said.get(Column.RANK, "")),
        acting_rank=_something(said.get(Column.ACTING_RANK, "")),
        kind=KIND_OF.get(kind, ""),
        title=_something(said.get(Column.TITLE, "")),
        unit_code=_something(said.get(Column.UNIT_CODE, "")),
        unit=unit,
        levels=levels,
        starts=dates[Column.STARTS],
        post_starts=dates[Column.POST_STARTS],
        ends=dates[Column.ENDS],
        share=_share(said, full_time_hours),
        supervisor=_something(said.get(Column.SUPERVISOR, "")).removesuffix(".0"),
        leads=None if leads is None else bare(leads) in YES,
        notes=tuple(notes),
    )


@lru_cache(maxsize=50_000)
def mended(text: str) -> str:
    """A cell without what encodings and copying left in it: “â€™” is ’, and the byte 0x92 of Windows is ’ too."""
    text = " ".join(text.replace("\u00a0", " ").replace("\u200b", "").split())
    if text.isascii():
        return text
    if any("\x80" <= letter <= "\x9f" for letter in text):
        text = "".join(_from_windows(letter) for letter in text)
    if any(mark in text for mark in "Ãâ€Â"):
        try:
            text = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return text
    return text


def _from_windows(letter: str) -> str:
    return letter.encode("latin-1").decode("cp1252", "replace") if "\x80" <= letter <= "\x9f" else letter


def _something(text: str) -> str:
    return "" if text.casefold() in NOTHING else text


def _repeats_the_header(said: Mapping[Column, str], names: Mapping[Column, str]) -> bool:
    return all(said[column] == name for column, name in names.items())


def _skipped(line: int, text: str) -> RowOutcome:
    return RowOutcome(line, "", "", Result.SKIPPED, (Sentence(text),))


def _unnamed(line: int, number: str, name: str) -> RowOutcome:
    if not number and not name:
        return _skipped(line, N_("No person: neither a number nor a name."))
    if not number and bare(name).split()[0] in ("total", "totals", "grand", "count", "report", "end"):
        return _skipped(line, N_("No person: a total or a note."))
    text = N_("It has no family name.") if number else N_("It has no employee number.")
    return RowOutcome(line, number, name, Result.REFUSED, (Sentence(text),))


def _names(said: Mapping[Column, str]) -> tuple[str, str]:
    given, family = said.get(Column.GIVEN_NAME, ""), said.get(Column.FAMILY_NAME, "")
    if not family and said.get(Column.FULL_NAME):
        given, family = split_name(said[Column.FULL_NAME])
    return _cased(_something(given)), _cased(_something(family))


@lru_cache(maxsize=50_000)
def split_name(full: str) -> tuple[str, str]:
    """Given and family name of “Smith, John”, “Mr John Smith” or “Vincent van Gogh”."""
    if "," in full:
        family, given = (part.strip() for part in full.split(",", 1))
        return " ".join(word for word in given.split() if bare(word) not in TITLES), family
    words = full.split()
    while len(words) > 1 and (bare(words[0]) in TITLES or words[0].isdigit()):
        words = words[1:]
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


@lru_cache(maxsize=50_000)
def _cased(name: str) -> str:
    """SMITH-JONES as Smith-Jones and O’NEILL as O’Neill; a name that is not all capitals stays as it is."""
    if len(name) < 2 or not name.isupper():
        return name
    lowered = re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), name)
    return re.sub(r"\b(Mc)(\w)", lambda found: found[1] + found[2].upper(), lowered)


def _dates(said: Mapping[Column, str]) -> tuple[dict[Column, date | None], Sentence | None]:
    found: dict[Column, date | None] = {}
    for column in (Column.STARTS, Column.POST_STARTS, Column.ENDS):
        text = _something(said.get(column, ""))
        open_ended = not text or bool(FOR_EVER.search(text))
        found[column] = None if open_ended else _date(text)
        if not open_ended and found[column] is None:
            words = N_("“%(text)s” is no date that Peel can read (%(column)s); 21/11/2026 is.")
            return found, Sentence(words, {"text": text, "column": column.value})
    starts, ends = found[Column.STARTS], found[Column.ENDS]
    if starts and ends and ends < starts:
        return found, Sentence(N_("The leaving date is before the start."))
    return found, None


_date = lru_cache(maxsize=50_000)(parse_date)


def _unit(said: Mapping[Column, str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The names of the unit from the top, and which level each is (0 business group to 3 team)."""
    path = _something(said.get(Column.UNIT_PATH, ""))
    if path:
        names = tuple(part.strip() for part in re.split(r"\s*[>\\/|]\s*", path) if part.strip())
        return names, tuple(min(3, max(0, 4 - len(names)) + index) for index in range(len(names)))
    found = [(name, level) for level, column in enumerate(UNIT_LEVELS) if (name := _something(said.get(column, "")))]
    return tuple(name for name, _level in found), tuple(level for _name, level in found)


def _share(said: Mapping[Column, str], full_time_hours: float) -> float | None:
    for column, whole in ((Column.SHARE, 1.0), (Column.HOURS, full_time_hours)):
        try:
            share = float(said.get(column, "").rstrip("%")) / whole
        except ValueError:
            continue
        share = share / 100 if share > 2 else share
        return round(min(max(share, 0.0), 1.0), 2)
    return None


def _email(text: str) -> str:
    text = text.strip().lower()
    return text if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) else ""


def with_note(row: HrRow, text: str, **values: object) -> HrRow:
    return replace(row, notes=(*row.notes, Sentence(text, values)))
