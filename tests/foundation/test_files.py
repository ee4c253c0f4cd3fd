"""Files are what their bytes say, and are kept without what their camera wrote."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from peel.foundation.actions import erase_file, signed_address, store
from peel.foundation.environment import CHECKOUT
from peel.foundation.files.address import grant_in
from peel.foundation.files.kinds import LARGEST_MEGABYTES, Kind
from peel.foundation.files.recognising import FileRefused, recognise
from peel.foundation.forms import CheckedFileField
from peel.foundation.models import StoredFile

MEDIA = CHECKOUT.parent / "shared" / "data" / "content" / "media"
ALL = tuple(Kind)


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), *, turned: bool = False) -> io.BytesIO:
    out, exif = io.BytesIO(), Image.Exif()
    if turned:
        exif[0x0112] = 6
        exif[0x010F] = "a camera that tells"
    Image.new("RGB", size, "navy").save(out, form, exif=exif)
    return out


def office(*parts: str) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for part in parts:
            package.writestr(part, "<x/>")
    return out


@pytest.mark.parametrize(
    ("content", "name", "mime"),
    [
        (picture(), "photo.JPG", "image/jpeg"),
        (picture("PNG"), "photo.png", "image/png"),
        (picture("WEBP"), "no ending", "image/webp"),
        (io.BytesIO(b"%PDF-1.7\n%\xe2\xe3\n1 0 obj"), "plan.pdf", "application/pdf"),
        (io.BytesIO(b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello"), "film.vtt", "text/vtt"),
        (io.BytesIO("number,name\n7,Zoë\n".encode()), "people.csv", "text/csv"),
        (io.BytesIO(b"Only words."), "notes.txt", "text/plain"),
    ],
)
def test_a_file_is_recognised_by_its_content(content: io.BytesIO, name: str, mime: str) -> None:
    assert recognise(content, name=name, kinds=ALL).mime == mime


@pytest.mark.skipif(not MEDIA.exists(), reason="the sample media are not beside this checkout")
@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("rabbit320.mp4", "video/mp4"),
        ("rabbit320.webm", "video/webm"),
        ("viper.mp3", "audio/mpeg"),
        ("viper.ogg", "audio/ogg"),
        ("subtitles_en.vtt", "text/vtt"),
    ],
)
def test_real_films_and_sounds_are_recognised(name: str, mime: str) -> None:
    with (MEDIA / name).open("rb") as file:
        assert recognise(file, name=name, kinds=ALL).mime == mime


@pytest.mark.parametrize(
    ("content", "name", "kinds", "sentence"),
    [
        (io.BytesIO(b""), "a.png", ALL, "“a.png” is empty."),
        (
            picture("PNG"), "plan.pdf", ALL,
            "“plan.pdf” is not what its name says: by its content it is "
            "a picture (JPEG, PNG or WebP) of type image/png.",
        ),
        (
            picture("PNG"), "a.png", [Kind.CAPTIONS],
            "“a.png” is a picture (JPEG, PNG or WebP); wanted is captions (WebVTT).",
        ),
        (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "a.svg", ALL,
            "“a.svg” is of a type that Peel does not take."),
        (io.BytesIO(b"\x7fELF\x02\x01\x01" + bytes(60)), "tool", ALL, "“tool” is of a type that Peel does not take."),
        (io.BytesIO(b"\x00\x01\x02 nothing known"), "x.bin", ALL, "“x.bin” is of a type that Peel does not take."),
        (io.BytesIO(picture("PNG").getvalue()[:60]), "a.png", ALL,
            "“a.png” is damaged: it cannot be opened as a picture."),
        (office("word/document.xml", "word/vbaProject.bin"), "a.docx", ALL,
            "“a.docx” has macros in it: save it without them."),
    ],
)  # fmt: skip
def test_what_is_not_wanted_is_refused_in_a_sentence(
    content: io.BytesIO, name: str, kinds: tuple[Kind, ...], sentence: str
) -> None:
    with pytest.raises(FileRefused) as refusal:
        recognise(content, name=name, kinds=kinds)

    assert str(refusal.value) == sentence


def test_too_large_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LARGEST_MEGABYTES, Kind.DOCUMENT, 1)

    with pytest.raises(FileRefused) as refusal:
        recognise(io.BytesIO(b"words " * 400_000), name="a.txt", kinds=ALL)

    assert str(refusal.value).startswith("“a.txt” has 2 MB; 1 MB are the most for a document")


@pytest.fixture
def media(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.mark.django_db
def test_a_picture_is_kept_upright_smaller_and_without_what_its_camera_wrote(media: Path) -> None:
    kept = store(picture(size=(6000, 3000), turned=True), name="me.jpg", kinds=[Kind.PICTURE], force=7, by=None)

    with Image.open(media / kept.path) as image:
        assert (image.size, dict(image.getexif())) == ((1280, 2560), {})
    assert (kept.width, kept.height, kept.size) == (1280, 2560, (media / kept.path).stat().st_size)
    assert oct((media / kept.path).stat().st_mode & 0o777) == "0o600"


@pytest.mark.django_db
def test_the_signed_address_leads_to_the_file_under_its_own_name(media: Path) -> None:
    kept = store(io.BytesIO(b"Only words."), name="my notes.txt", kinds=[Kind.DOCUMENT], force=None, by=None)

    grant = grant_in(signed_address(kept, minutes=5), now=0)

    assert grant is not None
    assert (grant.path, grant.name, grant.download) == (kept.path, "my notes.txt", True)
    assert (media / grant.path).read_bytes() == b"Only words."


@pytest.mark.django_db(transaction=True)
def test_erasing_takes_row_and_content(media: Path) -> None:
    kept = store(io.BytesIO(b"Only words."), name="a.txt", kinds=[Kind.DOCUMENT], force=None, by=None)

    erase_file(kept)

    assert (StoredFile.objects.count(), (media / kept.path).exists()) == (0, False)


def test_a_form_says_the_same_sentence_and_offers_the_right_endings() -> None:
    field = CheckedFileField(kinds=[Kind.PICTURE])

    with pytest.raises(ValidationError) as refusal:
        field.clean(SimpleUploadedFile("a.png", b"Only words."))

    assert refusal.value.messages[0].startswith("“a.png” is a document")
    assert field.widget.attrs["accept"] == ".jpg,.jpeg,.jfif,.jpe,.png,.webp"
