"""Sending a file in pieces, from anywhere in it, as slowly as the other end wants it."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from peel.foundation.front import Headers, Receive, Scope, Send, answer, header, refuse

PIECE = 64 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True, slots=True)
class Span:
    """From one byte up to, and not with, another."""

    start: int
    stop: int


def span_asked_for(words: str, *, size: int) -> Span | None:
    """The part of a file that a Range header asks for; all of it when it asks for several or for nothing we know.

    None when the part lies outside the file (RFC 9110, 14.1.2).
    """
    told = RANGE.fullmatch(words.strip())
    if told is None or told.groups() == ("", ""):
        return Span(0, size)
    first, last = told.groups()
    if not first:
        return Span(max(0, size - int(last)), size) if int(last) and size else None
    start, stop = int(first), min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return Span(0, size)
    return Span(start, stop) if start < size else None


async def send_file(path: Path, *, mark: str, headers: Headers, scope: Scope, receive: Receive, send: Send) -> None:
    """The file, or the part asked for, or the news that the browser's copy (``mark``) is still right."""
    if scope["method"] not in {"GET", "HEAD"}:
        return await refuse(send, 405, "Only GET.")
    try:
        file = await asyncio.to_thread(path.open, "rb")
    except OSError:
        return await refuse(send, 404, "There is no such file.")
    with file:
        await _send_open_file(file, f'"{mark}"', headers, scope, receive, send)


async def _send_open_file(
    file: BinaryIO, etag: str, headers: Headers, scope: Scope, receive: Receive, send: Send
) -> None:
    size = file.seek(0, 2)
    headers = [*headers, (b"etag", etag.encode()), (b"accept-ranges", b"bytes")]
    if etag in header(scope, b"if-none-match"):
        return await answer(send, 304, headers)
    words = header(scope, b"range")
    if header(scope, b"if-range") not in {"", etag}:
        words = ""
    span = span_asked_for(words, size=size)
    if span is None:
        return await answer(send, 416, [*headers, (b"content-range", b"bytes */%d" % size)])
    part = span != Span(0, size) or bool(RANGE.fullmatch(words.strip()))
    if part:
        headers.append((b"content-range", b"bytes %d-%d/%d" % (span.start, span.stop - 1, size)))
    headers.append((b"content-length", b"%d" % (span.stop - span.start)))
    status = 206 if part else 200
    if scope["method"] == "HEAD":
        return await answer(send, status, headers)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await _send_pieces(file, span, receive, send)


async def _send_pieces(file: BinaryIO, span: Span, receive: Receive, send: Send) -> None:
    """Piece after piece until the other end goes. Reading is in a thread: a cold disk stops nobody else."""
    gone = asyncio.ensure_future(_gone(receive))
    try:
        position = span.start
        while position < span.stop and not gone.done():
            piece = await asyncio.to_thread(_read, file, position, min(PIECE, span.stop - position))
            if not piece:
                break
            position += len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": position < span.stop})
    finally:
        gone.cancel()


def _read(file: BinaryIO, position: int, length: int) -> bytes:
    file.seek(position)
    return file.read(length)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
