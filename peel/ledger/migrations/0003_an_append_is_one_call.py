"""Statement, body and outbox entry in one call whose plans stay with the connection."""

from django.db import migrations

APPEND = """
CREATE FUNCTION ledger_append(
  statement_id uuid, subject uuid, force bigint, verb text, object_type text, object_id text,
  happened_at timestamptz, stored_at timestamptz, leaf bytea, salt bytea, canonical text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE told bigint;
BEGIN
  INSERT INTO ledger_statement
    (statement_id, subject, force, verb, object_type, object_id, happened_at, stored_at, leaf)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id INTO told;
  INSERT INTO ledger_statementbody (statement_id, salt, canonical) VALUES (told, $10, $11);
  INSERT INTO ledger_outbox (statement_id, xid) VALUES (told, pg_current_xact_id()::text::bigint);
  RETURN told;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_the_ledger_refuses_changes")]

    operations = [migrations.RunSQL(APPEND, "DROP FUNCTION ledger_append;")]
