"""``peel admin`` and ``peel export roles``."""

from pathlib import Path

import click

from peel.foundation.refusal import Refusal
from peel.people import actions
from peel.people.models import Account, Force
from peel.people.roles import ROLES, Level
from peel.people.roles_page import roles_page


@click.command(
    "admin", epilog="Example: peel admin sam.whitlock@northmarch.police.uk --force northmarch --url https://…"
)
@click.argument("email")
@click.option("--force", "code", help="The force's code; without it the role is for the nation.")
@click.option("--role", default="force-administrator", show_default=True, type=click.Choice(sorted(ROLES)))
@click.option("--name", help="Given and family name, when Peel does not know the person yet.")
@click.option("--url", default="", help="Where people find this Peel; put before the link.")
def admin(email: str, code: str | None, role: str, name: str | None, url: str) -> None:
    """Give the first person of a force a way in and a role, and print the link that opens it.

    Whoever may run this holds the machine; from then on roles are given on the pages.
    """
    force = _force(code)
    level = Level.FORCE if force else Level.NATION
    if level not in ROLES[role].levels:
        raise Refusal(f"The role {role} is not held at {'a force' if force else 'the nation: name a --force'}.")
    account = Account.objects.filter(email=email.lower()).select_related("person").first()
    person = account.person if account else None
    if person is None:
        if not name or " " not in name.strip():
            raise Refusal(f"Nobody signs in as {email} yet. Say who it is: --name “Given Family”.")
        person = actions.make_person(name, email=email, force=force)
    actions.give_first_role(person, role=role, force=force)
    account = actions.make_account(person, email=email, by=None)
    click.echo(f"{person} is {ROLES[role].name} of {force or 'the nation'}. The link works once, for three days:")
    click.echo(url.rstrip("/") + actions.give_link(account, by=None))


def _force(code: str | None) -> Force | None:
    if code is None:
        return None
    force = Force.objects.filter(code=code).first()
    if force is None:
        raise Refusal(f"There is no force with the code “{code}”.")
    return force


@click.command("roles", epilog="Example: peel export roles --to docs/reference/roles.md")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="File to write; otherwise it is printed.")
def export_roles(to: Path | None) -> None:
    """Write down every role and permission, as docs/reference/roles.md has them."""
    page = roles_page()
    if to is None:
        click.echo(page, nl=False)
        return
    to.write_text(page, "utf-8")
    click.echo(f"Written to {to}.")
