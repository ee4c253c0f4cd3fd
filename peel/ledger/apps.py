from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.ledger"
    label = "ledger"

    def ready(self) -> None:
        from peel.ledger import ticks

        ticks.begin()
