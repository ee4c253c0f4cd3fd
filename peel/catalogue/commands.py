"""``peel import catalogue``, ``peel reindex``."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import click
from rich.console import Console

from peel.catalogue.actions.importing import Imported, import_catalogue
from peel.catalogue.actions.indexing import index_lessons, recount
from peel.catalogue.models import Lesson
from peel.catalogue.rules import sources
from peel.catalogue.rules.drafts import Fate, RowReport
from peel.foundation.refusal import Refusal
from peel.people.models import Force


@click.command(
    "catalogue",
    epilog="Example: peel import catalogue csl_course_catalogue.jsonl --report rows.csv",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--force", "force_code", help="Whose lessons they become, by the force's code. Without it they are national."
)
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write one line for every row, as CSV.")
def catalogue(file: Path, force_code: str | None, report: Path | None) -> None:
    """Bring in lessons and journeys from FILE: JSON lines (also .gz) or one lesson as Markdown.

    Which catalogue it is, Peel sees from its first row: Civil Service Learning courses, the Department for Education's
    early-career programme, or plain pages. The same file twice changes nothing.
    """
    console = Console(stderr=True)
    with console.status(f"Reading {file.name}…"):
        try:
            draft = sources.read(file.name.removesuffix(".gz"), _text(file))
        except sources.NotACatalogue as problem:
            raise Refusal(str(problem)) from problem
    with console.status(f"Comparing {len(draft.lessons)} lessons with the library…"):
        result = import_catalogue(draft, force=_force(force_code))
    _say(draft.source, result)
    if report is not None:
        _write(report, result.rows)
        click.echo(f"Every row is in {report}.")


@click.command(epilog="Example: peel reindex")
def reindex() -> None:
    """Build the library's search index anew, with the counts of its words."""
    with Console(stderr=True).status("Indexing lessons…"):
        lessons = index_lessons(Lesson.objects.values_list("pk", flat=True))
        recount()
    click.echo(f"{lessons} lessons are in the index.")


def _text(file: Path) -> str:
    data = file.read_bytes()
    if data[:2] == b"\x1f\x8b":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError) as problem:
            raise Refusal(f"{file.name} is compressed, but not whole: {problem}.") from problem
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refusal(f"{file.name} is not text in UTF-8: byte {problem.start} is not.") from problem


def _force(code: str | None) -> Force | None:
    if code is None:
        return None
    force = Force.objects.filter(code=code).first()
    if force is None:
        raise Refusal(f"There is no force with the code “{code}”.")
    return force


def _say(source: str, result: Imported) -> None:
    click.echo(f"{source}:")
    for name, planned in (("lessons", result.lessons), ("journeys", result.journeys)):
        click.echo(
            f"  {name}: {len(planned.new)} new, {len(planned.changed)} changed, {len(planned.unchanged)} as they were, "
            f"{len(planned.edited_here)} edited here and left, {len(planned.gone)} no longer in the file and left"
        )
    left_out = [row for row in result.rows if row.fate is Fate.LEFT_OUT and row.row]
    for sentence, count in Counter(row.sentence for row in left_out).most_common(10):
        click.echo(f"  left out: {count} × {sentence}")


def _write(report: Path, rows: list[RowReport]) -> None:
    with report.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "key", "title", "fate", "what became of it"])
        writer.writerows([row.row or "", row.key, row.title, row.fate.value, row.sentence] for row in rows)
