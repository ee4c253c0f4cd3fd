"""Pages and jobs work as a role that owns nothing: it cannot change the ledger, nor drop or alter a table.

The role is made and given its rights by ``peel migrate`` (see ``ledger.reference``); where the database's keeper
allows no roles, triggers alone protect the ledger and ``peel check`` says so.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

ROLE = "peel_pages"
TAKE = "SELECT set_config('role', rolname, false) FROM pg_roles WHERE rolname = %s AND pg_has_role(rolname, 'SET')"


def own_nothing() -> None:
    """From now on every new connection of this process takes the role, where it exists."""
    connection_created.connect(_take_role, dispatch_uid="peel.foundation.rights")


def _take_role(connection: BaseDatabaseWrapper, **_: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [ROLE])
