from datetime import timedelta

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from peel.foundation import clock
from peel.foundation.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept(**what: object) -> str:
    session = SessionStore()
    session.update(what)
    session.create()
    return str(session.session_key)


def test_what_was_kept_is_read_back_in_one_query(django_assert_num_queries) -> None:
    key = kept(desk="shared", at=7)

    with django_assert_num_queries(1):
        read = SessionStore(key).load()

    assert read == db.SessionStore(key).load() == {"desk": "shared", "at": 7}


def test_a_session_that_ran_out_is_empty_and_loses_its_key() -> None:
    key = kept(desk="shared")
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))

    session = SessionStore(key)

    assert (session.load(), session.session_key) == ({}, None)


def test_a_key_that_nobody_gave_out_is_not_taken_over() -> None:
    session = SessionStore("a" * 32)

    assert (session.load(), session.session_key) == ({}, None)


def test_a_session_written_with_another_key_is_empty(settings) -> None:
    key = kept(desk="shared")
    settings.SECRET_KEY = "another"

    assert SessionStore(key).load() == {}
