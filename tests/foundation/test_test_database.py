"""The tests' own ground."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next_and_reference_rows_are_back(again: int) -> None:
    before = ContentType.objects.count()
    assert before > 0
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (id int)")
    ContentType.objects.all().delete()
