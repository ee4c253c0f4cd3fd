"""Ending posts so that a past moment still reads as it was then known."""

from collections.abc import Mapping
from datetime import date, datetime

from peel.people.models import Post

AT_ONCE = 5_000


def end_posts(
    ends: Mapping[int, date | None], *, never_began: frozenset[int] = frozenset(), at: datetime
) -> list[Post]:
    """Retract the posts named by id and write them again with their new last day; returns them as they were.

    Who ``never_began`` a post is not written again. A last day of None opens a post that was to end.
    """
    posts = list(Post.objects.filter(pk__in=ends).order_by("pk"))
    again = []
    for post in posts:
        if post.pk not in never_began:
            values = {field.attname: getattr(post, field.attname) for field in Post._meta.concrete_fields}
            again.append(Post(**{**values, "id": None, "ends": ends[post.pk], "recorded_at": at, "retracted_at": None}))
    Post.objects.filter(pk__in=ends).update(retracted_at=at)
    Post.objects.bulk_create(again, batch_size=AT_ONCE)
    return posts
