from django.urls import path

from peel.ui import views

app_name = "ui"

urlpatterns = [
    path("peel.webmanifest", views.manifest, name="manifest"),
]
