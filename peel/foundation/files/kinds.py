"""Which files Peel takes: by what their bytes say, with the endings that agree, and how large they may be."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PICTURE = "picture"
    VIDEO = "video"
    SOUND = "sound"
    DOCUMENT = "document"
    CAPTIONS = "captions"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Type:
    """One type of file: what it is called on the wire, its kind, and the endings a name of it may have."""

    mime: str
    kind: Kind
    endings: tuple[str, ...]


LARGEST_MEGABYTES = {
    Kind.PICTURE: 20,
    Kind.VIDEO: 500,
    Kind.SOUND: 200,
    Kind.DOCUMENT: 50,
    Kind.CAPTIONS: 2,
    Kind.TABLE: 100,
}
WRITTEN_TEXT = (
    Type("text/plain", Kind.DOCUMENT, (".txt", ".text", ".md")),
    Type("text/csv", Kind.TABLE, (".csv", ".tsv")),
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
KNOWN = (
    Type("image/jpeg", Kind.PICTURE, (".jpg", ".jpeg", ".jfif", ".jpe")),
    Type("image/png", Kind.PICTURE, (".png",)),
    Type("image/webp", Kind.PICTURE, (".webp",)),
    Type("video/mp4", Kind.VIDEO, (".mp4", ".m4v")),
    Type("video/webm", Kind.VIDEO, (".webm",)),
    Type("video/quicktime", Kind.VIDEO, (".mov", ".qt")),
    Type("audio/mpeg", Kind.SOUND, (".mp3",)),
    Type("audio/mp4", Kind.SOUND, (".m4a",)),
    Type("audio/ogg", Kind.SOUND, (".ogg", ".oga", ".opus")),
    Type("audio/wav", Kind.SOUND, (".wav",)),
    Type("text/vtt", Kind.CAPTIONS, (".vtt",)),
    Type("application/pdf", Kind.DOCUMENT, (".pdf",)),
    Type(f"{_OFFICE}.wordprocessingml.document", Kind.DOCUMENT, (".docx",)),
    Type(f"{_OFFICE}.presentationml.presentation", Kind.DOCUMENT, (".pptx",)),
    Type(f"{_OFFICE}.spreadsheetml.sheet", Kind.TABLE, (".xlsx",)),
    Type(f"{_OPEN}.text", Kind.DOCUMENT, (".odt",)),
    Type(f"{_OPEN}.presentation", Kind.DOCUMENT, (".odp",)),
    Type(f"{_OPEN}.spreadsheet", Kind.TABLE, (".ods",)),
    *WRITTEN_TEXT,
)
# Other names of the same thing, as the recogniser gives them.
SAME = {
    "application/ogg": "audio/ogg",
    "audio/x-wav": "audio/wav",
    "audio/wave": "audio/wav",
    "audio/x-m4a": "audio/mp4",
    "video/x-m4v": "video/mp4",
    "audio/mp3": "audio/mpeg",
}
BY_MIME = {one.mime: one for one in KNOWN}


def type_of(mime: str) -> Type | None:
    return BY_MIME.get(SAME.get(mime, mime))


def ending_of(name: str) -> str:
    """The last ending of a file's name in small letters, with its dot, or nothing."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""
