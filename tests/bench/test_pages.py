import pytest
from django.urls import Resolver404, resolve


def test_the_bare_page_is_not_there_outside_a_bench():
    with pytest.raises(Resolver404):
        resolve("/bench/bare/")
