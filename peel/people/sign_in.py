"""How people get in: by an account that their force made, never by signing themselves up."""

import base64
import hashlib
import time
from io import BytesIO

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peel.people.actions import end_other_sessions
from peel.people.asker import account_asking
from peel.people.models import Account
from peel.people.signed_in import SHARED_DESK


class ByAccount(AuthenticationBackend):
    """Reads whoever asks with all that every page needs of them."""

    def get_user(self, user_id: int) -> Account | None:
        account = account_asking(user_id)
        return account if account is not None and self.user_can_authenticate(account) else None


class ClosedDoor(DefaultAccountAdapter):
    """Accounts come from the force's HR import or directory; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("That email and password do not belong together. Try once more."),
        "too_many_login_attempts": _("Too many tries for this account. Wait five minutes; a passkey works at once."),
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondStep(DefaultMFAAdapter):
    """Passkeys and codes of an app. Secrets are stored encrypted with a key made from ``SECRET_KEY``.

    A database restored beside another secret key cannot read them: codes are then wrong, and an administrator gives
    people a new way in. Passkeys go on working.
    """

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That did not fit. A code works once, and for half a minute."),
    }

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", xmldecl=False, scale=5, border=4, dark="#000", light="#fff")
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        return gettext("My passkey")


def called(account: Account) -> str:
    """What a device shows beside a passkey."""
    return account.person.name if account.person else account.email


def remember_shared_desk(request: HttpRequest, **signal: object) -> None:
    """Keep the tick at "Shared desk", whether a password or a passkey was the first step and one more follows."""
    if request.POST.get("shared_desk"):
        request.session[SHARED_DESK] = int(time.time())


def sign_out_elsewhere(request: HttpRequest, user: Account, **signal: object) -> None:
    """Whoever knew the old password is out."""
    end_other_sessions(user, than=request.session.session_key if request.user.is_authenticated else None)


def _lock() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(force_bytes(key))) for key in keys])


def _fernet_key(secret: bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"peel second step " + secret).digest())
