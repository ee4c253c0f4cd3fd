"""Reads plain pages of openly licensed handbooks: one JSON object a line with path, title, front matter and text.

Each page with something to read becomes one lesson of one form. The two collections that Peel knows bring their
publisher, licence and address; pages of others are taken as well, and the row says what is not known about them.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from peel.catalogue.rules import front_matter, page_text
from peel.catalogue.rules.drafts import (
    CatalogueDraft,
    Fate,
    FormDraft,
    Kind,
    LessonDraft,
    RowReport,
    text_of,
    unknown_fields,
)
from peel.catalogue.rules.front_matter import Fields, words
from peel.catalogue.rules.reading import Length, first_sentence, length_for, max_length, seconds_to_read, words_in

SOURCE = "Pages"
FEWEST_WORDS = 40

_KNOWN = ("path", "title", "front_matter", "text")
_LIQUID_PAGE = re.compile(r"""\{%-?\s*(?:page|link)\s+["']?([^"'%\s]+)["']?\s*-?%\}""")
_LIQUID_CHANNEL = re.compile(r"""\{%-?\s*slack_channel\s+["']([^"']+)["']\s*-?%\}""")
_LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_PLACEHOLDER = re.compile(r"^\[.*\]$")


@dataclass(frozen=True, slots=True)
class _Collection:
    start: str
    name: str
    key: str
    site: str
    licence: str
    theme: str = ""


_COLLECTIONS = (
    _Collection("_methods/", "18F Methods", "18f-methods", "https://methods.18f.gov", "CC0 1.0", "Design methods"),
    _Collection("pages/", "TTS Handbook, 18F", "18f-handbook", "https://handbook.tts.gsa.gov", "CC0 1.0"),
)
_UNKNOWN = _Collection("", "", "page", "", "")
_HANDBOOK_THEMES = {
    "Leadership": ("supervisor-resources", "performance-management", "career-progression-framework"),
    "Digital delivery": ("18f", "launching-software", "tools", "office-of-solutions", "centers-of-excellence"),
}
# What a method is, before how it is done: front matter names and the words shown.
_LEADS = (("what", "What it is"), ("why", "Why"), ("timerequired", "Time it takes"))


def looks_like(row: dict[str, Any]) -> bool:
    """Whether the first row of a file is a plain page."""
    return {"path", "title", "text"} <= row.keys()


def read(lines: Iterable[str]) -> CatalogueDraft:
    """The lessons of the lines, with one sentence for each page."""
    lessons: list[LessonDraft] = []
    rows: list[RowReport] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            sentence = f"The line is not JSON: {problem.msg} at {problem.colno}."
            rows.append(RowReport(number, "", "", Fate.LEFT_OUT, sentence))
            continue
        if not isinstance(row, dict):
            rows.append(RowReport(number, "", "", Fate.LEFT_OUT, "The line is not a page: it holds no named fields."))
            continue
        report, lesson = _take(number, row, seen)
        rows.append(report)
        if lesson is not None:
            lessons.append(lesson)
            seen.add(lesson.key)
    return CatalogueDraft(source=SOURCE, lessons=tuple(lessons), rows=tuple(rows))


def _take(number: int, row: dict[str, Any], seen: set[str]) -> tuple[RowReport, LessonDraft | None]:
    title, path, text = (text_of(row.get(name)) for name in ("title", "path", "text"))
    title = unescape(title)
    fields = front_matter.fields_of(text_of(row.get("front_matter")))
    collection = next((one for one in _COLLECTIONS if path.startswith(one.start)), _UNKNOWN)
    key = f"{collection.key}:{path.removeprefix(collection.start).removesuffix('.md')}"
    body = _body(fields, text, collection)
    reason = _why_left_out(title=title, path=path, body=body, fields=fields)
    if not reason and key in seen:
        reason = f"The path {path} stands in the file twice."
    if reason:
        return RowReport(number, key if path else "", title, Fate.LEFT_OUT, reason), None
    lesson = _lesson(row, fields, collection, key=key, title=title, body=body)
    if not collection.licence:
        sentence = "The file does not say who published this or under which licence: add both before it is offered."
        return RowReport(number, key, title, Fate.PART, sentence), lesson
    return RowReport(number, key, title, Fate.TAKEN, "A lesson."), lesson


def _why_left_out(*, title: str, path: str, body: str, fields: Fields) -> str:
    missing = [name for name, value in (("path", path), ("title", title)) if not value]
    if missing:
        return f"The page has no {' and no '.join(missing)}."
    if words(fields, "redirect_to"):
        return f"The page only sends the reader on to {words(fields, 'redirect_to')}."
    if _PLACEHOLDER.match(title):
        return "The page is a template for other pages."
    if "outdated" in fields:
        return "Its publisher marks the page as outdated."
    if (count := words_in(body)) < FEWEST_WORDS:
        return f"There is too little to read: {count} words."
    return ""


def _lesson(
    row: dict[str, Any], fields: Fields, collection: _Collection, *, key: str, title: str, body: str
) -> LessonDraft:
    seconds = seconds_to_read(body)
    form = FormDraft(
        length=max_length(Length.S60, length_for(seconds)), kind=Kind.ARTICLE, title=title, body=body, seconds=seconds
    )
    path = text_of(row["path"]).removeprefix(collection.start)
    return LessonDraft(
        key=key,
        title=title,
        summary=first_sentence(words(fields, "description") or page_text.opening(body)),
        forms=(form,),
        theme=collection.theme or _theme(path),
        attribution=collection.name,
        licence=collection.licence,
        source_title=title,
        source_address=f"{collection.site}/{_address(fields, path)}" if collection.site else "",
        extra={**unknown_fields(row, _KNOWN), **({"front matter": fields} if fields else {})},
    )


def _theme(path: str) -> str:
    """What a reader would look under; the folders of a handbook are its publisher's departments."""
    folder = path.split("/")[0]
    return next((theme for theme, folders in _HANDBOOK_THEMES.items() if folder in folders), "Working life")


def _address(fields: Fields, path: str) -> str:
    return words(fields, "permalink").strip("/") or path.removesuffix(".md").removesuffix("/index")


def _body(fields: Fields, text: str, collection: _Collection) -> str:

    def address(link: str) -> str:
        return f"{collection.site}{link}" if link.startswith("/") else link

    leads = [f"**{shown}:** {words(fields, name)}" for name, shown in _LEADS if words(fields, name)]
    text = "\n\n".join([*leads, text])
    text = _LIQUID.sub("", _LIQUID_PAGE.sub(r"\1", _LIQUID_CHANNEL.sub(r"#\1", text)))
    return page_text.as_markdown(text, address=address)
