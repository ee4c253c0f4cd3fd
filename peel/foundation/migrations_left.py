"""Whether the database is as this version of Peel needs it."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrations_left() -> list[str]:
    """The migrations that the database lacks, as ``room.name``."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
