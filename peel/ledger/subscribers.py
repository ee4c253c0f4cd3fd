"""How rooms above learn what happened: at once, in the same transaction, or soon after, in batches.

A *reaction* is for what the person must see on the next page; if it raises, the happening is refused as a whole.
A *subscriber* is for the rest: it reads sealed statements in order from its stored position, and what it cannot take
in is kept and retried without holding up other people.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from peel.ledger.rules import Happening

Reaction = Callable[[Happening], None]
_reactions: dict[str, list[Reaction]] = defaultdict(list)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """``take`` gets the happenings in their sealed order, in one transaction with the position."""

    name: str
    take: Callable[[list[Happening]], None]
    verbs: frozenset[str] | None = None

    def wants(self, verb: str) -> bool:
        return self.verbs is None or verb in self.verbs


SUBSCRIBERS: dict[str, Subscriber] = {}


def react(verb: str, reaction: Reaction) -> None:
    """Call ``reaction`` inside the transaction of every append with this verb."""
    _reactions[verb].append(reaction)


def reactions_to(verb: str) -> list[Reaction]:
    return _reactions.get(verb, [])


def subscribe(subscriber: Subscriber) -> None:
    SUBSCRIBERS[subscriber.name] = subscriber
