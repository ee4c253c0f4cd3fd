"""``peel import skills``, ``peel import requirements`` and ``peel import framework``."""

from datetime import datetime
from pathlib import Path

import click

from peel.foundation.refusal import Refusal
from peel.skills.actions.bring_in_framework import bring_in_framework
from peel.skills.actions.bring_in_requirements import bring_in_requirements, known_to
from peel.skills.actions.bring_in_skills import bring_in_skills
from peel.skills.commands.reporting import force_of, say_columns, say_rows, words
from peel.skills.files import UnreadableFile, read_json, read_requirements, read_skills
from peel.skills.refused import Refused
from peel.skills.rules.bringing_in.case import NotAPackage, read_package

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
FORCE = click.option("--force", "force_code", help="Whose they are, by the force's code.")
NATIONAL = click.option("--national", is_flag=True, help="They are the nation's, and every force has them.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
RESULT = click.option(
    "--result", type=click.Path(dir_okay=False, path_type=Path), help="A file for what became of every row."
)


@click.command("skills", epilog="Example: peel import skills catalogue.json --national --dry-run")
@FILE
@FORCE
@NATIONAL
@DRY_RUN
@RESULT
@click.option(
    "--from",
    "effective_from",
    type=click.DateTime(["%Y-%m-%d"]),
    help="From which day changed rules are in force; today.",
)
def skills(
    file: Path, force_code: str | None, national: bool, dry_run: bool, result: Path | None,
    effective_from: datetime | None,
) -> None:  # fmt: skip
    """Bring in skills with their rules and links, as JSON or as a table.

    A force's file gives national skills the force's own rules and links; codes that the nation does not have become
    skills of the force. The same file twice changes nothing. With a refused row nothing is written.
    """
    force = force_of(force_code, national=national)
    try:
        told = read_skills(file)
    except UnreadableFile as problem:
        raise Refusal(str(problem)) from problem
    say_columns(told.understood, told.ignored)
    plan = bring_in_skills(
        told.entries,
        force=force,
        by=None,
        refused=told.refused,
        effective_from=effective_from.date() if effective_from else None,
        file_name=file.name,
        dry_run=dry_run,
    )
    say_rows(plan.report, dry_run=dry_run, result=result)


@click.command("requirements", epilog="Example: peel import requirements who-needs-what.csv --force northmarch")
@FILE
@FORCE
@NATIONAL
@DRY_RUN
@RESULT
def requirements(file: Path, force_code: str | None, national: bool, dry_run: bool, result: Path | None) -> None:
    """Bring in who must hold which skill, by unit, function, role, person type and rank, with the reason.

    What the file does not name goes on asking; a requirement ends by a row with its last day. The same file twice
    changes nothing. With a refused row nothing is written.
    """
    force = force_of(force_code, national=national)
    try:
        told = read_requirements(file, known=known_to(force))
    except UnreadableFile as problem:
        raise Refusal(str(problem)) from problem
    say_columns(told.understood, told.ignored)
    plan = bring_in_requirements(
        told.entries, force=force, by=None, refused=told.refused, file_name=file.name, dry_run=dry_run
    )
    say_rows(plan.report, dry_run=dry_run, result=result)


@click.command("framework", epilog="Example: peel import framework our-framework.json")
@FILE
@DRY_RUN
@RESULT
def framework(file: Path, dry_run: bool, result: Path | None) -> None:
    """Bring in a framework of competencies as a CASE 1.0 package (JSON).

    Another version of a framework is kept beside the one before it. The same version twice changes nothing. What the
    package no longer has stays, because lessons and entries may point at it.
    """
    try:
        package = read_package(read_json(file))
        done = bring_in_framework(package, by=None, file_name=file.name, dry_run=dry_run)
    except NotAPackage as problem:
        raise Refusal(words([problem.sentence])) from problem
    except (UnreadableFile, Refused) as problem:
        raise Refusal(str(problem)) from problem
    document = package.document
    click.echo(f"{document.name}, version {document.version}: {len(package.items)} items.")
    say_rows(done.changes.report, dry_run=dry_run, result=result, all_or_nothing=False)
    click.echo(f"{len(done.changes.links)} new links between items.")
