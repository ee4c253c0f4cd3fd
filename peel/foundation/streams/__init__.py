"""Live pages: a page holds one stream open and is told when what it shows has changed.

``tell("poll:17")`` after a write; ``stream_address("poll:17")`` for the page. What is sent is read when it is
sent, at most four times a second, by the reader that the room registered for its kind with ``show``.
"""

from peel.foundation.streams.telling import show, stream_address, tell

__all__ = ["show", "stream_address", "tell"]
