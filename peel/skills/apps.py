from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.skills"
    label = "skills"
