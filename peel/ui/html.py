"""Safe strings, briefly. Everything that is not already safe is escaped here or by ``format_html``."""

from collections.abc import Iterable, Mapping

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

# What a component is given to show: words, a number, a lazy translation, or HTML another component made.
Words = object


def shown(words: Words) -> SafeString:
    """The words as HTML: escaped, unless they are safe already."""
    return conditional_escape(words)  # type: ignore[arg-type]


def classes(*names: str | bool | None) -> str:
    return " ".join(name for name in names if isinstance(name, str) and name)


def attributes(given: Mapping[str, object]) -> SafeString:
    """``{"class": "a", "disabled": True, "hx_get": "/x"}`` → ' class="a" disabled hx-get="/x"'.

    None, False and "" are left out; an underscore becomes a hyphen and one at the end falls away.
    """
    parts = []
    for name, value in given.items():
        if value is None or value is False or value == "":
            continue
        name = name.rstrip("_").replace("_", "-")
        parts.append(f" {name}" if value is True else f' {name}="{shown(value)}"')
    return mark_safe("".join(parts))


def join(parts: Iterable[object]) -> SafeString:
    return mark_safe("".join(shown(part) for part in parts))


def order(place: int | None) -> str:
    """The place among its neighbours on a phone, where side columns dissolve."""
    return f"--o:{int(place)}" if place is not None else ""
