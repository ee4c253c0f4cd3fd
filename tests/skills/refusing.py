"""``with refused("One sentence."):`` expects an action to say no, in these words."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from peel.skills.refused import Refused


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    assert str(caught.value) == sentence
