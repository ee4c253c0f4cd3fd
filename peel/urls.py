"""Every address of Peel: each room lists its own in its ``urls.py``."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
