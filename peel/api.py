"""The machine interface, version 1: rooms bring their routers, ``/api/v1/`` shows what there is."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.security import django_auth

from peel import __version__
from peel.home.api import router as home

api = NinjaAPI(
    title="Peel",
    version=__version__,
    description="The same access and the same audit as the pages. Sign in with the session of a page.",
    docs_url=None,
    openapi_url="openapi.json",
    auth=django_auth,
    urls_namespace="api",
)
api.add_router("", home)


@login_not_required
def overview(request: HttpRequest) -> HttpResponse:
    """What the OpenAPI description says, in words and links."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
    operations = [
        {"method": method.upper(), "path": path, "summary": said["summary"], "parameters": said.get("parameters", [])}
        for path, methods in schema["paths"].items()
        for method, said in methods.items()
    ]
    return render(request, "api.html", {"operations": operations, "version": __version__})
