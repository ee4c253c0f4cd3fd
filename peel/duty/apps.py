from django.apps import AppConfig


class Room(AppConfig):
    name = "peel.duty"
    label = "duty"

    def ready(self) -> None:
        from peel.duty.actions import forget_duty_of, join_duty
        from peel.people import followers

        followers.on_erasure(forget_duty_of)
        followers.on_merge(join_duty)
