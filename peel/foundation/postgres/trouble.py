"""What PostgreSQL complains about, in a sentence for the person at the command line."""

import re

from peel.foundation.postgres.place import Place
from peel.foundation.refusal import Refusal

SENTENCES = [
    (r"no space left on device|disk quota exceeded", "The disk that holds {folder} is full: free some space."),
    (r"read-only file system", "The disk that holds {folder} can only be read."),
    (r"has wrong ownership", "The database in {folder} belongs to another user: run Peel as that user."),
    (r"permission denied", "The database may not read or write in {folder}: give the folder back to its owner."),
    (r"is not compatible with|database files are incompatible", "The data in {folder} are of another version."),
    (r"cannot allocate memory|could not map anonymous", "The machine has not enough free memory for the database."),
    (r"could not create shared memory|no space left for shared", "The machine has no shared memory for the database."),
    (r"invalid locale name", "The machine has no locale C.UTF-8, which PostgreSQL 16 needs: set PEEL_PG=18."),
    (r"another server might be running|is another postmaster", "Another server already runs on {folder}."),
]


def trouble(place: Place, said: str) -> Refusal:
    """The refusal for what ``initdb``, ``pg_ctl`` or the log said last."""
    for pattern, sentence in SENTENCES:
        if re.search(pattern, said, re.IGNORECASE):
            return Refusal(sentence.format(folder=place.folder))
    lines = [line for line in said.strip().splitlines() if "FATAL" in line or "error:" in line] or said.splitlines()
    last = lines[-1].strip() if lines else "it said nothing"
    return Refusal(f"The database in {place.folder} did not start: {last}")
