"""Addresses of gathered pages."""

from django.urls import path

from peel.home.views import record, team

app_name = "home"

urlpatterns = [
    path("team/", team.team, name="team"),
    path("record/", record.record, name="record"),
    path("record/<slug:code>/", record.line, name="line"),
    path("people/<int:pk>/record/", record.record_of, name="record_of"),
    path("people/<int:pk>/record/<slug:code>/", record.line_of, name="line_of"),
]
