from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.home"
    label = "home"

    def ready(self) -> None:
        from peel.home.actions import liked

        liked.listen()
