from django.urls import path

from peel.foundation import views

app_name = "foundation"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
]
