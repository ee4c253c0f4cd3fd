"""What a browser sends is taken in whole before a thread looks at it: a slow upload holds a file, not a thread."""

import asyncio
import tempfile
from typing import IO

from peel.foundation.front import Answer, Message, Receive, Scope, Send, header, refuse

IN_MEMORY = 256 * 1024
PIECE = 256 * 1024


class WholeBody:
    """Hands requests on once their body has arrived; refuses those larger than ``largest`` bytes."""

    def __init__(self, pages: Answer, *, largest: int) -> None:
        self.pages = pages
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] in {"GET", "HEAD"}:
            return await self.pages(scope, receive, send)
        told = header(scope, b"content-length")
        if told.isdigit() and int(told) > self.largest:
            return await refuse(send, 413, "This is too large to send.")
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            arrived = await self._take_in(body, receive)
            if arrived is None:
                return None
            if arrived > self.largest:
                return await refuse(send, 413, "This is too large to send.")
            body.seek(0)
            # A body sent in chunks has no length, and WSGI reads none without one.
            others = [one for one in scope["headers"] if one[0] != b"content-length"]
            headers = [*others, (b"content-length", b"%d" % arrived)]
            await self.pages({**scope, "headers": headers}, _replay(body, receive), send)

    async def _take_in(self, body: IO[bytes], receive: Receive) -> int | None:
        """How many bytes arrived, counted no further than one piece over the limit; None when the browser left."""
        arrived = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            piece = message.get("body", b"")
            arrived += len(piece)
            if arrived <= IN_MEMORY:
                body.write(piece)
            else:
                await asyncio.to_thread(body.write, piece)
            if not message.get("more_body") or arrived > self.largest:
                return arrived


def _replay(body: IO[bytes], receive: Receive) -> Receive:
    """The body again, as if it were arriving now; after it, what really arrives."""
    whole = False

    async def again() -> Message:
        nonlocal whole
        if whole:
            return await receive()
        piece = await asyncio.to_thread(body.read, PIECE)
        whole = len(piece) < PIECE
        return {"type": "http.request", "body": piece, "more_body": not whole}

    return again
