"""``peel skills restand``."""

import os
import time

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from peel.skills.actions.restand_everybody import everybody, restand_everybody
from peel.skills.commands.reporting import force_of


@click.command("restand", epilog="Example: peel skills restand --force northmarch")
@click.option("--force", "force_code", help="Only people who serve in this force, by its code.")
@click.option("--processes", type=click.IntRange(1, 64), default=lambda: os.cpu_count() or 1, help="One for each core.")
def restand(force_code: str | None, processes: int) -> None:
    """Compute the standing of everybody anew from what is on record.

    Nothing needs it in the ordinary run of things: every change computes whom it concerns. It is for after a restore,
    or when Peel itself reads a rule otherwise than before. People go on reading and writing meanwhile.
    """
    people = everybody(force_of(force_code, national=False) if force_code else None)
    began = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Computing standing", total=len(people))
        changed = restand_everybody(people, processes=processes, each=lambda count: progress.advance(task, count))
    click.echo(f"{len(people):,} people computed in {time.monotonic() - began:.1f} s, {changed:,} lines changed.")
