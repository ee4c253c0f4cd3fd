"""Files by signed address: whole, in part, and not at all."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.foundation.files.address import Grant, address_of, end_of, grant_in
from peel.foundation.files.sending import Span, span_asked_for
from peel.foundation.files.serving import Media, Static, security_headers
from peel.foundation.front import Answer, Receive, Scope, Send, refuse
from tests.foundation.answers import Told, ask

CONTENT = bytes(range(256)) * 1024
Fetch = Callable[..., Told]


@pytest.fixture
def fetch(tmp_path: Path) -> Fetch:
    (tmp_path / "film.mp4").write_bytes(CONTENT)
    media = Media(tmp_path, headers=security_headers(secure=True))

    def fetched(*, grant: dict[str, object] | None = None, method: str = "GET", **headers: str) -> Told:
        told = {"path": "film.mp4", "content_type": "video/mp4", "name": "Dé-escalation.mp4", "download": False}
        words = {**told, "mark": "abc", "until": int(time.time()) + 600, **(grant or {})}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(media, address_of(Grant(**words)), method=method, headers=named)  # type: ignore[arg-type]

    return fetched


def test_a_whole_file_comes_with_what_a_browser_needs_to_seek_and_to_be_safe(fetch: Fetch) -> None:
    told = fetch()

    assert (told.status, told.body) == (200, CONTENT)
    assert told.headers["accept-ranges"] == "bytes"
    assert told.headers["content-length"] == str(len(CONTENT))
    assert told.headers["content-type"] == "video/mp4"
    assert told.headers["content-disposition"] == "inline; filename*=UTF-8''D%C3%A9-escalation.mp4"
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert told.headers["strict-transport-security"].startswith("max-age=31536000")
    assert told.headers["cache-control"].startswith("private, max-age=")


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [("bytes=0-1", 0, 2), ("bytes=0-", 0, 262144), ("bytes=1000-1999", 1000, 2000), ("bytes=-5", 262139, 262144)],
)
def test_a_part_is_sent_as_a_part(fetch: Fetch, asked: str, start: int, stop: int) -> None:
    told = fetch(range=asked)

    assert (told.status, told.body) == (206, CONTENT[start:stop])
    assert told.headers["content-range"] == f"bytes {start}-{stop - 1}/262144"


@pytest.mark.parametrize("asked", ["bytes=262144-", "bytes=-0", "bytes=999999-1000000"])
def test_a_part_outside_the_file_is_refused(fetch: Fetch, asked: str) -> None:
    told = fetch(range=asked)

    assert (told.status, told.headers["content-range"]) == (416, "bytes */262144")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=5-2", "bytes=-"])
def test_what_we_do_not_understand_gets_the_whole(fetch: Fetch, asked: str) -> None:
    assert len(fetch(range=asked).body) == len(CONTENT)


def test_a_part_of_another_version_is_not_mixed_in(fetch: Fetch) -> None:
    assert fetch(range="bytes=0-1", if_range='"older"').status == 200


def test_a_copy_that_is_still_right_is_not_sent_again(fetch: Fetch) -> None:
    told = fetch(if_none_match='"abc"')

    assert (told.status, told.body) == (304, b"")


def test_head_tells_without_sending(fetch: Fetch) -> None:
    told = fetch(method="HEAD")

    assert (told.status, told.headers["content-length"], told.body) == (200, "262144", b"")


def test_documents_are_saved_and_not_shown(fetch: Fetch) -> None:
    told = fetch(grant={"content_type": "application/pdf", "name": "Plan.pdf", "download": True})

    assert told.headers["content-disposition"] == "attachment; filename*=UTF-8''Plan.pdf"


def test_an_address_that_has_ended_or_was_changed_opens_nothing(fetch: Fetch, tmp_path: Path) -> None:
    ended = fetch(grant={"until": int(time.time()) - 1})
    good = address_of(Grant("film.mp4", "video/mp4", "a.mp4", False, "abc", int(time.time()) + 600))
    changed = ask(Media(tmp_path, headers=[]), good.replace("/media/", "/media/x"))

    assert [(told.status, told.body) for told in (ended, changed)] == [
        (403, b"This address has ended. Open the page again.")
    ] * 2


def test_a_file_that_is_gone_and_a_method_that_writes(fetch: Fetch) -> None:
    assert [fetch(grant={"path": "gone.mp4"}).status, fetch(method="POST").status] == [404, 405]


def test_the_same_page_gives_the_same_address_for_a_while() -> None:
    noon = 1_700_000_100.0

    assert end_of(now=noon, minutes=60) == end_of(now=noon + 60, minutes=60)
    assert end_of(now=noon, minutes=60) - noon >= 3600


@given(st.text(max_size=60))
def test_no_text_is_mistaken_for_an_address(text: str) -> None:
    assert grant_in(f"/media/{text}", now=0) is None


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 300))
def test_a_span_lies_inside_its_file(first: int, last: int, size: int) -> None:
    span = span_asked_for(f"bytes={first}-{last}", size=size)

    assert span is None or 0 <= span.start < span.stop <= size


def test_nothing_of_an_empty_file_can_be_asked_for_in_part() -> None:
    assert [span_asked_for("", size=0), span_asked_for("bytes=0-0", size=0)] == [Span(0, 0), None]


async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    await refuse(send, 404, "elsewhere")


@pytest.fixture
def static(tmp_path: Path) -> Answer:
    folder = tmp_path / "static"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret")
    (folder / "peel.0123456789ab.css").write_text("a{}")
    (folder / "peel.0123456789ab.css.gz").write_bytes(b"packed")
    (folder / "peel.js").write_text("1")
    return Static(folder, headers=security_headers(secure=False), otherwise=elsewhere)


def test_a_file_with_a_hash_in_its_name_is_kept_for_a_year_and_comes_packed(static: Answer) -> None:
    told = ask(static, "/static/peel.0123456789ab.css", headers={"accept-encoding": "gzip, br"})

    assert (told.status, told.body, told.headers["content-encoding"]) == (200, b"packed", "gzip")
    assert told.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert told.headers["content-type"] == "text/css; charset=utf-8"


def test_a_file_without_a_hash_is_asked_for_again_soon(static: Answer) -> None:
    assert ask(static, "/static/peel.js").headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize("path", ["/static/../secret", "/static//etc/passwd", "/static/", "/static/nothing.css"])
def test_nothing_outside_the_folder_is_sent(static: Answer, path: str) -> None:
    assert ask(static, path).body == b"elsewhere"
