from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.duty"
    label = "duty"
