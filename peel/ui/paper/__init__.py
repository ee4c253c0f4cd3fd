"""Pages on paper: Typst templates with the design's type and colours, as tagged PDF.

A template is a ``.typ`` file of a room. It imports ``/ui/paper/data/peel.typ`` and reads what it prints from
``json(bytes(sys.inputs.data))``: what people wrote arrives as data and is never read as markup.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[2]
FONTS = Path(__file__).resolve().parent / "data" / "fonts"


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The template filled in. Typst is read in here, because most processes never print."""
    import typst

    printed = typst.compile(
        str(template),
        root=str(PACKAGE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    if not isinstance(printed, bytes):
        raise TypeError(f"{template.name} printed something else than one PDF.")
    return printed
