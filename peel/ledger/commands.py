"""``peel ledger …``"""

from pathlib import Path

import click
from rich.progress import Progress

from peel.foundation import clock
from peel.foundation.environment import peel_home
from peel.foundation.refusal import Refusal
from peel.ledger import actions
from peel.ledger.models import Statement
from peel.ledger.verify import export_heads, verify


def heads_folder() -> Path:
    return peel_home() / "heads"


@click.command("verify", epilog="Example: peel ledger verify --heads /mnt/elsewhere/peel-heads")
@click.option("--heads", type=click.Path(path_type=Path), help="Folder of heads exported earlier; PEEL_HOME/heads.")
def verify_command(heads: Path | None) -> None:
    """Prove that nothing written down was changed, cut off or slipped in.

    Names the first bad row and ends with status 1 when something was.
    """
    with Progress(transient=True) as progress:
        task = progress.add_task("Hashing the chain", total=Statement.objects.count() or 1)
        verdict = verify(heads=heads or heads_folder(), progress=lambda done: progress.advance(task, done))
    if verdict.fault:
        raise Refusal(verdict.fault)
    click.echo(f"Statements: {verdict.statements:,}. Seals: {verdict.seals:,}. Nothing was changed.")


@click.command("heads", epilog="Example: peel ledger heads --to /mnt/elsewhere/peel-heads")
@click.option("--to", type=click.Path(path_type=Path), help="Folder to write to; PEEL_HOME/heads.")
def heads_command(to: Path | None) -> None:
    """Seal what is pending and write today's heads to a file, to be kept away from the database."""
    actions.seal_all()
    file = export_heads(to or heads_folder(), day=clock.today().isoformat())
    click.echo(f"Written to {file}.")
