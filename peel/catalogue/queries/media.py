"""Where the recordings, pictures and documents of a form can be fetched by whoever reads it."""

from peel.catalogue.models import Form
from peel.catalogue.rules.content import LessonContent
from peel.catalogue.rules.reading import Length
from peel.foundation.actions import signed_address
from peel.foundation.models import StoredFile


def addresses_of(form: Form) -> dict[str, object]:
    """``file`` and ``poster`` with their signed addresses; what the form has not, is empty. No query without files."""
    wanted = [pk for pk in (form.file_id, form.poster_id) if pk]
    files = StoredFile.objects.in_bulk(wanted) if wanted else {}
    file, poster = files.get(form.file_id or 0), files.get(form.poster_id or 0)
    return {
        "file": file,
        "file_address": signed_address(file) if file else "",
        "poster_address": signed_address(poster) if poster else "",
    }


def files_of(content: LessonContent) -> dict[str, StoredFile]:
    """The stored files of a content by length, one query or none; ``poster`` is the picture of the six minutes."""
    wanted = {form.length.value: form.file for form in content.forms if form.file}
    film = content.form(Length.M6)
    if film and film.poster:
        wanted["poster"] = film.poster
    found = StoredFile.objects.in_bulk([pk for pk in wanted.values() if pk]) if wanted else {}
    return {place: found[pk] for place, pk in wanted.items() if pk in found}
