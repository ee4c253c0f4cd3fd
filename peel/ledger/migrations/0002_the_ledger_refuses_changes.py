"""UPDATE, DELETE and TRUNCATE of what was written are refused, whoever asks; bodies go only by lawful erasure."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The ledger is append-only: % of % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
CREATE FUNCTION ledger_refuse_unless_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('peel.erasing', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'The ledger is append-only: % of % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
"""
FOR_EVER = ["statement", "seal", "auditentry", "auditsubject", "erasure"]


def triggers() -> str:
    parts = [
        f"CREATE TRIGGER ledger_{table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();"
        for table in FOR_EVER
    ]
    parts.append(
        "CREATE TRIGGER ledger_statementbody_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_statementbody "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_unless_erasing();"
    )
    parts.append(
        "CREATE TRIGGER ledger_head_stays BEFORE DELETE OR TRUNCATE ON ledger_head "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();"
    )
    return "\n".join(parts)


def undo() -> str:
    drops = [f"DROP TRIGGER ledger_{table}_stays ON ledger_{table};" for table in [*FOR_EVER, "statementbody", "head"]]
    return "\n".join([*drops, "DROP FUNCTION ledger_refuse();", "DROP FUNCTION ledger_refuse_unless_erasing();"])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_statements_seals_and_audit")]

    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(triggers(), undo()),
    ]
