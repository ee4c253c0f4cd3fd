"""A form field that takes files by what they are."""

from collections.abc import Collection
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from peel.foundation.files.kinds import KNOWN, Kind
from peel.foundation.files.recognising import FileRefused, recognise


class CheckedFileField(forms.FileField):
    """Only files that are one of ``kinds`` by their content; others are refused in a sentence."""

    def __init__(self, *, kinds: Collection[Kind], **settings: Any) -> None:
        self.kinds = kinds
        super().__init__(**settings)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        endings = [ending for one in KNOWN if one.kind in self.kinds for ending in one.endings]
        return {**super().widget_attrs(widget), "accept": ",".join(endings)}

    def clean(self, data: Any, initial: Any = None) -> "UploadedFile[bytes] | None":
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        if data and file is not None and file.file is not None:
            try:
                recognise(cast(BinaryIO, file.file), name=file.name or "", kinds=self.kinds)
            except FileRefused as refusal:
                raise ValidationError(str(refusal), code="refused") from refusal
        return file
