"""What commands that bring something in have in common: the force, the person, and what became of each row."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from django.utils.translation import gettext

from peel.foundation.refusal import Refusal
from peel.foundation.sentence import Sentence
from peel.people.models import Force
from peel.skills.rules.bringing_in.report import Did, RowReport

SHOWN = 40


def force_of(code: str | None, *, national: bool) -> Force | None:
    """The force, or None for the nation; exactly one of the two is asked for."""
    if bool(code) == national:
        raise Refusal("Say whose they are: --force CODE, or --national.")
    if national:
        return None
    force = Force.objects.filter(code=code).exclude(kind=Force.Kind.NATION).first()
    if force is None:
        raise Refusal(f"There is no force with the code “{code}”.")
    return force


def say_columns(understood: Sequence[str], ignored: Sequence[str]) -> None:
    if understood:
        click.echo("Understood: " + ", ".join(understood) + ".")
    if ignored:
        click.echo("Not read: " + ", ".join(ignored) + ".")


def say_rows(rows: Sequence[RowReport], *, dry_run: bool, result: Path | None, all_or_nothing: bool = True) -> None:
    """Every row that changes something or has something to say, a count of all, and a file where one is asked for.

    Where it is ``all_or_nothing``, a refused row ends the command.
    """
    told = [row for row in rows if row.did is not Did.UNCHANGED or row.said]
    for row in told[:SHOWN]:
        click.echo(f"{row.row:>6}  {row.about}: {row.did.value}. {words(row.said)}".rstrip())
    if len(told) > SHOWN:
        click.echo(f"        and {len(told) - SHOWN} more.")
    counts = Counter(row.did for row in rows)
    click.echo(", ".join(f"{counts[did]} {did.value}" for did in Did if counts[did]) + "." if rows else "No rows.")
    if result is not None:
        _write(rows, result)
    if counts[Did.REFUSED] and all_or_nothing:
        raise Refusal("Nothing was written. Put the refused rows right and bring the file in again.")
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")


def words(said: Sequence[Sentence]) -> str:
    return " ".join(gettext(sentence.text) % sentence.values for sentence in said)


def _write(rows: Sequence[RowReport], result: Path) -> None:
    with result.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "what", "what became of it", "why"])
        writer.writerows([row.row, row.about, row.did.value, words(row.said)] for row in rows)
