"""How people get in: by an account that their force made, never by signing themselves up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from the force's HR import or directory; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
