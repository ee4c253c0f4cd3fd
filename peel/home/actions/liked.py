"""Counting which lessons are liked in which function, from the ledger."""

from collections import Counter

from django.db import connection

from peel.foundation import clock
from peel.ledger.rules import Happening, Verb
from peel.ledger.subscribers import Subscriber, subscribe
from peel.people.access import posts_held

COUNT = """
INSERT INTO home_liked AS liked (force_id, function, lesson_id, people)
SELECT %(force)s, %(function)s, id, greatest(%(people)s, 0) FROM catalogue_lesson WHERE id = %(lesson)s
ON CONFLICT (force_id, function, lesson_id) DO UPDATE SET people = greatest(liked.people + %(people)s, 0)
"""


def count_likes(happenings: list[Happening]) -> None:
    """Add each new liking, and take away each that was withdrawn, to the function its person works in today.

    The statement carries ``liked``: +1 when somebody came to like a lesson, -1 when they no longer do, 0 otherwise.
    """
    changed = [happening for happening in happenings if happening.result.get("liked")]
    functions = dict(
        posts_held(clock.today())
        .filter(person__subject__in={happening.subject for happening in changed})
        .order_by("pk")
        .values_list("person__subject", "unit__function")
    )
    counts: Counter[tuple[int, str, int]] = Counter()
    for happening in changed:
        if function := functions.get(happening.subject):
            counts[happening.force, function, int(happening.object_id)] += int(str(happening.result["liked"]))
    with connection.cursor() as cursor:
        for (force, function, lesson), people in sorted(counts.items()):
            cursor.execute(COUNT, {"force": force, "function": function, "lesson": lesson, "people": people})


def listen() -> None:
    subscribe(Subscriber("home.liked", count_likes, frozenset({Verb.RATED})))
