"""The project's own files, read once."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from peel.foundation.environment import CHECKOUT

NOT_OURS = ("vendor", "fonts")


@cache
def tracked(*patterns: str) -> list[Path]:
    """Files of the project: what git knows, and what is new and not ignored."""
    command = ["git", "-C", str(CHECKOUT), "ls-files", "--cached", "--others", "--exclude-standard", "-z", *patterns]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    files = (CHECKOUT / name for name in names if name)
    return [file for file in files if file.is_file() and not set(NOT_OURS) & set(file.parts)]


@cache
def python_files() -> list[Path]:
    return [file for file in tracked("*.py") if "migrations" not in file.parts]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(), filename=str(file))


def said(file: Path, line: int | None = None) -> str:
    """How a test names a place: relative to the checkout, so that an editor can open it."""
    place = str(file.relative_to(CHECKOUT))
    return place if line is None else f"{place}:{line}"


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From ``def`` to the last line, decorators aside."""
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def imported(file: Path) -> set[str]:
    """The modules that a file names in its imports, wherever in it they stand."""
    names: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names
