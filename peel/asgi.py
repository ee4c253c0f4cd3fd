"""The web process: pages, files and streams on one port."""

import os

import psycopg
from a2wsgi import WSGIMiddleware
from django.conf import settings

from peel.foundation.bodies import WholeBody
from peel.foundation.environment import direct_address
from peel.foundation.files.serving import Media, Static, security_headers
from peel.foundation.front import Front
from peel.foundation.parent import end_with_parent
from peel.foundation.streams.serving import Streams
from peel.pages import application as pages_in_django

LARGEST_UPLOAD = 600 * 1024**2
# Each thread keeps a database connection; pages take milliseconds, so a few threads serve many people.
THREADS = int(os.environ.get("PEEL_WEB_THREADS", "5"))


async def listening_connection() -> psycopg.AsyncConnection:
    return await psycopg.AsyncConnection.connect(direct_address(), autocommit=True)


raw_headers = security_headers(secure=settings.SECURE)
pages = WholeBody(WSGIMiddleware(pages_in_django, workers=THREADS), largest=LARGEST_UPLOAD)
streams = Streams(listening_connection, headers=raw_headers)
application = Front(
    pages=pages,
    answers={
        "/media/": Media(settings.MEDIA_ROOT, headers=raw_headers),
        "/streams/": streams,
        "/static/": Static(settings.STATIC_ROOT, headers=raw_headers, otherwise=pages),
    },
    on_start=end_with_parent,
    on_stop=streams.close,
)
