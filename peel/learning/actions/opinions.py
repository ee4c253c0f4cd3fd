"""What somebody thinks of a lesson, and what they keep for themselves about it."""

from django.db import transaction
from django.db.models import F

from peel.catalogue.models import Lesson
from peel.foundation import clock
from peel.learning.models import PrivateNote, Rating, Saved
from peel.ledger.actions.append import append
from peel.ledger.rules import Verb
from peel.people.models import Person

LIKED_FROM = 4
LONGEST_NOTE = 20_000


@transaction.atomic
def give_stars(lesson: Lesson, *, person: Person, stars: int | None, by: Person) -> Rating:
    """One to five for the library; None takes them back."""
    return _think(lesson, person=person, change={"stars": stars})


@transaction.atomic
def say_recommend(lesson: Lesson, *, person: Person, recommend: bool | None, by: Person) -> Rating:
    """Whether one would recommend it to a peer; None is "not sure"."""
    return _think(lesson, person=person, change={"recommend": recommend})


def _think(lesson: Lesson, *, person: Person, change: dict[str, int | None]) -> Rating:
    """Change one part of an opinion and leave the other as it is.

    The lesson's sums move by the difference, so that changing one's mind counts once. The statement says whether
    somebody came to like it or no longer does, never how many stars they gave: opinions are shown in sums only.
    """
    now = clock.now()
    Rating.objects.get_or_create(person=person, lesson=lesson, defaults={"rated_at": now})
    rating = Rating.objects.select_for_update().get(person=person, lesson=lesson)
    before = (rating.stars, rating.recommend)
    for name, value in change.items():
        setattr(rating, name, value)
    rating.rated_at = now
    rating.save()
    after = (rating.stars, rating.recommend)
    count_opinion(lesson.pk, before=before, after=after)
    append(
        subject=person.subject,
        force=person.home_force_id,
        verb=Verb.RATED,
        object_type="lesson",
        object_id=lesson.pk,
        result={"liked": _likes(*after) - _likes(*before)},
    )
    return rating


Opinion = tuple[int | None, bool | None]
NO_OPINION: Opinion = (None, None)


def count_opinion(lesson: int, *, before: Opinion, after: Opinion) -> None:
    """Move a lesson's sums by the difference between two opinions (stars, recommend) of one person."""
    Lesson.objects.filter(pk=lesson).update(
        rating_sum=F("rating_sum") + (after[0] or 0) - (before[0] or 0),
        rating_count=F("rating_count") + int(after[0] is not None) - int(before[0] is not None),
        recommend_count=F("recommend_count") + int(after[1] is True) - int(before[1] is True),
    )


def _likes(stars: int | None, recommend: bool | None) -> int:
    return int((stars or 0) >= LIKED_FROM or recommend is True)


@transaction.atomic
def write_note(lesson: Lesson, *, person: Person, text: str, by: Person) -> None:
    """Keep a private note; an empty one is none. No statement and no audit entry: not even that it was written is
    anybody else's business."""
    if by != person:
        raise ValueError("A private note is written by the one whose it is.")
    if not text.strip():
        PrivateNote.objects.filter(person=person, lesson=lesson).delete()
        return
    PrivateNote.objects.update_or_create(
        person=person, lesson=lesson, defaults={"text": text[:LONGEST_NOTE], "saved_at": clock.now()}
    )


@transaction.atomic
def put_aside(lesson: Lesson, *, person: Person, aside: bool, by: Person) -> None:
    """Keep a lesson for later, or no longer. Nobody else sees it and nothing follows from it, so nothing is told."""
    if aside:
        Saved.objects.get_or_create(person=person, lesson=lesson, defaults={"saved_at": clock.now()})
    else:
        Saved.objects.filter(person=person, lesson=lesson).delete()
