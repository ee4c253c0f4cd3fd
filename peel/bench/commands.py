"""``peel bench``"""

import platform

import click
from django.db import connection
from rich.console import Console

from peel.bench import hr, ledger, measures, report, standing
from peel.bench.measures import Measure
from peel.bench.processes import memory_mib
from peel.bench.site import serving
from peel.bench.targets import PAGES, PageTarget
from peel.bench.visitor import Visitor
from peel.catalogue.models import Lesson
from peel.foundation.environment import CHECKOUT
from peel.ledger.models import Statement

IDLE_MIB = 400


@click.command(epilog="Example: peel bench --people 42000")
@click.option("--people", default=42_000, show_default=True, help="How many people to load, once.")
@click.option("--lessons", default=20_000, show_default=True, help="How many lessons the library has.")
@click.option("--statements", default=2_000_000, show_default=True, help="How many statements the ledger has.")
@click.option("--only", multiple=True, help="Measure only pages whose name contains this.")
@click.option("--write/--no-write", default=True, help="Write var/bench.json and docs/reference/performance.md.")
def bench(people: int, lessons: int, statements: int, only: tuple[str, ...], write: bool) -> None:
    """Measure every page against a bare page, and the ledger, at the size of a large force.

    Builds its data once, at DATABASE_URL or in the embedded database of this PEEL_HOME: use a PEEL_HOME of its own.
    """
    from peel.demo import scale

    console = Console(stderr=True)
    with console.status(f"Loading {people:,} people…"):
        scale.load(people=people, lessons=lessons, statements=statements)
    with connection.cursor() as cursor:
        # What was just written in bulk is planned for by guesses until the database has counted it.
        cursor.execute("ANALYZE")
    found: list[Measure] = []
    with serving(environment={}) as (address, roots):
        console.print(f"{address} answers; measuring pages.")
        found.append(idle_memory(roots))
        for target in PAGES:
            if not only or any(word in target.name for word in only):
                found += page(target, address, roots)
                console.print(found[-2].as_row())
    if not only:
        found += [ledger.append_against_bare_insert(), ledger.prove_a_million()]
        found += [standing.from_nothing(), standing.one_percent()]
        found += hr.import_an_extract()
    for measure in found:
        click.echo(f"{'met    ' if measure.met else 'not met'} {measure.name}: {measure.as_row()}")
    if write and not only:
        conditions = f"{people:,} people, {Lesson.objects.count():,} lessons, {Statement.objects.count():,} statements"
        report.write(
            found,
            json_file=CHECKOUT / "var" / "bench.json",
            page=CHECKOUT / "docs" / "reference" / "performance.md",
            conditions=f"Python {platform.python_version()}, {conditions}",
        )


def page(target: PageTarget, address: str, roots: list[int]) -> list[Measure]:
    visitors = [Visitor(address) for _ in range(measures.CROWD)]
    for visitor in visitors:
        if target.visitor:
            visitor.sign_in(target.visitor)
    path = target.path.format(lesson=lesson_path())
    return measures.page(target, path, visitors=visitors, bare=Visitor(address), roots=roots)


def lesson_path() -> str:
    """A lesson in all four forms."""
    lesson = Lesson.objects.filter(state=Lesson.State.PUBLISHED, demonstration=True).order_by("pk").first()
    return f"/library/{lesson.pk if lesson else 1}/"


def idle_memory(roots: list[int]) -> Measure:
    mib = memory_mib(roots)
    return Measure(
        name="all processes of an idle peel serve with its database, MiB (PSS)",
        bytes=int(mib * 1024 * 1024),
        target=f"≤ {IDLE_MIB} MiB",
        met=mib <= IDLE_MIB,
    )
