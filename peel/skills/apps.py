from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    name = "peel.skills"
    label = "skills"

    def ready(self) -> None:
        from peel.skills.actions.following import follow_people
        from peel.ui.navigation import Entry, register

        follow_people()
        register(
            Entry(
                key="records-office",
                label=_("Records"),
                icon="clipboard-check",
                url_name="skills:office",
                permission="import_awards",
                order=60,
            )
        )
