"""What to call people: rank and name."""

from collections.abc import Iterable

from peel.foundation import clock
from peel.people.models import Person, Post


def first_posts(people: Iterable[Person]) -> dict[int, Post]:
    """The post that each of them acts in today, with its unit, rank and force; one query."""
    held = Post.objects.held(clock.today()).filter(person__in=[person.pk for person in people])
    first: dict[int, Post] = {}
    for post in sorted(held.select_related("unit", "rank", "force"), key=Post.precedence):
        first.setdefault(post.person_id, post)
    return first


def called(person: Person, post: Post | None) -> str:
    """``Sgt Elin Price``; without a rank only the name."""
    rank = post.rank.short if post and post.rank else ""
    return f"{rank} {person.name}".strip()
