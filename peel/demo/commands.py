"""``peel demo-data``: the demonstration's data without serving it."""

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from peel.demo import PEOPLE
from peel.demo.actions.build import Demo, build
from peel.demo.rules.cast import EASTVALE, KEYS, NATION, NORTHMARCH, Part


@click.command("demo-data", epilog="Example: peel demo-data --people 42000 --fresh")
@click.option("--people", default=PEOPLE, show_default=True, help="How many serve in the first force.")
@click.option("--seed", default=1, show_default=True, help="The same seed on the same day gives the same people.")
@click.option("--fresh", is_flag=True, help="Empty the demo's database and build it anew.")
def demo_data(people: int, seed: int, fresh: bool) -> None:
    """Build the demonstration's forces, people, skills and lessons, without serving them.

    What is there already is kept, unless --fresh is given. A database with a real force in it is never touched.
    """
    told_on_terminal(people=people, seed=seed, fresh=fresh)


def told_on_terminal(*, people: int, seed: int, fresh: bool) -> Demo:
    """Build the demo with its steps shown, then say who can be tried."""
    console = Console()
    with console.status("Looking for the demo…") as status:
        made = build(people=people, seed=seed, fresh=fresh, progress=lambda step: status.update(f"{step}…"))
    verb = "Built" if made.built else "Found"
    console.print(f"{verb} the demo: Northmarch Police with {made.people:,} people, all invented (seed {made.seed}).")
    console.print(people_to_try())
    return made


def people_to_try() -> Table:
    """The people with a button on the sign-in page: who they are, and what to try."""
    table = Table("Button", "Who", "What to try", box=SIMPLE, title="People to try", title_justify="left")
    table.columns[0].no_wrap = True
    table.caption = "Each has a button on the sign-in page; its address is /sign-in/as/BUTTON/"
    parts: dict[str, Part] = {part.key: part for part in (*NORTHMARCH, *EASTVALE, NATION)}
    for key in KEYS:
        part = parts[key]
        table.add_row(key, f"{part.given} {part.family}\n{part.title or part.rank}", part.to_try)
    return table
