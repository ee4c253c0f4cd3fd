"""Says which catalogue a file is, by its first row, and reads it."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peel.catalogue.rules import civil_service, early_career, lesson_files, pages
from peel.catalogue.rules.drafts import CatalogueDraft


class NotACatalogue(Exception):
    """The file is none that Peel reads; the message says what it looked for."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of catalogue: its name, how to know it and how to read it."""

    code: str
    name: str
    looks_like: Callable[[dict[str, Any]], bool]
    read: Callable[[Iterable[str]], CatalogueDraft]


# In this order: an early-career page also looks like a plain page.
SOURCES = (
    Source("civil-service", civil_service.SOURCE, civil_service.looks_like, civil_service.read),
    Source("early-career", early_career.SOURCE, early_career.looks_like, early_career.read),
    Source("pages", pages.SOURCE, pages.looks_like, pages.read),
)


def read(name: str, text: str) -> CatalogueDraft:
    """The catalogue in one file: JSON lines, one JSON list, or one lesson as Markdown."""
    text = text.lstrip("\ufeff")
    if name.lower().endswith((".md", ".markdown")):
        return lesson_files.read([(name.rsplit("/", 1)[-1].rsplit(".", 1)[0], text)])
    lines = _lines(text)
    return source_of(lines).read(lines)


def source_of(lines: Sequence[str]) -> Source:
    """The first row that can be read decides."""
    for line in lines:
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(row, dict) and (found := next((one for one in SOURCES if one.looks_like(row)), None)):
            return found
    raise NotACatalogue(
        "This is no catalogue that Peel reads. It reads JSON lines of courses with modules, of programme pages with "
        "provider and module, of pages with path, title and text, and single lessons as Markdown."
    )


def _lines(text: str) -> list[str]:
    """One JSON object a line, also when the file is one JSON list."""
    if text.lstrip().startswith("["):
        try:
            rows = json.loads(text)
        except json.JSONDecodeError:
            rows = None
        if isinstance(rows, list):
            return [json.dumps(row, ensure_ascii=False) for row in rows]
    return text.split("\n")
