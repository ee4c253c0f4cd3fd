"""Files of skills, requirements and frameworks as people give them: JSON, or a table."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from peel.foundation.sentence import Sentence
from peel.foundation.tables import Table, UnreadableTable, read_table
from peel.skills.rules.bringing_in import requirements
from peel.skills.rules.bringing_in.report import Did, RowRefused, RowReport
from peel.skills.rules.bringing_in.skills import COLUMNS, Entry, form_of_row, read_entry
from peel.skills.rules.grammar import RuleError
from peel.skills.words import sentence_of_rule_error


class UnreadableFile(ValueError):
    """Why a file cannot be read at all, in one sentence."""


@dataclass(frozen=True, slots=True)
class SkillFile:
    """The rows that could be read, those that could not, and which columns of a table were understood and which not."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[RowReport] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_skills(path: Path) -> SkillFile:
    """A catalogue of skills: a JSON list of objects, or a table with one row a skill."""
    found = SkillFile()
    for row, form in _forms(path, found):
        try:
            found.entries.append(read_entry(form, row=row))
        except RuleError as error:
            found.refused.append(_refused(row, form, Sentence("%(why)s", {"why": sentence_of_rule_error(error)})))
        except RowRefused as error:
            found.refused.append(_refused(row, form, error.sentence))
    return found


@dataclass(frozen=True, slots=True)
class RequirementFile:
    """The same of a table of requirements."""

    entries: list[requirements.Entry] = field(default_factory=list)
    refused: list[RowReport] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_requirements(path: Path, *, known: requirements.Known) -> RequirementFile:
    """Who must hold what: a table with one row for each skill and those who need it."""
    found = RequirementFile()
    table = table_of(path)
    names = _understand(table.columns, requirements.COLUMNS, found.understood, found.ignored)
    if not {"skill", "reason"} <= set(names.values()):
        raise UnreadableFile(_("The table needs columns named “skill” and “reason”."))
    for number, row in table.rows:
        cells = {names[column]: cell for column, cell in row.items()}
        try:
            found.entries.append(requirements.read_entry(cells, number=number, known=known))
        except RowRefused as error:
            found.refused.append(RowReport(number, cells["skill"], Did.REFUSED, (error.sentence,)))
    return found


def read_json(path: Path) -> Any:
    """Whatever JSON is in a file, or the place where it stops being JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        values = {"line": error.lineno, "column": error.colno}
        raise UnreadableFile(_("The file is not JSON: look at line %(line)s, column %(column)s.") % values) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(_("The file is not text in UTF-8.")) from error


def is_json(path: Path) -> bool:
    """By its first letter and not by its name."""
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")


def table_of(path: Path) -> Table:
    try:
        return read_table(path)
    except UnreadableTable as error:
        raise UnreadableFile(str(error)) from error


def _forms(path: Path, found: SkillFile) -> list[tuple[int, dict[str, Any]]]:
    if is_json(path):
        told = read_json(path)
        if not isinstance(told, list) or not all(isinstance(form, dict) for form in told):
            raise UnreadableFile(_("A catalogue of skills is a list of objects, one for each skill."))
        return list(enumerate(told, 1))
    table = table_of(path)
    names = _understand(table.columns, COLUMNS, found.understood, found.ignored)
    if "code" not in names.values():
        raise UnreadableFile(_("The table needs a column named “code”."))
    return [(number, form_of_row({names[column]: cell for column, cell in row.items()})) for number, row in table.rows]


def _understand(columns: Sequence[str], known: set[str], understood: list[str], ignored: list[str]) -> dict[str, str]:
    """What each column is called here; “Person type” is ``person_type``."""
    names = {column: column.strip().lower().replace(" ", "_") for column in columns}
    for column, name in names.items():
        (understood if name in known else ignored).append(column)
    return names


def _refused(row: int, form: dict[str, Any], why: Sentence) -> RowReport:
    return RowReport(row, str(form.get("code", "")), Did.REFUSED, (why,))
