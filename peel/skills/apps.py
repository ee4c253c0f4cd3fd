from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.skills"
    label = "skills"

    def ready(self) -> None:
        from peel.skills.actions.following import follow_people

        follow_people()
