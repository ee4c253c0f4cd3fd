from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.ledger"
    label = "ledger"
