"""``peel check``: what is set up wrongly or missing."""

import sys

import click

from peel.foundation.standing import database_standing


@click.command(epilog="Example: peel check --deploy")
@click.option("--deploy", is_flag=True, help="Look also at what matters where real people use it.")
def check(deploy: bool) -> None:
    """Say in sentences what is set up wrongly or is missing. Ends with status 1 when something is wrong."""
    import django

    django.setup()
    from peel.foundation.checking import remarks

    with database_standing():
        found = list(remarks(deploy=deploy))
    for remark in found:
        click.echo(f"{'Wrong:' if remark.grave else 'Note: '} {remark.sentence}")
    if not found:
        click.echo("Everything is as it should be.")
    if any(remark.grave for remark in found):
        sys.exit(1)
