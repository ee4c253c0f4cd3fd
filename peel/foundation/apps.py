from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.foundation"
    label = "foundation"
