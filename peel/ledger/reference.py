"""The rights of the role that pages and jobs work as: all rows everywhere, but of the ledger only to add."""

from django.db import connection

from peel.foundation.rights import ROLE

ADD_ONLY = [
    "ledger_statement",
    "ledger_statementbody",
    "ledger_seal",
    "ledger_auditentry",
    "ledger_auditsubject",
    "ledger_erasure",
]
RIGHTS = f"""
DO $$ BEGIN CREATE ROLE {ROLE} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
GRANT {ROLE} TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO {ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE};
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {ROLE};
REVOKE UPDATE, DELETE, TRUNCATE ON {", ".join(ADD_ONLY)} FROM {ROLE};
GRANT DELETE ON ledger_statementbody TO {ROLE};
REVOKE DELETE, TRUNCATE ON ledger_head FROM {ROLE};
"""


def load() -> None:
    """Make the role and give it its rights, again after every migration; nothing where we may not make roles.

    DELETE of a body stays: lawful erasure is a page, and the trigger refuses every other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            cursor.execute(RIGHTS)
