"""``peel backup`` and ``peel restore``."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from peel.foundation.standing import database_standing


@click.command(epilog="Example: peel backup /mnt/backups/peel-2026-11-21.tar")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write database and media to one FILE, while people work.

    The file holds everything about everybody: encrypt it where you keep it, and keep it elsewhere.
    """
    import django

    django.setup()
    from peel.foundation.backup.making import make_backup

    with database_standing(), bar("Backing up") as progress:
        task = progress.add_task("Backing up", total=None)
        about = make_backup(
            file.absolute(), progress=lambda done, total: progress.update(task, completed=done, total=total)
        )
    click.echo(f"{file} holds the database ({_mb(about.dump_bytes)}) and {about.media_files} files of media.")


@click.command(epilog="Example: PEEL_HOME=/srv/peel-new peel restore /mnt/backups/peel-2026-11-21.tar")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring a backup FILE back into an empty database and media folder, and prove that it is whole."""
    import django

    django.setup()
    from peel.foundation.backup.restoring import restore_backup
    from peel.foundation.commands.migrate import bring_up_to_date

    with database_standing(), bar("Restoring") as progress:
        task = progress.add_task("Restoring", total=None)
        about = restore_backup(
            file,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
            bring_up_to_date=lambda: bring_up_to_date(quietly=True),
        )
    click.echo(
        f"Restored as it was on {about.made_at[:16].replace('T', ' ')} UTC, with {about.media_files} media files."
    )


def bar(words: str) -> Progress:
    console = Console(stderr=True)
    columns = TextColumn(words), BarColumn(), DownloadColumn()
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _mb(size: int) -> str:
    return f"{size / 1024**2:,.1f} MB"
