"""Awards refuse every change; the rule book gets a new version with every change of what it is made of."""

from django.db import migrations

BOOK = ["skill", "skillrule", "skilllink", "requirement"]
FUNCTIONS = """
CREATE FUNCTION skills_award_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An award is never changed: % is refused. Correct it with another award.', TG_OP;
END $$;
CREATE FUNCTION skills_book_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE skills_bookversion SET version = gen_random_uuid();
  RETURN NULL;
END $$;
"""
TRIGGERS = """
INSERT INTO skills_bookversion (version) VALUES (gen_random_uuid());
CREATE TRIGGER skills_award_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON skills_award
  FOR EACH STATEMENT EXECUTE FUNCTION skills_award_stays();
""" + "\n".join(
    f"CREATE TRIGGER skills_{table}_changes_the_book AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON skills_{table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION skills_book_changed();"
    for table in BOOK
)
UNDO = "\n".join(
    [
        "DROP TRIGGER skills_award_stays ON skills_award;",
        *[f"DROP TRIGGER skills_{table}_changes_the_book ON skills_{table};" for table in BOOK],
        "DROP FUNCTION skills_award_stays();",
        "DROP FUNCTION skills_book_changed();",
        "DELETE FROM skills_bookversion;",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("skills", "0002_awards_in_minutes_and_standing_in_steps")]

    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, UNDO),
    ]
