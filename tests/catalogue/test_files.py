import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from peel.catalogue.actions import files, writing
from peel.catalogue.models import Form
from peel.catalogue.recordings import NotPlayable, for_every_browser, look_into, picture_from
from peel.catalogue.rules.drafts import Kind
from peel.catalogue.rules.reading import Length
from peel.foundation.files.recognising import FileRefused
from peel.foundation.models import StoredFile
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

VTT = "WEBVTT\n\n00:01.000 --> 00:02.500\nAsk first.\n"


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    return PersonFactory()


@pytest.fixture
def lesson(author):
    return writing.begin_lesson(title="Film", force=author.home_force, by=author)


def film(tmp_path: Path, *, codec: str = "libx264", ending: str = "mp4", seconds: int = 2) -> Path:
    """A film of some seconds, made here so that nothing is kept that somebody else owns."""
    import av

    path = tmp_path / f"film.{ending}"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=5)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for number in range(5 * seconds):
            frame = av.VideoFrame.from_image(Image.new("RGB", (64, 36), (number * 20 % 255, 80, 120)))
            for packet in stream.encode(frame):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return path


def form_of(lesson, length=Length.M6):
    content, _copy = writing.working_content(lesson)
    return content.form(length)


def bring(lesson, author, path):
    with path.open("rb") as file:
        return files.take_recording(lesson, file=file, name=path.name, by=author)


def test_a_film_is_looked_into_by_its_bytes(tmp_path):
    found = look_into(film(tmp_path))

    assert (found.seconds, found.has_picture, found.plays_everywhere) == (2, True, True)
    assert Image.open(BytesIO(picture_from(tmp_path / "film.mp4"))).size == (64, 36)


def test_a_film_that_not_every_browser_plays_becomes_one_that_does(tmp_path):
    path = film(tmp_path, codec="libvpx", ending="webm")
    assert not look_into(path).plays_everywhere

    playable = for_every_browser(path)

    assert look_into(playable).plays_everywhere
    playable.unlink()


def test_what_is_no_recording_is_said(tmp_path):
    path = tmp_path / "notes.mp4"
    path.write_bytes(b"not a film")

    with pytest.raises(NotPlayable, match=r"It cannot be opened as a recording\."):
        look_into(path)


def test_a_film_is_being_prepared_until_a_job_has_looked_at_it(lesson, author, tmp_path):
    stored = bring(lesson, author, film(tmp_path))

    form = form_of(lesson)
    assert (form.kind, form.file, form.seconds, form.extra) == (Kind.VIDEO, stored.pk, None, {"preparing": stored.pk})

    files.prepare(lesson.pk, file=stored.pk)

    form = form_of(lesson)
    assert (form.file, form.seconds, form.extra) == (stored.pk, 2, {})
    assert StoredFile.objects.get(pk=form.poster).content_type == "image/jpeg"


def test_a_job_is_left_to_prepare_it(lesson, author, tmp_path):
    from procrastinate.contrib.django.models import ProcrastinateJob

    stored = bring(lesson, author, film(tmp_path))

    job = ProcrastinateJob.objects.get(task_name="catalogue.prepare_recording")
    assert job.args == {"lesson": lesson.pk, "file": stored.pk}


def test_preparing_twice_is_harmless(lesson, author, tmp_path):
    stored = bring(lesson, author, film(tmp_path, codec="libvpx", ending="webm"))
    files.prepare(lesson.pk, file=stored.pk)
    ready = form_of(lesson)

    files.prepare(lesson.pk, file=stored.pk)

    assert form_of(lesson) == ready
    assert ready.file != stored.pk
    assert StoredFile.objects.get(pk=ready.file).name == "film.mp4"


def test_a_film_that_was_published_meanwhile_is_settled_there_too(lesson, author, tmp_path):
    from dataclasses import replace

    stored = bring(lesson, author, film(tmp_path))
    files.take_captions(lesson, text=VTT, by=author)
    from peel.foundation import clock

    writing.save_copy(lesson, change=lambda now: replace(now, theme="custody"), seen=clock.now(), by=author)
    writing.publish(lesson, by=author)

    files.prepare(lesson.pk, file=stored.pk)

    assert Form.objects.get(lesson=lesson).seconds == 2


def test_a_film_that_was_taken_out_meanwhile_is_not_given_back(lesson, author, tmp_path):
    stored = bring(lesson, author, film(tmp_path))
    files.drop_file(lesson, length=Length.M6, by=author)

    files.prepare(lesson.pk, file=stored.pk)

    assert (form_of(lesson).file, form_of(lesson).kind) == (None, Kind.ARTICLE)


def test_a_recording_that_cannot_be_opened_is_said_and_cannot_be_published(lesson, author, tmp_path, monkeypatch):
    stored = bring(lesson, author, film(tmp_path))

    def refuse(_path):
        raise NotPlayable("It cannot be opened as a recording.")

    monkeypatch.setattr(files, "look_into", refuse)
    files.prepare(lesson.pk, file=stored.pk)

    with pytest.raises(writing.NotReady, match="The recording does not play: It cannot be opened as a recording"):
        writing.publish(lesson, by=author)


def test_captions_are_the_transcript_until_somebody_writes_a_better_one(lesson, author, tmp_path):
    bring(lesson, author, film(tmp_path))

    files.take_captions(lesson, text=VTT, by=author)

    assert (form_of(lesson).captions, form_of(lesson).transcript) == (VTT, "Ask first.")


def test_a_file_that_is_not_what_its_name_says_is_refused(lesson, author):
    with pytest.raises(FileRefused):
        files.take_recording(lesson, file=BytesIO(b"MZ\x90\x00 a program"), name="film.mp4", by=author)

    assert not StoredFile.objects.exists()
    assert form_of(lesson) is None


def test_a_document_becomes_the_sixty_minutes(lesson, author):
    stored = files.take_document(lesson, file=BytesIO(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), name="plan.pdf", by=author)

    assert (form_of(lesson, Length.M60).kind, form_of(lesson, Length.M60).file) == (Kind.DOCUMENT, stored.pk)


@pytest.mark.skipif("PEEL_SHARED_DATA" not in os.environ, reason="The sample media are not part of the source")
@pytest.mark.parametrize(
    ("name", "seconds", "picture"), [("rabbit320.mp4", 8, True), ("rabbit320.webm", 8, True), ("viper.ogg", 41, False)]
)
def test_real_recordings_are_understood(name, seconds, picture):
    found = look_into(Path(os.environ["PEEL_SHARED_DATA"]) / "content" / "media" / name)

    assert (found.seconds, found.has_picture) == (seconds, picture)
