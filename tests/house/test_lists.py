"""A list of thirty rows asks the database no more often than a list of one."""

from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.house.neighbours import ListPage, build_house, registries
from tests.people.factories import client_of


@pytest.mark.django_db
def test_every_list_costs_the_same_with_one_row_and_with_thirty() -> None:
    house = build_house()
    pages = list(chain.from_iterable(registry.lists(house) for registry in registries("lists").values()))

    costs = {page.url_name: cost(page, rows=1) + cost(page, rows=29) for page in pages}

    assert {name: (one, thirty) for name, (one, thirty) in costs.items() if one != thirty} == {}


def cost(page: ListPage, *, rows: int) -> tuple[int]:
    """Queries of the second visit: the first fills what is kept, and is what an audit entry is written for."""
    for _ in range(rows):
        page.add()
    client = client_of(page.person)
    address = reverse(page.url_name, kwargs=page.kwargs) + page.query
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return (len(asked),)
