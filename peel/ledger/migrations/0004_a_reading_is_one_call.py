"""Who read whose record: found or begun, and its subjects named, in one call."""

from django.db import migrations

READING = """
CREATE FUNCTION ledger_reading(
  reader uuid, of_force bigint, subjects uuid[], why text, read_at timestamptz, joined_within interval
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE reading bigint;
BEGIN
  SELECT id INTO reading FROM ledger_auditentry
  WHERE actor = reader AND at > read_at - joined_within AND verb = 'read' AND force = of_force AND purpose = why
  ORDER BY at DESC LIMIT 1;
  IF reading IS NULL THEN
    INSERT INTO ledger_auditentry (actor, force, verb, purpose, object_type, object_id, detail, at)
    VALUES (reader, of_force, 'read', why, '', '', '{}', read_at) RETURNING id INTO reading;
  END IF;
  INSERT INTO ledger_auditsubject (entry_id, subject, at)
  SELECT reading, subject, read_at FROM unnest(subjects) AS subject ORDER BY subject
  ON CONFLICT (entry_id, subject) DO NOTHING;
  RETURN reading;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_an_append_is_one_call")]

    operations = [migrations.RunSQL(READING, "DROP FUNCTION ledger_reading;")]
