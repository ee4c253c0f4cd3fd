"""The cache of standing of a whole force, or of everybody, computed anew."""

from collections.abc import Callable, Iterator, Sequence

from peel.people.models import Force, Person
from peel.skills.actions.awards import in_pieces
from peel.skills.actions.restand import restand_ids
from peel.skills.many_hands import PEOPLE_AT_ONCE, restand_pieces


def everybody(force: Force | None = None) -> list[int]:
    """Ids of those whose record there is, in one force or in all, in order."""
    people = Person.objects.filter(merged_into=None, erased_at=None)
    if force is not None:
        people = people.filter(services__force=force).distinct()
    return list(people.order_by("pk").values_list("pk", flat=True))


def restand_everybody(people: list[int], *, processes: int, each: Callable[[int], None] = lambda people: None) -> int:
    """Compute these people anew, a thousand in a transaction; returns how many lines changed.

    Begun again after an interruption it goes over all of them, and writes only what is not right yet. ``each`` is told
    how many people are done.
    """
    pieces = list(in_pieces(people, PEOPLE_AT_ONCE))
    changed = 0
    done = _one_by_one(pieces) if processes == 1 else restand_pieces(pieces, processes=processes)
    for count, lines in done:
        changed += lines
        each(count)
    return changed


def _one_by_one(pieces: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for piece in pieces:
        yield len(piece), restand_ids(piece)
