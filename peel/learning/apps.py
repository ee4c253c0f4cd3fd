from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    name = "peel.learning"
    label = "learning"

    def ready(self) -> None:
        from peel.learning.actions.following import follow_people
        from peel.ui.navigation import Entry, register

        register(
            Entry(
                key="library",
                label=_("Library"),
                icon="library",
                url_name="learning:library",
                order=20,
                phone=True,
                search=True,
            )
        )
        follow_people()
