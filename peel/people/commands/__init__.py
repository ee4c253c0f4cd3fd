"""The people room's commands."""

from peel.people.commands.administrators import admin, export_roles
from peel.people.commands.bring_in import people

__all__ = ["admin", "export_roles", "people"]
