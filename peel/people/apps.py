from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.people"
    label = "people"
