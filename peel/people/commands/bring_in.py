"""``peel import people``."""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click
from django.utils.translation import gettext
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from peel.foundation.refusal import Refusal
from peel.foundation.results import writing_results
from peel.foundation.sentence import Sentence
from peel.foundation.tables import UnreadableTable, read_table
from peel.people.actions.hr_import import HrFile, Imported, counts, import_people
from peel.people.models import Force, Person, Service
from peel.people.rules.hr_import import Change, ForceWords, ImportPlan, NotAnExtract, Result, Understood, read_mapping
from peel.people.rules.hr_import.rows import Row

COLUMNS = ("row", "what became of it", "why", "number", "name")
MOST_LISTED = 20


@click.command(
    "people",
    epilog="Example: peel import people hr-2026-11-21.csv --force northmarch --dry-run",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", "force_code", required=True, help="The force's code.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON: {"columns": {"Pay No": "number"}, "ranks": {"Con": "PC"}, "units": {}, "types": {}}.',
)
@click.option("--sheet", help="Of a spreadsheet with several sheets, the one to read.")
@click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help="The day of the extract; today.")
@click.option("--yes", is_flag=True, help="Go on, however many people leave, move or change rank.")
@click.option("--result", type=click.Path(dir_okay=False, path_type=Path), help="FILE.result.csv, unless said here.")
@click.option("--by", "employee_number", help="Employee number of who brings it in, for the record.")
def people(
    file: Path,
    force_code: str,
    dry_run: bool,
    mapping: Path | None,
    sheet: str | None,
    as_at: datetime | None,
    yes: bool,
    result: Path | None,
    employee_number: str | None,
) -> None:
    """Make Peel agree with an extract of the HR system: joiners, leavers, movers, promotions, names.

    The same file twice changes nothing. What a person has set by hand stays, and is listed where HR disagrees. It
    stops and asks before an unusual share of the force would leave, move or change rank. All or nothing: if it is
    interrupted, nothing was changed.
    """
    force = _force(force_code)
    by = _person(force, employee_number) if employee_number else None
    day = as_at.date() if as_at else None
    try:
        told, rows = _read(file, mapping, sheet)
        imported = _import(told, rows, force=force, by=by, as_at=day, dry_run=dry_run, yes=yes)
        result = result or file.with_name(f"{file.name}.result.csv")
        _write(imported.plan, result)
    except NotAnExtract as problem:
        raise Refusal(_said(problem.sentence)) from problem
    except UnreadableTable as problem:
        raise Refusal(str(problem)) from problem
    except OSError as problem:
        raise Refusal(f"{problem.filename}: {problem.strerror}.") from problem
    _say(imported, result, dry_run=dry_run)


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


def _read(file: Path, mapping: Path | None, sheet: str | None) -> tuple[HrFile, list[tuple[int, Row]]]:
    words = read_mapping(mapping.read_text(encoding="utf-8-sig")) if mapping else ForceWords()
    with _progress("Reading"):
        table = read_table(file, sheet=sheet)
        rows: list[tuple[int, Row]] = list(table.rows)
    with file.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    return HrFile(file.name, sha256, table.columns, words), rows


def _import(
    told: HrFile,
    rows: list[tuple[int, Row]],
    *,
    force: Force,
    by: Person | None,
    as_at: date | None,
    dry_run: bool,
    yes: bool,
) -> Imported:
    """Ask where the plan says so and somebody is there to answer; without an answer nothing is changed."""
    with _progress("Comparing" if dry_run else "Comparing and writing"):
        imported = import_people(
            rows, file=told, force=force, by=by, as_at=as_at, dry_run=dry_run, whatever_it_changes=yes
        )
    stop = imported.plan.stop
    if stop is None or yes or dry_run or not somebody_is_there():
        return imported
    if not click.confirm(f"{_said(stop.sentence)} Go on?", default=False):
        return imported
    return _import(told, rows, force=force, by=by, as_at=as_at, dry_run=False, yes=True)


def somebody_is_there() -> bool:
    return sys.stdin.isatty()


@contextmanager
def _progress(doing: str) -> Iterator[None]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        progress.add_task(doing, total=None)
        yield


def _said(sentence: Sentence) -> str:
    return gettext(sentence.text) % sentence.values


def _write(plan: ImportPlan, result: Path) -> None:
    with writing_results(result, COLUMNS) as write:
        for row in plan.rows:
            why = " ".join(_said(sentence) for sentence in row.sentences)
            write((row.line or "", row.result.value, why, row.number, row.name))


def _say(imported: Imported, result: Path, *, dry_run: bool) -> None:
    plan = imported.plan
    _say_columns(plan.understood)
    for sentence in plan.left_alone:
        click.echo(_said(sentence))
    found = counts(plan)
    _say_counts({change.value: found[change.value] for change in Change}, "people")
    _say_counts({outcome.value: found[f"rows {outcome.value}"] for outcome in Result}, "rows")
    _say_disagreements(plan)
    click.echo(f"What became of each row is in {result}.")
    if imported.entry is not None:
        click.echo(f"Done, as one entry in the audit ({imported.entry.pk}).")
    elif plan.stop is not None:
        words = f"{_said(plan.stop.sentence)} Nothing was changed."
        if dry_run:
            click.echo(words)
        else:
            raise Refusal(f"{words} Look at the result file; if it is right, run it again with --yes.")
    elif plan.changes_nothing:
        click.echo("Peel and the extract agree: nothing was changed.")
    else:
        click.echo("A dry run: nothing was changed.")


def _say_columns(understood: Understood) -> None:
    read = ", ".join(f"{name} is {column.value}" for column, name in understood.columns.items())
    click.echo(f"Understood: {read}.")
    if understood.unknown:
        click.echo(f"Not read: {', '.join(understood.unknown)}.")


def _say_counts(found: dict[str, int], of: str) -> None:
    for words, count in found.items():
        if count:
            click.echo(f"{count:>9,} {of} {words}")


def _say_disagreements(plan: ImportPlan) -> None:
    if not plan.disagreements:
        return
    click.echo(f"HR disagrees with what was set by hand {len(plan.disagreements):,} times; Peel keeps it:")
    for one in plan.disagreements[:MOST_LISTED]:
        click.echo(f"    row {one.line}, {one.name}, {one.about}: {one.peel_says}; HR says {one.hr_says or 'nothing'}")
    if len(plan.disagreements) > MOST_LISTED:
        click.echo("    and others, in the result file.")
