from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    name = "peel.home"
    label = "home"

    def ready(self) -> None:
        from peel.home.actions import liked
        from peel.ui.navigation import Entry, register

        liked.listen()
        register(Entry(key="home", label=_("Home"), icon="house", url_name="home:home", order=10, phone=True))
        register(
            Entry(
                key="team",
                label=_("Team"),
                icon="users",
                url_name="home:team",
                permission="see_team",
                order=20,
                phone=True,
            )
        )
        register(
            Entry(
                key="failures",
                label=_("Failed work"),
                icon="triangle-alert",
                url_name="home:failures",
                permission="see_failures",
                order=90,
            )
        )
        register(
            Entry(
                key="record",
                label=_("My record"),
                phone_label=_("Record"),
                icon="shield-check",
                url_name="home:record",
                order=40,
                phone=True,
            )
        )
        register(
            Entry(
                key="evidence",
                label=_("Evidence"),
                icon="scroll-text",
                url_name="evidence:ask",
                permission="read_evidence",
                order=65,
            )
        )
