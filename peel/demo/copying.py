"""Rows into tables by PostgreSQL's COPY: twenty times as fast as objects, for data that rules have already checked."""

import json
from collections.abc import Iterable, Iterator, Sequence

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

    Columns that are not named get the model's defaults. While it runs the connection is taken: ``rows`` must not ask
    the database anything.
    """
    fields = [_field(model, name) for name in columns]
    defaults = list(_defaults(model, fields))
    names = ", ".join(f'"{field.column}"' for field in (*fields, *(field for field, _ in defaults)))
    same = tuple(value for _, value in defaults)
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row((*row, *same))
            count += 1
    return count


def _field(model: type[models.Model], name: str) -> "models.Field[object, object]":
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _defaults(
    model: type[models.Model], named: Sequence["models.Field[object, object]"]
) -> Iterator[tuple["models.Field[object, object]", object]]:
    """The columns that are not named and have a default, with its value."""
    for field in model._meta.concrete_fields:
        value = None if field in named or field.primary_key else field.get_default()
        if value is not None:
            yield field, json.dumps(value) if isinstance(field, models.JSONField) else value
