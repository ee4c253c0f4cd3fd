from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.ui"
    label = "ui"
