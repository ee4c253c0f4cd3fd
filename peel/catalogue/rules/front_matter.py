"""The lines between ``---`` above a Markdown text: ``name: value`` and lists of ``- item``. Nothing else of YAML.

A value runs to the end of its line, colons included, so that a title such as ``Slow it down: de-escalation`` needs no
quotes. Names are compared in lower case. Lines that cannot be read are skipped: a page with odd front matter is still
a page.
"""

import re
from typing import TypeAlias

_NAME = re.compile(r"^([A-Za-z][A-Za-z0-9_ \-]*):(?:\s+(.*)|\s*)$")

# The value of such a name stands on the indented lines under it.
_BLOCK_MARKS = ("|", ">", "|-", ">-", "|+", ">+")

Fields: TypeAlias = dict[str, str | list[str]]


def split(text: str) -> tuple[Fields, str]:
    """The fields and the text under them. A text without front matter has no fields."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith("---\n"):
        return {}, text
    head, fence, body = text[4:].partition("\n---")
    if not fence:
        return {}, text
    return fields_of(head), body.partition("\n")[2]


def fields_of(head: str) -> Fields:
    """The fields of the lines between the fences."""
    fields: Fields = {}
    name = ""
    for line in head.split("\n"):
        if line.lstrip().startswith("- ") and name:
            held = fields[name]
            items = held if isinstance(held, list) else ([held] if held else [])
            fields[name] = [*items, _unquoted(line.lstrip()[2:])]
        elif found := _NAME.match(line):
            name = found.group(1).strip().lower()
            fields[name] = _unquoted(found.group(2) or "")
        elif line.strip() and line[0] in " \t" and name and isinstance(fields[name], str):
            fields[name] = f"{fields[name]} {_unquoted(line)}".strip()
    return fields


def words(fields: Fields, name: str) -> str:
    """One value as text; a list is joined by commas."""
    value = fields.get(name, "")
    return ", ".join(value) if isinstance(value, list) else value


def items(fields: Fields, name: str) -> tuple[str, ...]:
    """One value as a list: written as a list, or separated by commas."""
    value = fields.get(name, "")
    parts = value if isinstance(value, list) else value.split(",")
    return tuple(part.strip() for part in parts if part.strip())


def _unquoted(value: str) -> str:
    value = value.strip()
    if value in _BLOCK_MARKS:
        return ""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
