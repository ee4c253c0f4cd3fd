"""What the learning room does when people are joined or erased (``people.followers``)."""

from django.db import transaction
from django.db.models import Q

from peel.learning.actions.opinions import NO_OPINION, count_opinion
from peel.learning.models import Attempt, JourneyTaken, PrivateNote, Rating, Saved
from peel.people import followers
from peel.people.models import Person


@transaction.atomic
def join_learning(kept: Person, /, *, other: Person) -> None:
    """Two rows are one human being: what either learned, thought and noted is the kept one's.

    Where both have an opinion, the later stands; where both have a note, both texts are kept, as nobody may choose.
    """
    open_already = Attempt.objects.filter(person=kept, done_at=None).values("form")
    Attempt.objects.filter(person=other, done_at=None, form__in=open_already).delete()
    Attempt.objects.filter(person=other).update(person=kept)
    _join_notes(kept, other)
    _join_ratings(kept, other)
    taken = JourneyTaken.objects.filter(person=kept).values("journey")
    JourneyTaken.objects.filter(person=other).exclude(journey__in=taken).update(person=kept)
    saved = Saved.objects.filter(person=kept).values("lesson")
    Saved.objects.filter(person=other).exclude(lesson__in=saved).update(person=kept)
    _delete(Q(person=other))


@transaction.atomic
def forget_learning_of(person: Person) -> None:
    """Delete what somebody read, watched, thought and noted. Sums of lessons, and statements without identity, stay."""
    _delete(Q(person=person))


def follow_people() -> None:
    """Called once, when the rooms are ready."""
    followers.on_merge(join_learning)
    followers.on_erasure(forget_learning_of)


def _join_ratings(kept: Person, other: Person) -> None:
    """One human being has one opinion: the earlier of two no longer counts in the lesson's sums."""
    mine = {rating.lesson_id: rating for rating in Rating.objects.filter(person=kept)}
    for rating in Rating.objects.filter(person=other):
        own = mine.get(rating.lesson_id)
        if own is not None:
            earlier, rating = sorted((own, rating), key=lambda one: one.rated_at)
            count_opinion(earlier.lesson_id, before=(earlier.stars, earlier.recommend), after=NO_OPINION)
            earlier.delete()
        rating.person = kept
        rating.save(update_fields=["person"])


def _join_notes(kept: Person, other: Person) -> None:
    mine = {note.lesson_id: note for note in PrivateNote.objects.filter(person=kept)}
    for note in PrivateNote.objects.filter(person=other):
        own = mine.get(note.lesson_id)
        if own is None:
            note.person = kept
            note.save(update_fields=["person"])
        else:
            own.text = f"{own.text}\n\n{note.text}"
            own.save(update_fields=["text"])


def _delete(whose: Q) -> None:
    for model in (Attempt, Rating, PrivateNote, JourneyTaken, Saved):
        model.objects.filter(whose).delete()
