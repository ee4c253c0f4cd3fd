"""``docs/reference/roles.md``: the roles and permissions of the code, as people read them."""

from collections.abc import Iterator

from django.utils import translation

from peel.people.roles import EVERYONE, OUTLASTS_SERVICE, ROLES, SUPERVISOR, WORDS, Level, Permission, Role

HEAD = """# Roles and permissions

Written by `peel export roles` from `peel/people/roles.py`; edit there. A test says when this page is stale.

A role is held *at* a place: a unit and everything below it, a force, or the nation. It allows what it says there and
nowhere else. Force administrators give and end roles of their own force on a person's page under People; nobody gives
one to themselves; every role given or ended is written down, and so is every reading of another person's record. The
first administrator of a force is made on the machine: `peel admin`.
"""
LEVELS = {Level.UNIT: "unit", Level.FORCE: "force", Level.NATION: "nation"}


def roles_page() -> str:
    with translation.override("en-gb"):
        return "\n".join([HEAD, *_roles(), *_permissions(), *_by_permission()])


def _roles() -> Iterator[str]:
    yield "## Roles\n"
    yield "| role | code | held at | what for |\n|---|---|---|---|"
    yield f"| {EVERYONE.name} | – | a post, in its force | {EVERYONE.purpose} |"
    yield f"| {SUPERVISOR.name} | – | a post that leads a unit; or answering for somebody | {SUPERVISOR.purpose} |"
    for role in ROLES.values():
        held = ", ".join(word for level, word in LEVELS.items() if level in role.levels)
        yield f"| {role.name} | `{role.code}` | {held} | {role.purpose} |"


def _permissions() -> Iterator[str]:
    yield "\n## What each role allows\n"
    for role in (EVERYONE, SUPERVISOR, *ROLES.values()):
        yield f"**{role.name}**\n"
        yield from (f"- {WORDS[permission]}" for permission in Permission if permission in role.permissions)
        yield ""


def _by_permission() -> Iterator[str]:
    yield "## Who may\n"
    yield "| permission | code | who |\n|---|---|---|"
    for permission in Permission:
        who = ", ".join(str(role.name) for role in _having(permission))
        left = " (of people who left, too)" if permission in OUTLASTS_SERVICE else ""
        yield f"| {WORDS[permission]}{left} | `{permission}` | {who} |"
    yield ""


def _having(permission: Permission) -> list[Role]:
    return [role for role in (EVERYONE, SUPERVISOR, *ROLES.values()) if permission in role.permissions]
