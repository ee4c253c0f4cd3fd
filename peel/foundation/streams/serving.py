"""Answers for ``/streams/``: server-sent events, thousands to a process, one database connection for all of them."""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from django.db import close_old_connections
from psycopg import sql

from peel.foundation.front import Headers, Receive, Scope, Send, refuse
from peel.foundation.streams.telling import CHANNEL, readers, topic_in

TICK = 0.25
HEARTBEAT = 15.0
RECONNECT = 1.0
# Phones come back after two seconds, not all at once.
GREETING = b"retry: 2000\n\n"
log = logging.getLogger(__name__)


class Listener:
    """One open page: the latest event that it has not been sent yet. Older ones are overtaken, never queued."""

    def __init__(self) -> None:
        self.latest = b""
        self.news = asyncio.Event()

    def give(self, event: bytes) -> None:
        self.latest = event
        self.news.set()

    async def take(self) -> bytes:
        """The latest event, or a sign of life when there is none for a while."""
        try:
            async with asyncio.timeout(HEARTBEAT):
                await self.news.wait()
        except TimeoutError:
            return b": still here\n\n"
        self.news.clear()
        return self.latest


class Streams:
    """Holds the listeners of this process. The database is listened to from the first listener on."""

    def __init__(self, connect: Callable[[], Any], *, headers: Headers) -> None:
        self.connect = connect
        self.headers = [*headers, (b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
        self.headers.append((b"x-accel-buffering", b"no"))
        self.listeners: dict[str, set[Listener]] = defaultdict(set)
        self.changed: set[str] = set()
        self.closing = asyncio.Event()
        self.work: list[asyncio.Task[None]] = []
        self.reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="streams")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = topic_in(scope["path"], now=time.time())
        if told is None:
            return await refuse(send, 403, "This address has ended. Open the page again.")
        topic, until = told
        self._begin()
        listener = Listener()
        self.listeners[topic].add(listener)
        self.changed.add(topic)
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.headers})
            await send({"type": "http.response.body", "body": GREETING, "more_body": True})
            await self._stream(listener, until, receive, send)
        finally:
            self.listeners[topic].discard(listener)
            if not self.listeners[topic]:
                del self.listeners[topic]

    async def close(self) -> None:
        """End every stream, so that the process can go; pages come back to another."""
        self.closing.set()
        for task in self.work:
            task.cancel()
        await asyncio.gather(*self.work, return_exceptions=True)
        self.reader.shutdown(wait=False)

    async def _stream(self, listener: Listener, until: float, receive: Receive, send: Send) -> None:
        over = asyncio.ensure_future(self._over(receive))
        try:
            while not over.done() and time.time() < until:
                taken = asyncio.ensure_future(listener.take())
                await asyncio.wait({taken, over}, return_when=asyncio.FIRST_COMPLETED)
                if not taken.done():
                    taken.cancel()
                    break
                await send({"type": "http.response.body", "body": taken.result(), "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            over.cancel()

    async def _over(self, receive: Receive) -> None:
        """Returns when the page is gone or this process is going."""
        gone, going = asyncio.ensure_future(_gone(receive)), asyncio.ensure_future(self.closing.wait())
        try:
            await asyncio.wait({gone, going}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            going.cancel()

    def _begin(self) -> None:
        if not self.work:
            self.work = [asyncio.ensure_future(self._listen()), asyncio.ensure_future(self._tick())]

    async def _listen(self) -> None:
        """Note what changed. After a lost connection everything counts as changed: what was missed is read again."""
        while True:
            try:
                async with await self.connect() as connection:
                    await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                    self.changed.update(self.listeners)
                    async for notice in connection.notifies():
                        self.changed.add(notice.payload)
            except psycopg.Error as error:
                log.warning("Live pages wait for the database: %s", error)
            await asyncio.sleep(RECONNECT)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            changed, self.changed = self.changed & set(self.listeners), set()
            for topic in changed:
                event = await self._event(topic)
                for listener in self.listeners.get(topic, ()):
                    listener.give(event)

    async def _event(self, topic: str) -> bytes:
        read = readers.get(topic.partition(":")[0])
        if read is None:
            return b"event: changed\ndata:\n\n"
        try:
            text = await asyncio.get_running_loop().run_in_executor(self.reader, _with_database, read, topic)
        except Exception:
            log.exception("What %s shows could not be read", topic)
            return b"event: changed\ndata:\n\n"
        return "".join(f"data: {line}\n" for line in text.splitlines() or [""]).encode() + b"\n"


def _with_database(read: Callable[[str], str], topic: str) -> str:
    close_old_connections()
    try:
        return read(topic)
    finally:
        close_old_connections()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
