"""Which column of an old system's file means what."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from peel.foundation.sentence import N_, Sentence
from peel.people.names import plain

from ..facts import AwardKind


class Column(StrEnum):
    """What Peel reads from old records. The values are the words of a mapping file."""

    NUMBER = "number"
    COLLAR = "collar"
    WARRANT = "warrant"
    FULL_NAME = "full name"
    FAMILY_NAME = "family name"
    GIVEN_NAME = "given name"
    SKILL_CODE = "skill code"
    SKILL = "skill"
    DATE = "date"
    EXPIRES = "expires"
    STATUS = "status"
    RESULT = "result"
    KIND = "kind"
    HOURS = "hours"
    EDITION = "edition"
    AUTHORITY = "authority"
    REFERENCE = "reference"


class Said(StrEnum):
    """What the old system's status means. A status that nobody knows says nothing and is kept as it was written."""

    NOTHING = "done"
    CURRENT = "current"
    LAPSED = "lapsed"
    SET_ASIDE = "set aside"
    NOT_DONE = "not done"


BY_WORD = {column.value: column for column in Column}

# The spellings of training, HR and duty systems and of spreadsheets, as ``plain`` leaves them.
SPELLINGS: Mapping[Column, str] = {
    Column.NUMBER: "number|employee number|employee no|employee id|employee ref|emp no|emp number|emp id|"
    "personnel number|personnel no|pers no|payroll number|payroll no|pay number|pay no|staff number|staff no|staff id|"
    "hr number|hr id|person id|person number|worker id|oracle number|sap number|learner id|learner number|"
    "learner employee number|user id|username|candidate number|unique id",
    Column.COLLAR: "collar number|collar no|collar|shoulder number|shoulder no|epaulette number|epaulette|collar id",
    Column.WARRANT: "warrant number|warrant no|warrant",
    Column.FULL_NAME: "full name|name|employee name|person name|officer name|learner name|learner|student name|student|"
    "delegate|delegate name|candidate|candidate name|attendee|attendee name|user full name|employee|officer",
    Column.FAMILY_NAME: "surname|last name|family name|lastname|learner last name|user last name",
    Column.GIVEN_NAME: "forename|forenames|first name|firstname|given name|given names|first names|"
    "learner first name|user first name|initials",
    Column.SKILL_CODE: "skill code|course code|qualification code|competency code|competence code|item id|item code|"
    "module code|learning code|event code|activity code|course id|curriculum id",
    Column.SKILL: "skill|skill name|course|course name|course title|qualification|qualification name|competency|"
    "competence|competency name|item title|item|module|module name|learning|learning title|title|training|"
    "training course|training event|event|event name|activity|activity name|certificate|certification|licence|"
    "authorisation",
    Column.DATE: "date|date achieved|achieved|achieved on|completion date|date completed|completed|completed on|"
    "completed date|course completed|date of completion|date passed|passed on|pass date|award date|date awarded|"
    "awarded|qualified|date qualified|qualification date|course end|course end date|end date|event end date|"
    "course date|date attended|attended on|attendance date|training date|date of training|test date|assessment date|"
    "date of assessment|last done|last completed|last trained|date obtained|obtained|valid from|issue date|date issued",
    Column.EXPIRES: "expires|expires on|expiry|expiry date|date of expiry|expiration date|expiration|valid to|"
    "valid until|valid till|in date until|renewal date|renew by|refresher due|refresher due date|due date|next due|"
    "next due date|requalify by|requalification date|required date|end of validity|lapses|ticket expires",
    Column.STATUS: "status|skill status|competency status|competence status|qualification status|current status|"
    "completion status|training status|validity|in ticket|current|rag|compliance|compliance status",
    Column.RESULT: "result|outcome|pass fail|passed|grade|attendance|attendance status|attended|course result",
    Column.KIND: "kind|type of course|course type|event type|award type|training type|initial refresher|"
    "initial or refresher",
    Column.HOURS: "hours|duration hours|duration hrs|hrs|credit hours|total hours|training hours|contact hours|"
    "hours completed|duration|length hours|course hours|cpd hours",
    Column.EDITION: "edition|device|curriculum|curriculum version|version|model",
    Column.AUTHORITY: "authority|assessor|assessed by|trainer|instructor|instructor name|trainer name|provider|"
    "training provider|awarding body|awarded by|certified by|signed off by|verified by",
    Column.REFERENCE: "reference|ref|certificate number|certificate no|certificate ref|cert no|course reference|"
    "course ref|register|register reference|event reference|event ref|booking reference|record id|transaction id",
}
COLUMN_OF: Mapping[str, Column] = {
    spelling: column for column, spellings in SPELLINGS.items() for spelling in spellings.split("|")
}


class NotOldRecords(ValueError):
    """Why a table holds no records of training, as a sentence for the person who gave it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mapping file says of one name of a skill or course: whose code it is, and which kind of award."""

    code: str
    kind: AwardKind | None = None


@dataclass(frozen=True, slots=True)
class ForceWords:
    """A force's own words: their column for ours, their course for our skill, their status for ours."""

    columns: Mapping[Column, str] = field(default_factory=dict)
    skills: Mapping[str, Meaning] = field(default_factory=dict)
    statuses: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Understood:
    """The file's name of each column that Peel reads, and the names it does not know."""

    columns: Mapping[Column, str]
    unknown: tuple[str, ...]

    def __contains__(self, column: Column) -> bool:
        return column in self.columns


def understand(names: Sequence[str], words: ForceWords | None = None) -> Understood:
    """Read the column names; ``NotOldRecords`` when nothing says who, what or when."""
    found = dict(words.columns) if words else {}
    missing = [name for name in found.values() if name not in names]
    if missing:
        text = N_("The mapping names a column “%(column)s” that the file does not have.")
        raise NotOldRecords(Sentence(text, {"column": missing[0]}))
    taken = set(found.values())
    for name in names:
        column = COLUMN_OF.get(plain(name.replace("_", " ")))
        if column and column not in found and name not in taken:
            found[column] = name
            taken.add(name)
    _refuse_what_says_too_little(found, names)
    return Understood(found, tuple(name for name in names if name not in taken))


def _refuse_what_says_too_little(found: Mapping[Column, str], names: Sequence[str]) -> None:
    has = {"columns": ", ".join(f"“{name}”" for name in list(names)[:12])}
    who = {Column.NUMBER, Column.COLLAR, Column.WARRANT, Column.FULL_NAME, Column.FAMILY_NAME}
    if not who & found.keys():
        text = N_("No column says who, by number or name. The columns are %(columns)s. Say which in a mapping.")
    elif not {Column.SKILL, Column.SKILL_CODE} & found.keys():
        text = N_("No column says which skill or course. The columns are %(columns)s. Say which in a mapping.")
    elif Column.DATE not in found:
        text = N_("No column says when it was achieved. The columns are %(columns)s. Say which in a mapping.")
    else:
        return
    raise NotOldRecords(Sentence(text, has))


PARTS = ("columns", "skills", "statuses")


def read_mapping(text: str) -> ForceWords:
    """A mapping file: JSON with ``columns``, ``skills`` and ``statuses``, each from their word to ours.

    ``{"columns": {"Crse Dt": "date"}, "skills": {"OST refresher": {"code": "PPST", "kind": "refresher"}},
    "statuses": {"Lapsed (non comp)": "lapsed"}}``; a skill's code may stand alone. Where our word stands first in
    ``columns`` it is understood too, because people write it both ways.
    """
    try:
        given = json.loads(text)
        parts = {part: dict(given.get(part, {})) for part in PARTS}
    except (ValueError, AttributeError, TypeError) as error:
        reason = N_('The mapping file is not JSON of the form {"columns": {"Crse Dt": "date"}}.')
        raise NotOldRecords(Sentence(reason)) from error
    if unknown := set(given) - set(PARTS):
        reason = N_("The mapping file has a part “%(part)s”; it may have columns, skills and statuses.")
        raise NotOldRecords(Sentence(reason, {"part": min(unknown)}))
    return ForceWords(
        columns=dict(_column_and_name(str(one), str(other)) for one, other in parts["columns"].items()),
        skills={plain(str(theirs)): _meaning(str(theirs), ours) for theirs, ours in parts["skills"].items()},
        statuses={plain(str(theirs)): _said(str(theirs), str(ours)) for theirs, ours in parts["statuses"].items()},
    )


def _column_and_name(one: str, other: str) -> tuple[Column, str]:
    for ours, theirs in ((other, one), (one, other)):
        if ours in BY_WORD:
            return BY_WORD[ours], theirs
    text = N_("The mapping file says “%(one)s” is “%(other)s”; neither is a column that Peel reads (%(columns)s).")
    raise NotOldRecords(Sentence(text, {"one": one, "other": other, "columns": ", ".join(Column)}))


def _meaning(theirs: str, ours: object) -> Meaning:
    if isinstance(ours, str):
        return Meaning(ours)
    if isinstance(ours, Mapping) and set(ours) <= {"code", "kind"} and isinstance(ours.get("code"), str):
        kind = ours.get("kind", "")
        if kind in ("", *AwardKind) and kind != AwardKind.CPD:
            return Meaning(ours["code"], AwardKind(kind) if kind else None)
    text = N_('The mapping of “%(skill)s” is neither a code nor {"code": "PPST", "kind": "refresher"}.')
    raise NotOldRecords(Sentence(text, {"skill": theirs}))


def _said(theirs: str, ours: str) -> Said:
    if ours in set(Said):
        return Said(ours)
    text = N_("The mapping of the status “%(theirs)s” is “%(ours)s”; it can be %(words)s.")
    raise NotOldRecords(Sentence(text, {"theirs": theirs, "ours": ours, "words": ", ".join(Said)}))
