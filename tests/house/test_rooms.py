"""How rooms fit together: imports, models, migrations, what the web app loads."""

import io
import json
import subprocess
import sys
from contextlib import redirect_stdout

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from peel.foundation.environment import CHECKOUT

HEAVY = ["typst", "av", "numpy", "pandas", "duckdb", "ortools", "statsmodels", "PIL", "python_calamine", "boto3"]


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("peel.")]


def test_the_rules_of_import_are_kept() -> None:
    command = [sys.executable, "-m", "importlinter.cli", "lint", "--no-cache"]
    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout[-3000:]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_model_says_what_one_row_is_and_what_it_knows_of_a_person(model: type[models.Model]) -> None:
    document = model.__doc__ or ""

    assert not document.startswith(f"{model.__name__}("), "Django wrote this docstring; say what one row is."
    assert "Privacy:" in document


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            call_command("makemigrations", "--check", "--dry-run", skip_checks=True)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_migrations_are_named_by_hand() -> None:
    generated = [
        str(file.relative_to(CHECKOUT))
        for file in CHECKOUT.glob("peel/*/migrations/[0-9]*.py")
        if "_auto_" in file.name or file.stem.endswith("_initial")
    ]

    assert generated == []


def test_importing_the_web_app_loads_no_heavy_library() -> None:
    code = f"import sys, json, peel.asgi; print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    told = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)

    assert json.loads(told.stdout) == []
