"""What became of every row of an import, in a file beside the one that was brought in."""

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def writing_results(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Sequence[object]], object]]:
    """Gives what writes one row. Only its owner can read the file, and it is whole or not there."""
    unfinished = path.with_name(f"{path.name}.part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(columns)
            yield lambda row: writer.writerow([harmless(cell) for cell in row])
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def harmless(cell: object) -> object:
    """A spreadsheet that opens the file must not take somebody's words for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
