"""Who is named when something was done: a person, or the machine on the word of whoever may use its command line."""

from uuid import UUID

from peel.people.models import Person

MACHINE = UUID(int=0)


def actor(by: Person | None) -> UUID:
    return by.subject if by else MACHINE
