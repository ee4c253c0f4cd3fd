"""Answers for ``/media/`` and ``/static/``, outside Django's middleware and its threads."""

import hashlib
import mimetypes
import re
import time
from pathlib import Path
from urllib.parse import quote

from peel.foundation.files.address import grant_in
from peel.foundation.files.sending import send_file
from peel.foundation.front import Answer, Headers, Receive, Scope, Send, header, refuse

HASHED = re.compile(r"\.[0-9a-f]{12}\.")
COMPRESSED = (("br", ".br"), ("gzip", ".gz"))


def security_headers(*, secure: bool) -> Headers:
    """What Django's middleware would have added; a file may do nothing but be shown."""
    headers = [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"x-frame-options", b"DENY"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]
    if secure:
        headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains; preload"))
    return headers


class Media:
    """Uploaded files, to whoever holds a signed address."""

    def __init__(self, root: Path, *, headers: Headers) -> None:
        self.root = root
        self.headers = [*headers, (b"content-security-policy", b"default-src 'none'; sandbox")]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        grant = grant_in(scope["path"], now=time.time())
        if grant is None:
            return await refuse(send, 403, "This address has ended. Open the page again.")
        shown = "attachment" if grant.download else "inline"
        headers = [
            *self.headers,
            (b"content-type", grant.content_type.encode()),
            (b"content-disposition", f"{shown}; filename*=UTF-8''{quote(grant.name, safe='')}".encode()),
            (b"cache-control", b"private, max-age=%d, immutable" % max(0, grant.until - int(time.time()))),
        ]
        await send_file(
            self.root / grant.path, mark=grant.mark, headers=headers, scope=scope, receive=receive, send=send
        )


class Static:
    """The files of the pages' make: those with a hash in their name are kept by browsers for a year."""

    def __init__(self, root: Path, *, headers: Headers, otherwise: Answer) -> None:
        self.root = root.resolve()
        self.headers = headers
        self.otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = (self.root / scope["path"].removeprefix("/static/")).resolve()
        if not path.is_relative_to(self.root) or not path.is_file():
            return await self.otherwise(scope, receive, send)
        age = b"public, max-age=31536000, immutable" if HASHED.search(path.name) else b"public, max-age=60"
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = [*self.headers, (b"content-type", _with_letters(kind)), (b"cache-control", age)]
        headers.append((b"vary", b"accept-encoding"))
        accepted = header(scope, b"accept-encoding")
        for coding, ending in COMPRESSED:
            packed = path.with_name(path.name + ending)
            if coding in accepted and packed.is_file():
                path, headers = packed, [*headers, (b"content-encoding", coding.encode())]
                break
        mark = hashlib.sha256(f"{path}{path.stat().st_mtime_ns}{path.stat().st_size}".encode()).hexdigest()[:16]
        await send_file(path, mark=mark, headers=headers, scope=scope, receive=receive, send=send)


def _with_letters(kind: str) -> bytes:
    text = kind.startswith("text/") or kind in {"application/javascript", "application/json", "image/svg+xml"}
    return f"{kind}; charset=utf-8".encode() if text else kind.encode()
