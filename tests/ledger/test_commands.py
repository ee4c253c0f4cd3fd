from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from peel.ledger.commands import heads_command, verify_command
from tests.ledger.written import sealed, told

pytestmark = pytest.mark.django_db


def test_verify_says_how_much_it_looked_at(tmp_path: Path):
    told()
    sealed()

    result = CliRunner().invoke(verify_command, ["--heads", str(tmp_path)])

    assert (result.exit_code, result.output.strip()) == (0, "Statements: 1. Seals: 1. Nothing was changed.")


def test_verify_names_the_bad_row_and_fails(tmp_path: Path):
    told()
    sealed()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_statement SET verb = 'failed' RETURNING id")
        row = cursor.fetchone()[0]

    result = CliRunner().invoke(verify_command, ["--heads", str(tmp_path)])

    assert result.exit_code == 1
    assert result.output.strip() == f"Statement {row}: its columns say something else than its body."


def test_heads_are_written_for_keeping_elsewhere(tmp_path: Path):
    told()
    sealed()

    result = CliRunner().invoke(heads_command, ["--to", str(tmp_path)])

    assert result.exit_code == 0
    assert len(list(tmp_path.glob("heads-*.json"))) == 1
