"""How long a text takes, what it says without its marks, and which of the four lengths it is."""

import math
import re
from enum import StrEnum
from html import unescape

# Adults read plain English on a screen at about this pace; a tired one on a phone not faster.
WORDS_A_MINUTE = 220


class Length(StrEnum):
    """The four lengths every lesson may come in."""

    S6 = "s6"
    S60 = "s60"
    M6 = "m6"
    M60 = "m60"


# The longest that still honours what the name promises; "6 minutes" may be ten, never fifteen.
LONGEST_SECONDS = {Length.S6: 20, Length.S60: 120, Length.M6: 600}


def length_for(seconds: int) -> Length:
    """The shortest length that the time honestly fits."""
    for length, longest in LONGEST_SECONDS.items():
        if seconds <= longest:
            return length
    return Length.M60


def max_length(one: Length, other: Length) -> Length:
    """The longer of two lengths."""
    order = list(Length)
    return max(one, other, key=order.index)


def words_in(text: str) -> int:
    """Words a reader meets; marks and link addresses are not words."""
    return len(re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", plain_text(text)))


def seconds_to_read(text: str) -> int:
    """Reading time at :data:`WORDS_A_MINUTE`, rounded up."""
    return math.ceil(words_in(text) * 60 / WORDS_A_MINUTE)


def minutes_of(seconds: int) -> int:
    """Whole minutes shown to a reader: half up, never zero."""
    return max(1, (seconds + 30) // 60)


_FENCE = re.compile(r"^\s*(```|~~~).*$", re.MULTILINE)
_TAG = re.compile(r"<(?:/?[a-zA-Z][^>]*|!--.*?--)>", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_BARE_ADDRESS = re.compile(r"<https?://[^>\s]+>|https?://\S+")
_LINE_MARK = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>+\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+)", re.MULTILINE)
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$|^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__|\*|~~|`+)(?=\S)(.+?)(?<=\S)\1")


def plain_text(markdown: str) -> str:
    """The words of a Markdown text, one line per block, without marks, tags and addresses."""
    text = _FENCE.sub("", markdown)
    text = _TAG.sub(" ", _BARE_ADDRESS.sub(" ", _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))))
    text = _RULE.sub("", text)
    text = _LINE_MARK.sub("", _LINE_MARK.sub("", text))
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text)).replace("|", " ")
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


def first_sentence(text: str, *, longest: int = 240) -> str:
    """The first sentence of a text; one that is too long ends at a word and says so with an ellipsis."""
    flat = " ".join(plain_text(text).split())
    found = re.match(r".+?[.!?](?=\s|$)", flat)
    sentence = found.group(0) if found else flat
    if len(sentence) <= longest:
        return sentence
    return sentence[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
