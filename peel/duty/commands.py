"""``peel import roster`` and ``peel export roster``."""

import csv
from datetime import datetime
from pathlib import Path

import click
from django.utils.translation import gettext

from peel.duty.actions import lines_said, publish_roster
from peel.duty.queries import roster_rows
from peel.duty.rules.roster_file import NotARoster, read_row, understand
from peel.foundation.refusal import Refusal
from peel.foundation.results import writing_results
from peel.foundation.sentence import Sentence
from peel.foundation.tables import UnreadableTable, read_table
from peel.people.models import Force, Unit

DAY = click.DateTime(["%Y-%m-%d"])
COLUMNS = ("employee number", "date", "code", "start", "end")


@click.command("roster", epilog="Example: peel import roster december.csv --force northmarch")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", "force_code", required=True, help="The force's code.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def roster(file: Path, force_code: str, dry_run: bool) -> None:
    """Bring in a published roster: employee number, date, code, start and end, a row for each person and day.

    Codes are E, D, L, SL, N, TD and RD, or AL, sick, court and the like for somebody who is away. The same file twice
    changes nothing; days that it does not name stay.
    """
    force = _force(force_code)
    result = file.with_name(f"{file.name}.result.csv")
    try:
        table = read_table(file)
        names = understand(table.columns)
        rows = [read_row(line, row, names) for line, row in table.rows]
        published = publish_roster(rows, force=force, by=None, dry_run=dry_run)
        with writing_results(result, ("row", "what became of it", "why")) as write:
            for line, fate, why in lines_said(published):
                write((line, fate, _said(why) if why else ""))
    except NotARoster as problem:
        raise Refusal(_said(problem.sentence)) from problem
    except UnreadableTable as problem:
        raise Refusal(str(problem)) from problem
    except OSError as problem:
        raise Refusal(f"{problem.filename}: {problem.strerror}.") from problem
    refused = sum(1 for _line, fate, _why in lines_said(published) if fate == "refused")
    would = "would change" if dry_run else "changed"
    click.echo(
        f"{len(published.changed):,} days of {len(published.people):,} people {would}; {refused:,} rows are refused."
    )
    click.echo(f"What became of each row is in {result}.")


def _said(sentence: Sentence) -> str:
    return gettext(sentence.text) % sentence.values


@click.command(
    "roster", epilog="Example: peel export roster --force northmarch --from 2026-12-01 --until 2026-12-31 --to d.csv"
)
@click.option("--force", "force_code", required=True, help="The force's code.")
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--until", "last", type=DAY, required=True, help="The last day.")
@click.option("--unit", "unit_code", help="Only this unit and all below it, by its code.")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write.")
def export_roster(force_code: str, first: datetime, last: datetime, unit_code: str | None, to: Path) -> None:
    """Write down who is on when, for another system. Whoever is away is AWAY, and nothing says why."""
    force = _force(force_code)
    unit = Unit.objects.filter(force=force, code=unit_code).first() if unit_code else None
    if unit_code and unit is None:
        raise Refusal(f"{force} has no unit with the code “{unit_code}”.")
    rows = list(roster_rows(force, first=first.date(), last=last.date(), unit=unit))
    with to.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    click.echo(f"{len(rows):,} rows are written to {to}.")


def _force(code: str) -> Force:
    force = Force.objects.filter(code=code).exclude(kind=Force.Kind.NATION).first()
    if force is None:
        raise Refusal(f"There is no force with the code “{code}”.")
    return force
