"""What the catalogue does when an author's identity is erased (``people.followers``)."""

from django.db import connection, transaction

from peel.catalogue.actions.indexing import index_lessons
from peel.catalogue.models import Lesson
from peel.people import followers
from peel.people.models import Person

_FORGET_IN = """
UPDATE {table} v SET content = jsonb_set(content, '{{owner_words}}', '""')
FROM unnest(%s::bigint[], %s::text[]) AS owned(lesson, words)
WHERE v.lesson_id = owned.lesson AND v.content ->> 'owner_words' = owned.words
"""


@transaction.atomic
def forget_authorship_of(person: Person) -> None:
    """Take somebody's name off the lessons they own, in every version; somebody else has to answer for them now."""
    owned = list(Lesson.objects.filter(owner=person).values_list("pk", "owner_words"))
    if not owned:
        return
    pks, words = [pk for pk, _words in owned], [words for _pk, words in owned]
    with connection.cursor() as cursor:
        for table in ("catalogue_lessonversion", "catalogue_workingcopy"):
            cursor.execute(_FORGET_IN.format(table=table), [pks, words])
    Lesson.objects.filter(pk__in=pks).update(owner=None, owner_words="")
    index_lessons(pks)


def follow_people() -> None:
    """Called once, when the rooms are ready. Searches name nobody, so there is nothing of theirs to forget."""
    followers.on_erasure(forget_authorship_of)
