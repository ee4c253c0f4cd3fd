"""Rows into tables by PostgreSQL's COPY: twenty times as fast as objects, for data that rules have already checked."""

from collections.abc import Iterable, Sequence

from django.db import connection, models


def take_ids(model: type[models.Model], count: int) -> range:
    """``count`` ids of a table that nobody else will be given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(seq, nextval(seq) + %s - 1) FROM pg_get_serial_sequence(%s, 'id') seq",
            [max(1, count), model._meta.db_table],
        )
        last: int = cursor.fetchone()[0]
    return range(last - max(1, count) + 1, last - max(1, count) + 1 + count)


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write the rows; ``columns`` are attribute names, as in ``person_id``. JSON comes as text. Returns how many.

    While it runs the connection is taken: ``rows`` must not ask the database anything.
    """
    names = ", ".join(f'"{_column(model, name)}"' for name in columns)
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.column)
