from django.urls import path

from peel.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.index, name="index"),
    path("states/", views.states, name="states"),
    path("heat/", views.heat, name="heat"),
    path("peel.webmanifest", views.manifest, name="manifest"),
]
