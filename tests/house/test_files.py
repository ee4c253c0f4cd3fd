"""How files look: their length, their names, and what may not stand in them."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import imported, lines_of, python_files, said, tracked, tree

LONGEST_FILE = 600
LONGEST_FUNCTION = 60
NO_HOME = {"common", "core", "utils", "util", "helpers", "helper", "base", "misc", "manager", "service", "handler"}
# Written by a program from files that are short.
JOINED = {"peel/ui/static/ui/peel.css", "peel/ui/static/ui/peel.js"}
CLOCK = "peel/foundation/clock.py"


def ours() -> list[Path]:
    return [file for file in python_files() if said(file).startswith("peel/")]


def test_no_file_is_longer_than_one_can_read_at_once() -> None:
    files = [file for file in [*python_files(), *tracked("*.js", "*.css")] if said(file) not in JOINED]

    assert [said(file) for file in files if len(file.read_text().splitlines()) > LONGEST_FILE] == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        said(file, node.lineno)
        for file in python_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > LONGEST_FUNCTION
    ]

    assert long == []


def test_every_module_says_by_its_name_what_is_in_it() -> None:
    # Django's management commands and pytest's conftest have names of their own choosing.
    assert [said(file) for file in python_files() if NO_HOME & {file.stem, *file.parts}] == []


def test_rules_import_no_django() -> None:
    rules = [file for file in ours() if file.stem == "rules" or "rules" in file.parts]

    wrong = [said(file) for file in rules if any(name.split(".")[0] == "django" for name in imported(file))]

    assert rules != []
    assert wrong == []


def test_views_read_through_access_and_never_from_tables_directly() -> None:
    answers = [file for file in ours() if {"views", "api"} & {file.stem, *file.parts}]

    wrong = [
        said(file, node.lineno)
        for file in answers
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]

    assert wrong == []


def test_the_time_is_asked_of_the_clock() -> None:
    asking = {
        ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now"),
    }  # fmt: skip

    wrong = [
        said(file, node.lineno)
        for file in ours()
        if said(file) != CLOCK
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and (getattr(node.value, "id", ""), node.attr) in asking
    ]

    assert wrong == []


@pytest.mark.parametrize("name", ["CURRENT_DATE", "CURRENT_TIMESTAMP", "CURRENT_TIME", "LOCALTIMESTAMP", "now()"])
def test_sql_is_told_the_time(name: str) -> None:
    pattern = re.compile(rf"(?<![\w.]){re.escape(name)}")

    wrong = [
        said(file, node.lineno)
        for file in ours()
        for node in _texts(file)
        if "select" in node.value.lower() or "update" in node.value.lower() or "insert" in node.value.lower()
        if pattern.search(node.value)
    ]

    assert wrong == []


def test_nothing_is_left_to_do_in_the_tree() -> None:
    left = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    files = [*python_files(), *tracked("*.html", "*.css", "*.js", "*.md", "Makefile")]

    wrong = [
        said(file, number)
        for file in files
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if left.search(line)
    ]

    assert wrong == []


def test_no_template_carries_a_script_a_style_block_or_a_style_of_its_own() -> None:
    """The content security policy would stop them; a style attribute may only hand a number to CSS."""
    forbidden = re.compile(r"<style|<script(?![^>]*\bsrc=)|\son\w+=\"|style=\"(?!\s*--)|javascript:", re.IGNORECASE)
    data = re.compile(r'<script[^>]*type="(application/json|application/ld\+json|importmap|speculationrules)"')

    wrong = [
        said(file, number)
        for file in tracked("peel/**/*.html", "peel/*.html")
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if forbidden.search(line) and not data.search(line)
    ]

    assert wrong == []


def _texts(file: Path) -> list[ast.Constant]:
    """Strings that are used, docstrings aside."""
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents
    ]
