from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.catalogue"
    label = "catalogue"
