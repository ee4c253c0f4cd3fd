from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.learning"
    label = "learning"
