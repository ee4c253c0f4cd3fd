"""Reads that need more than a filter."""

from peel.people.queries.called import called, first_posts
from peel.people.queries.demonstration import players
from peel.people.queries.find import find_people
from peel.people.queries.keeping import holds_of, why_identity_is_kept
from peel.people.queries.readers import readers_of, readings_page
from peel.people.queries.roles import roles_today
from peel.people.queries.ways_in import WaysIn, account_of, open_sessions, ways_into

__all__ = [
    "WaysIn",
    "account_of",
    "called",
    "find_people",
    "first_posts",
    "holds_of",
    "open_sessions",
    "players",
    "readers_of",
    "readings_page",
    "roles_today",
    "ways_into",
    "why_identity_is_kept",
]
