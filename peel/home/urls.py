"""Addresses of gathered pages."""

from django.urls import path

from peel.home.views import exports, failures, handing, home, record, saying, team, trail

app_name = "home"

urlpatterns = [
    path("", home.home, name="home"),
    path("team/", team.team, name="team"),
    path("team/hand/", handing.hand, name="hand"),
    path("team/hand/<int:pk>/back/", handing.back, name="hand_back"),
    path("record/", record.record, name="record"),
    path("record/export.pdf", exports.as_pdf, name="record_pdf"),
    path("record/export.csv", exports.as_csv, name="record_csv"),
    path("record/card.pdf", exports.as_card, name="card"),
    path("record/log/", saying.log, name="log"),
    path("record/log/<int:pk>/take-back/", saying.take_back, name="take_back"),
    path("record/skill/<slug:code>/wrong/", saying.wrong, name="wrong"),
    path("record/skill/<slug:code>/elsewhere/", saying.elsewhere, name="elsewhere"),
    path("record/trail/", trail.trail, name="trail"),
    path("record/as-at/", trail.as_at, name="as_at"),
    path("record/skill/<slug:code>/", record.line, name="line"),
    path("failures/", failures.failures, name="failures"),
    path("failures/<int:pk>/try-again/", failures.try_again, name="try_again"),
    path("people/<int:pk>/record/", record.record_of, name="record_of"),
    path("people/<int:pk>/record/skill/<slug:code>/", record.line_of, name="line_of"),
]
