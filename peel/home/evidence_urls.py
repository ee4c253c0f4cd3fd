"""Addresses of evidence."""

from django.urls import path

from peel.home.views import evidence

app_name = "evidence"

urlpatterns = [
    path("evidence/", evidence.evidence, name="ask"),
    path("evidence/<int:pk>/", evidence.answer, name="answer"),
    path("evidence/<int:pk>/exhibit/", evidence.exhibit, name="exhibit"),
]
