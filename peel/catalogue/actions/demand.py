"""What people looked for and did not find: words and a day, nobody's name."""

from django.db import connection

from peel.catalogue.rules.search_words import normalised
from peel.foundation import clock
from peel.people.models import Force

_COUNT = """
INSERT INTO catalogue_searchasked (force_id, day, words, times, found) VALUES (%s, %s, %s, 1, %s)
ON CONFLICT (force_id, day, words) DO UPDATE SET times = catalogue_searchasked.times + 1, found = EXCLUDED.found
"""


def note_search(typed: str, *, force: Force, found: int) -> None:
    """Count a search of today by its words, alike however they were written; one without words is none.

    No statement: who looked for what is nobody's business, and is written down nowhere.
    """
    words = normalised(typed)[:120].strip()
    if words:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [force.pk, clock.today(), words, found])
