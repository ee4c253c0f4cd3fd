"""How a statement is written down and chained. Plain values; the shape is xAPI 1.0.3 (IEEE 9274.1.1)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

NOTHING = bytes(32)
"""The head before a force's first seal."""

PEEL = "tag:peel,2026:"


class Verb(StrEnum):
    """What people do; any room may use these, and an import may bring others."""

    STARTED = "initialized"
    PROGRESSED = "progressed"
    COMPLETED = "completed"
    PASSED = "passed"
    FAILED = "failed"
    ANSWERED = "answered"
    RATED = "rated"
    AWARDED = "awarded"
    CORRECTED = "corrected"
    AUTHORISED = "authorised"
    REVOKED = "revoked"
    WAIVED = "waived"
    HELD = "held"
    RELEASED = "released"
    QUERIED = "queried"
    DECIDED = "decided"
    LOGGED = "logged"
    PUBLISHED = "published"
    TRANSFERRED = "transferred"


ADL = {
    Verb.STARTED,
    Verb.PROGRESSED,
    Verb.COMPLETED,
    Verb.PASSED,
    Verb.FAILED,
    Verb.ANSWERED,
}
"""Verbs whose identifiers are published by ADL; the others are Peel's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened, before it is written down.

    ``result`` and ``context`` are xAPI's; neither may hold private text. ``force`` is the force's id, ``subject`` the
    person's pseudonym.
    """

    statement_id: UUID
    subject: UUID
    force: int
    verb: str
    object_type: str
    object_id: str
    happened_at: datetime
    stored_at: datetime
    result: Mapping[str, object] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)


def verb_iri(verb: str) -> str:
    return f"http://adlnet.gov/expapi/verbs/{verb}" if verb in ADL else f"{PEEL}verb/{verb}"


def canonical(happening: Happening) -> str:
    """The statement as JSON with sorted keys and no white space: the same happening is the same text for ever."""
    body: dict[str, object] = {
        "id": str(happening.statement_id),
        "actor": {"objectType": "Agent", "account": {"homePage": f"{PEEL}subject", "name": str(happening.subject)}},
        "verb": {"id": verb_iri(happening.verb)},
        "object": {"objectType": "Activity", "id": f"{PEEL}{happening.object_type}/{happening.object_id}"},
        "context": {"platform": "Peel", "extensions": {f"{PEEL}force": happening.force, **happening.context}},
        "timestamp": happening.happened_at.isoformat(),
        "stored": happening.stored_at.isoformat(),
    }
    if happening.result:
        body["result"] = happening.result
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def leaf(salt: bytes, text: str) -> bytes:
    """SHA-256 of salt and canonical JSON; without the salt nobody can guess the body from it."""
    return hashlib.sha256(salt + text.encode()).digest()


def head(previous: bytes, leaves: Iterable[bytes]) -> bytes:
    """SHA-256 of the head before and every leaf after it, in order."""
    digest = hashlib.sha256(previous)
    for one in leaves:
        digest.update(one)
    return digest.digest()


def next_try_minutes(attempts: int) -> int | None:
    """Minutes until a failed delivery is tried again (1, 5, 25, 125), or None when it waits for an administrator."""
    return 5 ** (attempts - 1) if attempts <= 4 else None
