"""Keeping files and giving them out. Who may, and what is written down about it, is for the rooms above to say."""

import hashlib
import time
import uuid
from collections.abc import Collection
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage, storages
from django.db import transaction

from peel.foundation import clock
from peel.foundation.files.address import Grant, address_of, end_of
from peel.foundation.files.kinds import Kind
from peel.foundation.files.pictures import cleaned
from peel.foundation.files.recognising import recognise
from peel.foundation.models import StoredFile

SHOWN_IN_PAGES = {Kind.PICTURE, Kind.VIDEO, Kind.SOUND, Kind.CAPTIONS}


def store(file: BinaryIO, *, name: str, kinds: Collection[Kind], force: int | None, by: uuid.UUID | None) -> StoredFile:
    """Keep a file that is one of ``kinds`` by its content, or raise ``FileRefused`` with the sentence why not.

    Pictures lose what their camera wrote into them (place, time, owner) before anything is kept.
    """
    found = recognise(file, name=name, kinds=kinds)
    width = height = None
    content: File[bytes] = File(file)
    if found.kind is Kind.PICTURE:
        data, width, height = cleaned(file, mime=found.mime)
        content = ContentFile(data)
    size, digest = _measure(content)
    at = clock.now()
    wanted = f"{force or 'national'}/{at:%Y/%m}/{uuid.uuid4().hex}{found.endings[0]}"
    return StoredFile.objects.create(
        kind=found.kind,
        content_type=found.mime,
        name=name[-200:],
        path=default_storage.save(wanted, content),
        size=size,
        sha256=digest,
        width=width,
        height=height,
        force=force,
        made_by=by,
        stored_at=at,
    )


def signed_address(file: StoredFile, *, minutes: int = 120) -> str:
    """Where whoever is given this address may fetch the file, until it ends.

    From the disk by Peel itself; from object storage by the storage's own signature.
    """
    if not isinstance(storages["default"], FileSystemStorage):
        return default_storage.url(file.path)
    return address_of(
        Grant(
            path=file.path,
            content_type=file.content_type,
            name=file.name,
            download=file.kind not in SHOWN_IN_PAGES,
            mark=file.sha256[:16],
            until=end_of(now=time.time(), minutes=minutes),
        )
    )


@transaction.atomic
def erase_file(file: StoredFile) -> None:
    """Row and content, once nothing refers to it any more; the content goes when the erasure is committed."""
    path = file.path
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


def _measure(content: "File[bytes]") -> tuple[int, str]:
    seen, size = hashlib.sha256(), 0
    content.seek(0)
    for piece in content.chunks():
        seen.update(piece)
        size += len(piece)
    content.seek(0)
    return size, seen.hexdigest()
