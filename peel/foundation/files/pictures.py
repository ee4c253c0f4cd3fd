"""Pictures as Peel keeps them: no larger than a screen needs, and without where and with what they were taken."""

import io
from typing import BinaryIO

LARGEST_SIDE = 2560
SAVED_AS = {"image/jpeg": ("JPEG", {"quality": 85}), "image/png": ("PNG", {}), "image/webp": ("WEBP", {"quality": 85})}


def cleaned(file: BinaryIO, *, mime: str) -> tuple[bytes, int, int]:
    """The picture turned upright, made smaller where needed and stripped; with its width and height."""
    from PIL import Image, ImageOps

    with Image.open(file) as opened:
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
        form, options = SAVED_AS[mime]
        if form == "JPEG" and picture.mode not in {"RGB", "L"}:
            picture = picture.convert("RGB")
        picture.info = {}
        out = io.BytesIO()
        picture.save(out, form, optimize=True, **options)
        return out.getvalue(), picture.width, picture.height
