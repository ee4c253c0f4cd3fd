"""What a file really is, and the sentence for one that is not wanted."""

import os
import zipfile
from collections.abc import Collection
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peel.foundation.files.kinds import LARGEST_MEGABYTES, WRITTEN_TEXT, Kind, Type, ending_of, type_of

NAMES = {
    Kind.PICTURE: gettext_lazy("a picture (JPEG, PNG or WebP)"),
    Kind.VIDEO: gettext_lazy("a video (MP4, MOV or WebM)"),
    Kind.SOUND: gettext_lazy("sound (MP3, M4A, Ogg or WAV)"),
    Kind.DOCUMENT: gettext_lazy("a document (PDF, Word, PowerPoint, OpenDocument or text)"),
    Kind.CAPTIONS: gettext_lazy("captions (WebVTT)"),
    Kind.TABLE: gettext_lazy("a table (CSV, Excel or OpenDocument)"),
}
PHONE_PHOTOS = {"image/heic", "image/heif", "image/avif"}
MOST_PIXELS = 60_000_000


class FileRefused(ValueError):
    """Why a file is not taken, as one sentence for the person who gave it."""


def recognise(file: BinaryIO, *, name: str, kinds: Collection[Kind]) -> Type:
    """The type of ``file`` by its bytes. Refused: unknown and unwanted types, a name that says otherwise, too much."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        raise FileRefused(_("“%(name)s” is empty.") % {"name": name})
    found = _by_bytes(file, name)
    if found.kind not in kinds:
        wanted = " " + _("or") + " "
        raise FileRefused(
            _("“%(name)s” is %(found)s; wanted is %(wanted)s.")
            % {"name": name, "found": NAMES[found.kind], "wanted": wanted.join(str(NAMES[kind]) for kind in kinds)}
        )
    if (ending := ending_of(name)) and ending not in found.endings:
        raise FileRefused(
            _("“%(name)s” is not what its name says: by its content it is %(found)s of type %(type)s.")
            % {"name": name, "found": NAMES[found.kind], "type": found.mime}
        )
    if size > LARGEST_MEGABYTES[found.kind] * 1024**2:
        raise FileRefused(
            _("“%(name)s” has %(size)d MB; %(largest)d MB are the most for %(found)s.")
            % {
                "name": name,
                "size": size // 1024**2,
                "largest": LARGEST_MEGABYTES[found.kind],
                "found": NAMES[found.kind],
            }
        )
    _look_inside(file, found, name)
    file.seek(0)
    return found


def _by_bytes(file: BinaryIO, name: str) -> Type:
    import puremagic

    file.seek(0)
    try:
        mimes = [match.mime_type for match in puremagic.magic_stream(file)]
    except (puremagic.PureError, ValueError):
        mimes = []
    for mime in mimes:
        if found := type_of(mime):
            return found
    if PHONE_PHOTOS & set(mimes):
        raise FileRefused(
            _("“%(name)s” is a photo in a format that not every browser shows: send it as JPEG.") % {"name": name}
        )
    if not any(mimes) and _is_text(file):
        by_name = (one for one in WRITTEN_TEXT if ending_of(name) in one.endings)
        return next(by_name, WRITTEN_TEXT[0])
    raise FileRefused(_("“%(name)s” is of a type that Peel does not take.") % {"name": name})


def _is_text(file: BinaryIO) -> bool:
    file.seek(0)
    start = file.read(64 * 1024)
    if b"\x00" in start:
        return False
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(start) - 4
    return True


def _look_inside(file: BinaryIO, found: Type, name: str) -> None:
    file.seek(0)
    if found.kind is Kind.PICTURE:
        _look_at_picture(file, name)
    elif found.mime.startswith("application/vnd.") and _has_macros(file):
        raise FileRefused(_("“%(name)s” has macros in it: save it without them.") % {"name": name})


def _look_at_picture(file: BinaryIO, name: str) -> None:
    from PIL import Image

    try:
        with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as picture:
            width, height = picture.size
            if width * height <= MOST_PIXELS:
                picture.verify()
    except Exception as error:
        # Pillow lets whatever its decoders trip over come through.
        raise FileRefused(_("“%(name)s” is damaged: it cannot be opened as a picture.") % {"name": name}) from error
    if width * height > MOST_PIXELS:
        raise FileRefused(_("“%(name)s” has too many pixels: make it smaller.") % {"name": name})


def _has_macros(file: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            return any(part.endswith(("vbaProject.bin", "Basic/script-lc.xml")) for part in package.namelist())
    except zipfile.BadZipFile:
        return True
