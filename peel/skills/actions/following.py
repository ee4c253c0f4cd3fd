"""What the skills room does when people are joined, erased or moved (``people.followers``)."""

from django.db import transaction

from peel.foundation.actions import erase_file
from peel.foundation.models import StoredFile
from peel.people import followers
from peel.people.models import Person
from peel.skills.actions.authority import transfer_out
from peel.skills.actions.restand import restand_ids
from peel.skills.models import CpdEntry, Hold, Query, Standing, Waiver


@transaction.atomic
def join_records(kept: Person, /, *, other: Person) -> None:
    """Two rows are one human being: what was awarded to either counts for the one who is kept.

    Awards and all that sets them aside stay under the row that they were written for, and are read along with it; the
    log of CPD moves, so that its owner goes on seeing it.
    """
    CpdEntry.objects.filter(person=other).update(person=kept)
    Query.objects.filter(person=other).update(person=kept)
    restand_ids([other.pk])


@transaction.atomic
def forget_words_of(person: Person) -> None:
    """Erase what somebody wrote and what was written about their health or conduct; awards and counts stay."""
    CpdEntry.objects.filter(person=person).update(title="", reflection="", shared=False, competency=None)
    photos = Query.objects.filter(person=person, file_id__isnull=False).values_list("file_id", flat=True)
    for photo in StoredFile.objects.filter(pk__in=list(photos)):
        erase_file(photo)
    Query.objects.filter(person=person).update(words="", answer="", file_id=None)
    Waiver.objects.filter(person=person).update(reason="")
    Hold.objects.filter(person=person).update(why="")
    Standing.objects.filter(person=person).delete()


def follow_people() -> None:
    """Called once, when the rooms are ready."""
    followers.on_merge(join_records)
    followers.on_erasure(forget_words_of)
    followers.on_move(restand_ids)
    followers.on_transfer(transfer_out)
