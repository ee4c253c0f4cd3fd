"""What people of the demo read and watched, how far they got, and what they thought of it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

DAYS_BACK = 120
READERS = 0.72
"""Share of people who read anything in that time."""
MOST_READ = 14
LEFT_OPEN, RATED, RECOMMENDED = 0.12, 0.35, 0.93
STARS = ((1, 1), (2, 3), (3, 14), (4, 42), (5, 40))
HOURS = (6, 7, 9, 10, 12, 13, 14, 15, 17, 18, 19, 21, 22, 23, 2, 4)
HOW = {"article": "read", "video": "watched", "audio": "watched", "plan": "took part"}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form of a published lesson, as stored: since when it can be read, and how popular it is."""

    pk: int
    lesson: int
    length: str
    kind: str
    seconds: int | None
    version: int
    since: datetime
    weight: float


@dataclass(frozen=True, slots=True)
class Read:
    """One go at a form. ``done`` is None while it is open; ``stars`` None where nobody was asked."""

    form: FormRow
    started: datetime
    last: datetime
    done: bool
    per_mille: int
    stars: int | None = None

    @property
    def how(self) -> str:
        return (HOW.get(self.form.kind, "said")) if self.done else ""

    @property
    def position(self) -> int:
        """Seconds of a recording, per mille of a text."""
        if self.form.kind in ("video", "audio"):
            return (self.form.seconds or 0) * self.per_mille // 1000
        return self.per_mille

    @property
    def spent(self) -> int:
        return (self.form.seconds or 60) * self.per_mille // 1000

    @property
    def recommends(self) -> bool | None:
        return None if self.stars is None else self.stars >= 4

    @property
    def liked(self) -> bool:
        return (self.stars or 0) >= 4


class Shelf:
    """Forms to choose from, the popular ones oftener."""

    def __init__(self, forms: Sequence[FormRow]) -> None:
        self.forms = forms
        self.reach = list(accumulate(form.weight for form in forms))

    def take(self, rng: Random) -> FormRow:
        return self.forms[bisect_left(self.reach, rng.random() * self.reach[-1])]


def read_by(shelf: Shelf, *, rng: Random, now: datetime) -> Iterator[Read]:
    """What one person read lately, each lesson once, oldest first."""
    if not shelf.forms or rng.random() > READERS:
        return
    lessons: set[int] = set()
    goes: list[Read] = []
    for _ in range(rng.randint(1, MOST_READ)):
        form = shelf.take(rng)
        if form.lesson not in lessons:
            lessons.add(form.lesson)
            goes.append(_go(form, rng=rng, now=now))
    goes = [go for go in goes if go.started >= go.form.since]
    yield from sorted(goes, key=lambda go: go.started)


def _go(form: FormRow, *, rng: Random, now: datetime) -> Read:
    # More lately than long ago.
    day = now - timedelta(days=1 + int(DAYS_BACK * rng.random() ** 2))
    started = day.replace(hour=rng.choice(HOURS), minute=rng.randrange(60), second=rng.randrange(60), microsecond=0)
    done = form.length == "s6" or rng.random() > LEFT_OPEN
    per_mille = 1000 if done else rng.randrange(80, 900)
    last = started + timedelta(seconds=10 + (form.seconds or 300) * per_mille // 1000)
    stars = None
    if done and rng.random() < RATED:
        stars = rng.choices([star for star, _ in STARS], weights=[weight for _, weight in STARS])[0]
    return Read(form, started, last, done, per_mille, stars)
