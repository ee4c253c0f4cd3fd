"""What is measured, as whom, and what is aimed at. CPU targets are multiples of the bare page in the same run."""

from dataclasses import dataclass

TOLERANCE = 1.15
BARE = "/bench/bare/"


@dataclass(frozen=True, slots=True)
class PageTarget:
    """``cpu`` is the most the page may cost, in bare pages; ``queries`` the most it may ask of the database."""

    name: str
    path: str
    visitor: str | None
    cpu: float
    aim: float
    queries: int


PAGES = [
    PageTarget("home", "/", "constable", 5.5, 3.5, 12),
    PageTarget("library search with facets", "/library/?q=evidence", "constable", 5, 3.5, 9),
    PageTarget("lesson", "{lesson}", "constable", 4, 2.5, 9),
    PageTarget("my record", "/record/", "constable", 5.5, 3.5, 10),
    PageTarget("team of 12 × 14 skills", "/team/", "sergeant", 5, 4, 8),
    PageTarget("sign-in", "/sign-in/", None, 2, 1.5, 4),
]
