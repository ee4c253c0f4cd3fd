"""Signed addresses: whoever holds one may fetch the file until it ends, and nobody is asked again."""

import json
from dataclasses import dataclass
from urllib.parse import quote

from django.core import signing

SALT = "peel.foundation.files"
# Addresses end on whole steps of time, so that the same page gives the same address and browsers keep the file.
STEP_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Grant:
    """What an address says: which stored file, as what, under which name, until when (seconds of the epoch)."""

    path: str
    content_type: str
    name: str
    download: bool
    mark: str
    until: int


def address_of(grant: Grant) -> str:
    """``/media/<signed>/<name>``; the name is there for people and for what they save."""
    words = [grant.path, grant.content_type, grant.name, int(grant.download), grant.mark, grant.until]
    return f"/media/{signing.Signer(salt=SALT).sign_object(words, compress=True)}/{quote(grant.name, safe='')}"


def grant_in(path: str, *, now: float) -> Grant | None:
    """What the address at ``path`` grants now, or None when it is not ours, was changed, or has ended."""
    signed = path.removeprefix("/media/").partition("/")[0]
    try:
        words = signing.Signer(salt=SALT).unsign_object(signed)
    except (signing.BadSignature, json.JSONDecodeError, UnicodeDecodeError, ValueError):
        return None
    grant = Grant(words[0], words[1], words[2], bool(words[3]), words[4], words[5])
    return grant if now < grant.until else None


def end_of(*, now: float, minutes: int) -> int:
    """When an address made now for ``minutes`` ends: on the next whole step after that."""
    return (int(now + minutes * 60) // STEP_SECONDS + 1) * STEP_SECONDS
