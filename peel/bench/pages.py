"""The bare page that others are measured against: one template, three indexed queries, signed in like any other."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peel.people.models import Person, Post, Unit


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """One template and three indexed reads, without the shell: what any page of this stack costs at least."""
    first = Person.objects.order_by("pk").values_list("pk", flat=True).first()
    post = Post.objects.filter(person_id=first or 0, retracted_at=None).values_list("unit_id").first()
    unit = Unit.objects.filter(pk=post[0]).values_list("name").first() if post else None
    return render(request, "bench/bare.html", {"unit": unit})


class CountQueries:
    """Says in a header how many queries a page took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        count = 0

        def counting(execute: Callable[..., object], *arguments: object) -> object:
            nonlocal count
            count += 1
            return execute(*arguments)

        with connection.execute_wrapper(counting):
            response = self.get_response(request)
        response["X-Peel-Queries"] = str(count)
        return response
