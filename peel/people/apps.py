from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class Room(AppConfig):
    name = "peel.people"
    label = "people"

    def ready(self) -> None:
        from allauth.account.signals import authentication_step_completed, password_changed, password_reset

        from peel.people import sign_in

        authentication_step_completed.connect(sign_in.remember_shared_desk)
        for signal in (password_changed, password_reset):
            signal.connect(sign_in.sign_out_elsewhere)
        register_ways_in()
        follow_erasures()


def follow_erasures() -> None:
    """What an HR extract changed about somebody goes with their identity."""
    from peel.people import followers
    from peel.people.actions.hr_import import forget_changes_of

    followers.on_erasure(forget_changes_of)


def register_ways_in() -> None:
    """In the navigation, and beside everybody who is found."""
    from peel.people import links
    from peel.people.roles import Permission
    from peel.ui.navigation import Entry, register

    register(
        Entry(
            key="people",
            label=_("People"),
            icon="users",
            url_name="people:people",
            permission=Permission.SEE_PEOPLE,
            order=70,
        )
    )
    register(
        Entry(
            key="who-can-see",
            label=_("Who can see what about me"),
            icon="shield-check",
            url_name="people:who_can_see",
            order=90,
            place="account",
        )
    )
    register(
        Entry(
            key="account",
            label=_("How I sign in"),
            icon="fingerprint",
            url_name="people:account",
            order=91,
            place="account",
        )
    )
    links.register(links.Link(label=_("Roles"), url_name="people:roles", permission=Permission.GIVE_ROLES, order=80))
    if settings.DEMO:
        register(
            Entry(
                key="somebody-else",
                label=_("Be somebody else"),
                icon="users",
                url_name="account_login",
                order=99,
                place="account",
            )
        )
    links.register(
        links.Link(label=_("Transfer"), url_name="people:transfer", permission=Permission.IMPORT_PEOPLE, order=85)
    )
    links.register(
        links.Link(label=_("Keeping"), url_name="people:keeping", permission=Permission.HOLD_AND_ERASE, order=90)
    )
