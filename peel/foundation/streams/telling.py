"""What rooms call: marking a topic as changed, and making a page's address for it."""

import time
from collections.abc import Callable

from django.core import signing
from django.db import connection, transaction

CHANNEL = "peel_streams"
SALT = "peel.foundation.streams"

# Reads what a topic's pages show now, as text; called in a thread, once for all pages of this process.
Reader = Callable[[str], str]
readers: dict[str, Reader] = {}


def show(kind: str, *, read: Reader) -> None:
    """Topics that begin with ``kind:`` are sent as what ``read(topic)`` gives; others only say “changed”."""
    readers[kind] = read


def tell(topic: str) -> None:
    """Once this transaction is committed, tell every page that shows ``topic``.

    NOTIFY makes commits wait for each other, so it is never part of the writing transaction.
    """
    transaction.on_commit(lambda: _notify(topic))


def _notify(topic: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, topic])


def stream_address(topic: str, *, minutes: int = 120) -> str:
    """Where a page that may see ``topic`` listens. Who holds the address may listen until it ends."""
    return f"/streams/{signing.Signer(salt=SALT).sign_object([topic, int(time.time()) + minutes * 60])}"


def topic_in(path: str, *, now: float) -> tuple[str, float] | None:
    """The topic and the end of the address at ``path``, or None when it is not ours or has ended."""
    try:
        topic, until = signing.Signer(salt=SALT).unsign_object(path.removeprefix("/streams/"))
    except (signing.BadSignature, ValueError):
        return None
    return (topic, float(until)) if now < until else None
