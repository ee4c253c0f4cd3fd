"""``peel import awards``."""

import csv
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from peel.foundation.refusal import Refusal
from peel.foundation.sentence import Sentence
from peel.foundation.tables import UnreadableTable, read_table
from peel.people.models import Force, Person, Service
from peel.skills.actions.old_records import Imported, OldFile, import_old_records
from peel.skills.rules.old_records.columns import Column, ForceWords, NotOldRecords, read_mapping, understand
from peel.skills.rules.old_records.plan import Fate, Outcome

REPORT = ["row", "what became of it", "why", "number", "name", "skill", "date", "matched to"]
TOLD_EVERY = 2_000


@click.command("awards", epilog="Example: peel import awards training-2019-2026.csv --force northmarch --dry-run")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", "force_code", required=True, help="Whose records they are, by the force's code.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON: {"columns": {"Crse Dt": "date"}, "skills": {"OST refresher": {"code": "PPST", "kind": "refresher"}}, '
    '"statuses": {"Lapsed (NC)": "lapsed"}}.',
)
@click.option("--sheet", help="Of a spreadsheet with several sheets, the one to read.")
@click.option(
    "--result",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where each row's fate is written; FILE.result.csv.",
)
@click.option("--by", "employee_number", help="Employee number of who brings them in, for the record.")
def awards(
    file: Path,
    force_code: str,
    dry_run: bool,
    mapping: Path | None,
    sheet: str | None,
    result: Path | None,
    employee_number: str | None,
) -> None:
    """Bring in years of training records from an old LMS, an HR system or spreadsheets.

    Awards are dated by the event and by the import, and read “imported, not verified” until somebody verifies them.
    Rows that are not sure wait for a person to decide. The same file twice changes nothing; a whole import can be
    undone. All or nothing: if it is interrupted, nothing was brought in.
    """
    force = _force(force_code)
    by = _person(force, employee_number) if employee_number else None
    try:
        words = read_mapping(mapping.read_text(encoding="utf-8-sig")) if mapping else ForceWords()
        table = read_table(file, sheet=sheet)
        told = OldFile(file.name, _sha256(file), understand(table.columns, words), words)
        _say_columns(told)
        result = result or file.with_name(f"{file.name}.result.csv")
        with _writing(result) as write, _progress(file) as advance:

            def each(outcome: Outcome) -> None:
                write(outcome)
                advance()

            imported = import_old_records(table.rows, file=told, force=force, by=by, dry_run=dry_run, each=each)
    except (NotOldRecords, UnreadableTable) as problem:
        raise Refusal(str(problem)) from problem
    except OSError as problem:
        raise Refusal(f"{problem.filename}: {problem.strerror}. Nothing was changed.") from problem
    _say(imported, dry_run=dry_run)
    click.echo(f"What became of each row is in {result}.")


def _force(code: str) -> Force:
    force = Force.objects.filter(code=code).exclude(kind=Force.Kind.NATION).first()
    if force is None:
        raise Refusal(f"There is no force with the code “{code}”.")
    return force


def _person(force: Force, number: str) -> Person:
    service = Service.objects.filter(force=force, employee_number=number, ends=None).select_related("person").first()
    if service is None:
        raise Refusal(f"Nobody who serves in {force} has the employee number “{number}”.")
    return service.person


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _say_columns(told: OldFile) -> None:
    understood = told.understood
    click.echo("Understood: " + ", ".join(f"{name} is {column}" for column, name in understood.columns.items()) + ".")
    if understood.unknown:
        click.echo("Not read: " + ", ".join(understood.unknown) + ".")
    if Column.EXPIRES not in understood and Column.STATUS not in understood:
        click.echo("The file gives no expiry dates: the rules here say how long each award counts.")


@contextmanager
def _writing(result: Path) -> Iterator[Any]:
    """A line for each row, in a file that only its owner can read and that is whole or not there."""
    unfinished = result.with_name(f"{result.name}.part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(REPORT)
            yield lambda outcome: writer.writerow(_line(outcome))
        unfinished.replace(result)
    finally:
        unfinished.unlink(missing_ok=True)


def _line(outcome: Outcome) -> list[object]:
    row = outcome.row
    told = (
        [row.number or row.collar or row.warrant, row.name, row.skill or row.skill_code, row.day.isoformat()]
        if row
        else ["", "", "", ""]
    )
    matched = outcome.person or " ".join(str(candidate.person) for candidate in outcome.candidates)
    return [outcome.line, outcome.fate.value, _said(outcome.why), *map(_safe, told), matched]


def _said(sentence: Sentence) -> str:
    return gettext(sentence.text) % sentence.values if sentence.text else ""


def _safe(cell: object) -> object:
    """A spreadsheet that opens the file must not take somebody's words for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell


@contextmanager
def _progress(file: Path) -> Iterator[Any]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Comparing with the record", total=_rows_in(file))
        rows = 0

        def advance() -> None:
            nonlocal rows
            rows += 1
            if rows % TOLD_EVERY == 0:
                progress.update(task, completed=rows)

        yield advance


def _rows_in(file: Path) -> int | None:
    """About how many rows, by its lines; nothing for a spreadsheet."""
    with file.open("rb") as opened:
        if opened.read(4)[:2] in (b"PK", b"\xd0\xcf"):
            return None
        return sum(piece.count(b"\n") for piece in iter(lambda: opened.read(1 << 20), b"")) or None


def _say(imported: Imported, *, dry_run: bool) -> None:
    said = {
        Fate.AWARDED: "awards would come in" if dry_run else "awards came in",
        Fate.UNSURE: "rows would wait for a person to decide" if dry_run else "rows wait for a person to decide",
        Fate.WAITING: "rows wait, or were decided, since an earlier import",
        Fate.ALREADY: "rows are on record already",
        Fate.TWICE: "rows say what another row of the file says",
        Fate.NOT_DONE: "rows say that nothing was achieved (failed, did not attend, booked)",
        Fate.REFUSED: "rows are refused",
    }
    rows = imported.rows
    click.echo("\n".join(f"{rows[fate]:>9,} {words}" for fate, words in said.items() if rows[fate]) or "No rows.")
    for text, count in imported.refused.most_common(8):
        click.echo(f"{count:>15,} × {re.sub(r'%.[a-z_]+.s', '…', text)}")
    _say_unknown(imported.unknown_skills)
    if imported.batch is not None:
        reasons = imported.batch.summary["reasons"]
        agreeing = reasons.get("agrees", 0)
        people = imported.batch.summary["people"]
        click.echo(
            f"Import {imported.batch.pk}: {sum(reasons.values()):,} skills of {people:,} people compared, "
            f"{agreeing:,} read the same in both systems. See /records/imports/{imported.batch.pk}/."
        )
    elif not dry_run:
        click.echo("Nothing is new: nothing was changed.")


def _say_unknown(unknown: Counter[str]) -> None:
    if unknown:
        click.echo("Names that no skill here has (say in a mapping which they are):")
        for name, count in unknown.most_common(12):
            click.echo(f"{count:>15,} × {name}")
