from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.home"
    label = "home"
