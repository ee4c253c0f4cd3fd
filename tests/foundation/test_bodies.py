"""Bodies are taken in before a thread sees them."""

from peel.foundation.bodies import IN_MEMORY, WholeBody
from peel.foundation.front import Receive, Scope, Send, answer, header
from tests.foundation.answers import ask


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """A page that answers with what it was sent."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message["body"], message["more_body"]
    await answer(send, 200, [(b"x-length", header(scope, b"content-length").encode())], body)


def test_a_body_in_many_pieces_arrives_as_it_was_and_with_its_length() -> None:
    pieces = [b"x" * IN_MEMORY, b"y" * 70_000, b"z"]

    told = ask(WholeBody(echo, largest=10**6), "/", method="POST", body=pieces)

    assert (told.body == b"".join(pieces), told.headers["x-length"]) == (True, str(IN_MEMORY + 70_001))


def test_too_much_is_refused_whether_it_says_so_or_not() -> None:
    pages = WholeBody(echo, largest=1000)

    told = ask(pages, "/", method="POST", headers={"content-length": "1001"})
    untold = ask(pages, "/", method="POST", body=[b"x" * 600, b"x" * 600])

    assert [told.status, untold.status] == [413, 413]
