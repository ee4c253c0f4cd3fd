"""Asking an ASGI application without a server."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from peel.foundation.front import Answer, Message


@dataclass
class Told:
    """What it answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    application: Answer,
    path: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: Iterable[bytes] = (b"",),
) -> Told:
    pieces = list(body)
    sent: list[Message] = []

    async def receive() -> Message:
        if pieces:
            piece = pieces.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(pieces)}
        await asyncio.Event().wait()
        raise AssertionError("nothing more arrives")

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "path": path, "method": method, "headers": raw, "query_string": b""}
    asyncio.run(application(scope, receive, send))
    return Told(
        sent[0]["status"],
        {name.decode(): value.decode() for name, value in sent[0]["headers"]},
        b"".join(message.get("body", b"") for message in sent[1:]),
    )
