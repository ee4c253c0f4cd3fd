from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    name = "peel.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from peel.catalogue.actions.following import follow_people
        from peel.people.roles import Permission
        from peel.ui.navigation import Entry, register

        register(
            Entry(
                key="create",
                label=_("Create"),
                icon="square-pen",
                url_name="catalogue:create",
                permission=Permission.WRITE_LESSONS,
                order=60,
            )
        )
        follow_people()
