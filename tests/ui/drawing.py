"""Draws a piece of template as a page would."""

from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory


def draw(source: str, request: HttpRequest | None = None, **context: object) -> str:
    return str(engines["django"].from_string(source).render(context, request or RequestFactory().get("/")))
