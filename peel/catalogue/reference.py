"""The themes that every force begins with. Covers and names that a force changed are left alone."""

from peel.catalogue.models import Theme
from peel.catalogue.rules.themes import OURS


def load() -> None:
    Theme.objects.bulk_create(
        [Theme(code=code, name=name, family=family, cover=cover) for code, name, family, cover in OURS],
        ignore_conflicts=True,
    )
