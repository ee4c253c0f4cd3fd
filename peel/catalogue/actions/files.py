"""Films, sound, captions, pictures and documents that authors bring. They go into the working copy, like its words."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db import transaction
from procrastinate.contrib.django import app

from peel.catalogue.actions.indexing import index_lessons
from peel.catalogue.actions.storing import fill
from peel.catalogue.actions.writing import save_copy
from peel.catalogue.models import Form, Lesson, WorkingCopy
from peel.catalogue.queries.stored import draft_of
from peel.catalogue.recordings import NotPlayable, Recording, for_every_browser, look_into, picture_from
from peel.catalogue.rules.captions import transcript_of
from peel.catalogue.rules.content import LessonContent, from_json, to_json
from peel.catalogue.rules.drafts import FormDraft, Kind
from peel.catalogue.rules.reading import Length
from peel.foundation import clock
from peel.foundation.actions import store
from peel.foundation.files.kinds import Kind as FileKind
from peel.foundation.models import StoredFile
from peel.people.models import Person

FormChange = Callable[[FormDraft], FormDraft]

# In a form's ``extra`` while its recording is looked at; readers see "being prepared".
PREPARING = "preparing"


@transaction.atomic
def take_recording(lesson: Lesson, *, file: BinaryIO, name: str, by: Person) -> StoredFile:
    """A film or sound becomes the six minutes; words that stand there stay beside it. A job looks at it afterwards."""
    stored = _store(lesson, file, name, kinds={FileKind.VIDEO, FileKind.SOUND}, by=by)
    kind = Kind.VIDEO if stored.kind == FileKind.VIDEO else Kind.AUDIO

    def with_recording(form: FormDraft) -> FormDraft:
        extra = {**form.extra, PREPARING: stored.pk}
        return replace(form, kind=kind, file=stored.pk, poster=None, seconds=None, url="", extra=extra)

    _change(lesson, Length.M6, with_recording, by=by)
    app.configure_task("catalogue.prepare_recording").defer(lesson=lesson.pk, file=stored.pk)
    return stored


@transaction.atomic
def take_captions(lesson: Lesson, *, text: str, by: Person) -> None:
    """Captions of the recording; they are its transcript too, until somebody writes a better one."""

    def with_captions(form: FormDraft) -> FormDraft:
        return replace(form, captions=text, transcript=form.transcript or transcript_of(text))

    _change(lesson, Length.M6, with_captions, by=by)


@transaction.atomic
def take_picture(lesson: Lesson, *, file: BinaryIO, name: str, by: Person) -> StoredFile:
    """What is shown before the film starts."""
    stored = _store(lesson, file, name, kinds={FileKind.PICTURE}, by=by)
    _change(lesson, Length.M6, lambda form: replace(form, poster=stored.pk), by=by)
    return stored


@transaction.atomic
def take_document(lesson: Lesson, *, file: BinaryIO, name: str, by: Person) -> StoredFile:
    """A document becomes the sixty minutes."""
    stored = _store(lesson, file, name, kinds={FileKind.DOCUMENT}, by=by)
    _change(lesson, Length.M60, lambda form: replace(form, kind=Kind.DOCUMENT, file=stored.pk), by=by)
    return stored


@transaction.atomic
def drop_file(lesson: Lesson, *, length: Length, by: Person) -> None:
    """Take the recording or document out again; the words stay. The file itself stays with the versions that had it."""
    kinds = {Length.M6: Kind.ARTICLE, Length.M60: Kind.PLAN}

    def without_file(form: FormDraft) -> FormDraft:
        extra = {name: value for name, value in form.extra.items() if name != PREPARING}
        return replace(
            form, kind=kinds.get(length, form.kind), file=None, poster=None, captions="", transcript="", extra=extra
        )

    _change(lesson, length, without_file, by=by)


def prepare(lesson_pk: int, *, file: int) -> None:
    """Find out how long a recording is, take a picture from it, and keep a copy that every browser plays.

    Called by a job, and harmless when called twice. The work is done outside any transaction, because a film takes
    minutes; what was found is then written in one. Whoever took the recording out meanwhile is not given it back.
    """
    lesson, stored = Lesson.objects.filter(pk=lesson_pk).first(), StoredFile.objects.filter(pk=file).first()
    if lesson is None or stored is None:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "recording"
        with default_storage.open(stored.path) as source, path.open("wb") as target:
            copyfileobj(source, target)
        try:
            found = look_into(path)
        except NotPlayable as problem:
            return _settle(lesson, stored.pk, {"problem": str(problem)}, file=stored.pk)
        picture = picture_from(path) if found.has_picture else None
        playable = None if found.plays_everywhere else for_every_browser(path)
        try:
            _keep_ready(lesson, stored, found=found, picture=picture, playable=playable)
        finally:
            if playable is not None:
                playable.unlink()


@transaction.atomic
def _keep_ready(
    lesson: Lesson, stored: StoredFile, *, found: Recording, picture: bytes | None, playable: Path | None
) -> None:
    stem = stored.name.rsplit(".", 1)[0]
    kept, poster = stored.pk, None
    if playable is not None:
        with playable.open("rb") as copy:
            kinds = {FileKind.VIDEO, FileKind.SOUND}
            kept = store(copy, name=f"{stem}.mp4", kinds=kinds, force=lesson.force_id, by=stored.made_by).pk
    if picture is not None:
        given = BytesIO(picture)
        poster = store(given, name=f"{stem}.jpg", kinds={FileKind.PICTURE}, force=lesson.force_id, by=stored.made_by).pk
    _settle(lesson, stored.pk, {}, file=kept, seconds=found.seconds, poster=poster)


def _settle(lesson: Lesson, was: int, extra: dict[str, str], *, file: int, **ready: int | None) -> None:
    """Put what was found into the working copy, and into the published form if it was published meanwhile."""

    def settled(form: FormDraft) -> FormDraft:
        if form.file != was:
            return form
        told = {**{name: value for name, value in form.extra.items() if name != PREPARING}, **extra}
        poster = form.poster or ready.get("poster")
        return replace(form, file=file, seconds=ready.get("seconds"), poster=poster, extra=told)

    with transaction.atomic():
        copy = WorkingCopy.objects.select_for_update().filter(lesson=lesson).first()
        if copy is not None:
            content = from_json(copy.content)
            copy.content = to_json(replace(content, forms=tuple(map(settled, content.forms))))
            copy.save(update_fields=["content"])
        for form in Form.objects.select_for_update().filter(lesson=lesson, file_id=was):
            fill(form, settled(draft_of(form))).save()
            index_lessons([lesson.pk])


def _store(lesson: Lesson, file: BinaryIO, name: str, *, kinds: set[FileKind], by: Person) -> StoredFile:
    return store(file, name=name, kinds=kinds, force=lesson.force_id, by=by.subject)


def _change(lesson: Lesson, length: Length, change: FormChange, *, by: Person) -> None:
    def changed(content: LessonContent) -> LessonContent:
        form = content.form(length)
        if form is None:
            return replace(content, forms=_in_order((*content.forms, change(FormDraft(length, Kind.ARTICLE)))))
        return replace(content, forms=tuple(change(one) if one is form else one for one in content.forms))

    save_copy(lesson, change=changed, seen=clock.now(), by=by)


def _in_order(forms: tuple[FormDraft, ...]) -> tuple[FormDraft, ...]:
    order = list(Length)
    return tuple(sorted(forms, key=lambda form: order.index(form.length)))
