"""Who plays which part of the demonstration."""

from collections.abc import Iterator
from dataclasses import dataclass

from peel.people.demo import PARTS, Part
from peel.people.models import Account, Person, Post
from peel.people.queries.called import called, first_posts


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody invented, with the post they hold today."""

    part: Part
    person: Person
    post: Post | None

    @property
    def called(self) -> str:
        return called(self.person, self.post)


def players() -> Iterator[Player]:
    """Those of the parts whose account the demonstration has made, in the order of the parts; two queries."""
    accounts = Account.objects.filter(email__in=[part.email for part in PARTS]).select_related("person")
    people = {account.email: account.person for account in accounts if account.person}
    posts = first_posts(people.values())
    for part in PARTS:
        person = people.get(part.email)
        if person:
            yield Player(part, person, posts.get(person.pk))
