"""Learning that people logged this year, from 1 April."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from peel.demo.rules import layout as at
from peel.demo.rules.staffing import PersonPlan


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry to be made. ``reflection`` is private."""

    kind: str
    day: date
    minutes: int
    title: str
    reflection: str = ""


# Kind, how often a person has it in a whole year, minutes from and to, titles.
USUAL = (
    ("day", 3.2, (420, 420), ("Professional development day", "Team development day")),
    (
        "digital",
        9.0,
        (5, 45),
        (
            "Watched a lesson on de-escalation",
            "Read a one-sider before the turn",
            "Case law update",
            "Listened to a podcast on domestic abuse",
            "Digital evidence, first steps",
        ),
    ),
    ("formal", 1.2, (120, 420), ("Course at Saltmarsh training centre", "Webinar with the CPS", "Coroner’s court day")),
    ("social", 2.5, (20, 90), ("Talked a case through with a colleague", "Peer debrief after a job", "Book club")),
    ("team", 2.5, (30, 90), ("Briefing exercise", "Table-top exercise", "Debrief with the team")),
    ("helping", 0.6, (60, 240), ("Coached a colleague", "Tutored a student officer", "Ran a microteach")),
)
REFLECTIONS = (
    "I talk too early. Next time I wait until they have finished.",
    "The checklist at the scene helped. I will keep it in my pocket book.",
    "I did not know that. I told the rest of the turn.",
    "Worth doing again with the new people.",
)
AISHA = (
    ("day", 0.12, 420, "Professional development day, Q1"),
    ("day", 0.55, 420, "Professional development day, Q2"),
    ("digital", 0.05, 60, "Domestic abuse: coercive control"),
    ("digital", 0.2, 60, "Search: grounds that hold"),
    ("digital", 0.4, 60, "Disclosure for first responders"),
    ("digital", 0.62, 60, "Case files: what the CPS sends back"),
    ("digital", 0.8, 60, "Mental health: asking the question"),
    ("digital", 0.97, 60, "Digital evidence, first steps"),
    ("social", 0.3, 60, "Peer debrief after the ferry terminal job"),
    ("social", 0.7, 60, "Talked a statement through with DC Hale"),
    ("team", 0.85, 60, "Turn exercise: first five minutes"),
)


def year_of(day: date) -> date:
    """The 1 April on or before a day."""
    return date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)


def logged_by(person: PersonPlan, *, rng: Random, today: date) -> Iterator[Logged]:
    """Entries since 1 April: as many as the share of the year that has gone, and the person's diligence, give."""
    first = max(year_of(today), person.starts)
    days = (today - first).days
    if days < 1 or person.rank == at.VOLUNTEER:
        return
    if person.part is not None and person.part.key == "constable":
        for kind, gone, minutes, title in AISHA:
            yield Logged(kind, first + timedelta(days=int(gone * days)), minutes, title)
        return
    diligence = rng.uniform(0.3, 1.3) * person.share * days / 365
    for kind, in_year, (least, most), titles in USUAL:
        if kind == "helping" and person.rank == at.SERGEANT:
            in_year *= 3
        exact = in_year * diligence
        count = int(exact) + (rng.random() < exact % 1)
        for _ in range(count):
            reflection = rng.choice(REFLECTIONS) if rng.random() < 0.1 else ""
            minutes = rng.randrange(least, most + 1, 5)
            yield Logged(kind, first + timedelta(days=rng.randrange(days)), minutes, rng.choice(titles), reflection)
