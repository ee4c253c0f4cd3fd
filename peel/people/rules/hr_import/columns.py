"""Which column of an HR extract means what."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from peel.foundation.sentence import N_, Sentence
from peel.people.names import plain


class Column(StrEnum):
    """What Peel reads from an extract. The values are the words of a mapping file."""

    NUMBER = "number"
    COLLAR = "collar"
    WARRANT = "warrant"
    FULL_NAME = "full name"
    FAMILY_NAME = "family name"
    GIVEN_NAME = "given name"
    KNOWN_AS = "known as"
    EMAIL = "email"
    TYPE = "person type"
    RANK = "rank"
    ACTING_RANK = "acting rank"
    POST_KIND = "post kind"
    TITLE = "title"
    UNIT_CODE = "unit code"
    UNIT_PATH = "unit path"
    GROUP = "business group"
    COMMAND = "command"
    FUNCTION = "function"
    TEAM = "team"
    STARTS = "service start"
    POST_STARTS = "post start"
    ENDS = "leaving date"
    SHARE = "full-time share"
    HOURS = "weekly hours"
    SUPERVISOR = "supervisor"
    LEADS = "leads"


BY_WORD = {column.value: column for column in Column}
UNIT_LEVELS = (Column.GROUP, Column.COMMAND, Column.FUNCTION, Column.TEAM)

# The spellings of HR systems, in small letters without marks. The first column that fits is taken.
SPELLINGS: Mapping[Column, str] = {
    Column.NUMBER: "employee number|employee no|employee id|employee ref|employee reference|emp no|emp number|emp id|"
    "personnel number|personnel no|pers no|payroll number|payroll no|pay number|pay no|staff number|staff no|"
    "staff id|hr number|hr id|person id|person number|worker id|oracle number|sap number|unique id",
    Column.COLLAR: "collar number|collar no|collar|shoulder number|shoulder no|epaulette number|collar id",
    Column.WARRANT: "warrant number|warrant no|warrant",
    Column.FULL_NAME: "full name|name|employee name|person name|officer name|employee|surname forename",
    Column.FAMILY_NAME: "surname|last name|family name|lastname",
    Column.GIVEN_NAME: "forename|forenames|forename s|first name|firstname|given name|given names|first names|"
    "first name s|given name s",
    Column.KNOWN_AS: "known as|preferred name|preferred first name|preferred forename",
    Column.EMAIL: "email|e mail|email address|e mail address|work email|work email address|office email",
    Column.TYPE: "person type|employee type|worker type|employee category|employee group|category|staff type|"
    "workforce type|officer staff|staff group|type",
    Column.RANK: "rank|rank grade|grade|rank description|substantive rank|rank or grade|rank band|grade description",
    Column.ACTING_RANK: "acting rank|temporary rank|acting temporary rank|temp rank|acting temp rank",
    Column.POST_KIND: "post kind|post type|posting type|assignment type|assignment category",
    Column.TITLE: "job title|post title|position title|position|role|job|post|role title|position name|post name",
    Column.UNIT_CODE: "unit code|org code|organisation code|organization code|org unit code|team code|cost code|"
    "organisational unit code",
    Column.UNIT_PATH: "unit path|organisation path|organisation hierarchy|org hierarchy|posting|organisation",
    Column.GROUP: "business group|directorate|portfolio|chief officer portfolio|business area group",
    Column.COMMAND: "command|bcu|ocu|bocu|bcu ocu|basic command unit|command unit|lpu|lpa|division|area|district",
    Column.FUNCTION: "function|department|branch|section|business area|dept",
    Column.TEAM: "team|unit|unit name|org unit|organisational unit|sub unit|shift|relief|team name|unit description",
    Column.STARTS: "service start|start date|date joined|join date|joined|date of joining|hire date|date of hire|"
    "latest hire date|service start date|force start date|date of appointment|appointment date|"
    "continuous service date",
    Column.POST_STARTS: "post start|post start date|position start date|assignment start date|assignment start|"
    "date in post|in post since|posting date|date of posting|date started in post",
    Column.ENDS: "leaving date|leave date|date left|date of leaving|end date|termination date|last working day|"
    "service end|service end date|leaver date|last day of service|actual termination date",
    Column.SHARE: "full time share|fte|full time equivalent|contracted fte|wte",
    Column.HOURS: "weekly hours|contracted hours|hours|hours per week|contract hours|hrs",
    Column.SUPERVISOR: "supervisor number|supervisor|supervisor employee number|supervisor id|line manager number|"
    "line manager|line manager employee number|line manager id|manager number|manager id|manager|reports to|"
    "reports to number|line manager employee no|supervisor no|line manager no",
    Column.LEADS: "leads|leads unit|leads team|team leader|unit leader|head of unit|leads the unit",
}
COLUMN_OF: Mapping[str, Column] = {
    spelling: column for column, spellings in SPELLINGS.items() for spelling in spellings.split("|")
}


class NotAnExtract(ValueError):
    """Why a table is no HR extract, as a sentence for the person who gave it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class ForceWords:
    """A force's own words: their column for ours, and their spelling of a rank, unit or person type for ours."""

    columns: Mapping[Column, str] = field(default_factory=dict)
    ranks: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Understood:
    """The extract's name of each column that Peel reads, and the names it does not know."""

    columns: Mapping[Column, str]
    unknown: tuple[str, ...]

    def __contains__(self, column: Column) -> bool:
        return column in self.columns


def understand(names: Sequence[str], mapping: ForceWords | None = None) -> Understood:
    """Read the column names; raises ``NotAnExtract`` when nothing tells people apart or names them."""
    found = dict(mapping.columns) if mapping else {}
    missing = [name for name in found.values() if name not in names]
    if missing:
        text = N_("The mapping names a column “%(column)s” that the file does not have.")
        raise NotAnExtract(Sentence(text, {"column": missing[0]}))
    taken = set(found.values())
    for name in names:
        column = COLUMN_OF.get(plain(name.replace("_", " ")))
        if column and column not in found and name not in taken:
            found[column] = name
            taken.add(name)
    if Column.NUMBER not in found and Column.WARRANT in found:
        found[Column.NUMBER] = found[Column.WARRANT]
    _refuse_what_names_nobody(found, names)
    return Understood(found, tuple(name for name in names if name not in taken))


def _refuse_what_names_nobody(found: Mapping[Column, str], names: Sequence[str]) -> None:
    has = {"columns": ", ".join(f"“{name}”" for name in list(names)[:8])}
    named = Column.FULL_NAME in found or {Column.FAMILY_NAME, Column.GIVEN_NAME} <= found.keys()
    if Column.NUMBER not in found and not named:
        text = N_(
            "This is not an HR extract: no column holds people’s numbers or names. Its columns are %(columns)s. "
            "If one of them does, say so in a mapping file."
        )
        raise NotAnExtract(Sentence(text, has))
    if Column.NUMBER not in found:
        text = N_(
            "No column holds an employee number, and nothing else tells people apart for sure (collar numbers are "
            "given out again). Its columns are %(columns)s. If one of them is such a number, say so in a mapping file."
        )
        raise NotAnExtract(Sentence(text, has))
    if not named:
        text = N_("No column holds names. Its columns are %(columns)s. If one does, say so in a mapping file.")
        raise NotAnExtract(Sentence(text, has))


def read_mapping(text: str) -> ForceWords:
    """A mapping file: JSON with ``columns``, ``ranks``, ``units`` and ``types``, each from their word to ours.

    Where our word stands first in ``columns`` it is understood too, because people write it both ways.
    """
    try:
        given = json.loads(text)
        parts = {part: dict(given.get(part, {})) for part in ("columns", "ranks", "units", "types")}
    except (ValueError, AttributeError, TypeError) as error:
        reason = N_('The mapping file is not JSON of the form {"columns": {"Pay No": "number"}}.')
        raise NotAnExtract(Sentence(reason)) from error
    unknown = set(given) - set(parts)
    if unknown:
        reason = N_("The mapping file has a part “%(part)s”; it may have columns, ranks, units and types.")
        raise NotAnExtract(Sentence(reason, {"part": min(unknown)}))
    columns = dict(_column_and_name(str(one), str(other)) for one, other in parts["columns"].items())
    words = {part: {plain(str(theirs)): str(ours) for theirs, ours in parts[part].items()} for part in parts}
    return ForceWords(columns, ranks=words["ranks"], units=words["units"], types=words["types"])


def _column_and_name(one: str, other: str) -> tuple[Column, str]:
    for ours, theirs in ((other, one), (one, other)):
        if ours in BY_WORD:
            return BY_WORD[ours], theirs
    text = N_("The mapping file says “%(one)s” is “%(other)s”; neither is a column that Peel reads (%(columns)s).")
    raise NotAnExtract(Sentence(text, {"one": one, "other": other, "columns": ", ".join(Column)}))
