"""Turns what other publishers' site builders understand into Markdown that ours does.

Embedded players become links (our pages embed nobody's player), pictures that did not come along become their words,
and folded parts become headings, so that no sentence of the source is lost.
"""

import re
from collections.abc import Callable

_VIDEO = re.compile(r'<iframe\b[^>]*\bsrc="([^"]+)"[^>]*>\s*(?:</iframe>)?', re.IGNORECASE)
_VIDEO_TITLE = re.compile(r'\btitle="([^"]+)"')
_YOUTUBE = re.compile(r"https?://www\.youtube(?:-nocookie)?\.com/embed/([\w-]+)")
_DETAILS = re.compile(r"\{details\}\s*\n?(.*?)\{/details\}", re.DOTALL | re.IGNORECASE)
_TOKENS = re.compile(
    r"^\s*\$(?:End)?Summary\s*$|\{[:#.][^}\n]*\}|\{%-?\s*(?:end)?(?:alert|comment|raw)[^%]*%\}", re.MULTILINE
)
_COMMENT = re.compile(
    r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->|<(style|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE
)
_PICTURE = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>|!\[([^\]]*)\]\([^)]*\)', re.IGNORECASE)
_ANCHOR = re.compile(r"""<a\b[^>]*?\bhref=["']([^"']+)["'][^>]*>(.*?)</a>""", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_LINK = re.compile(r"\[([^\]]*)\]\(\s*([^)\s]+)([^)]*)\)")
_GAPS = re.compile(r"\n{3,}")
_NO_OPENING = re.compile(r"#|[-*+]\s|\d+[.)]\s|>|\||\[[^\]]*\]\([^)]*\)$|Duration:|\(Picture:")
_TRANSCRIPT = re.compile(r"^video (?:transcript|script)\.?$", re.IGNORECASE)


def watch_address(embedded: str) -> str:
    """The page where a person can watch what a site embeds."""
    found = _YOUTUBE.match(embedded)
    return f"https://www.youtube.com/watch?v={found.group(1)}" if found else embedded


def videos(text: str) -> tuple[str, ...]:
    """Addresses of the videos that a page embeds, in order."""
    return tuple(watch_address(source) for source in _VIDEO.findall(text))


def without_transcripts(text: str) -> tuple[str, str]:
    """The text without its folded video transcripts, and the transcripts."""
    transcripts: list[str] = []

    def keep_or_take(found: re.Match[str]) -> str:
        summary, body = _summary_and_body(found.group(1))
        if not _TRANSCRIPT.match(summary):
            return found.group(0)
        transcripts.append(body)
        return ""

    rest = _DETAILS.sub(keep_or_take, text)
    return rest, as_markdown("\n\n".join(transcripts))


def as_markdown(text: str, *, address: Callable[[str], str] = str) -> str:
    """Plain Markdown. ``address`` says where each link of the source leads here."""
    text = _COMMENT.sub("", text.replace("\r\n", "\n").replace("\u00a0", " "))
    text = _DETAILS.sub(_unfolded, text)
    text = _VIDEO.sub(_video_link, text)
    text = _PICTURE.sub(lambda found: _picture_words(found.group(1) or found.group(2) or ""), text)
    text = _ANCHOR.sub(lambda found: f"[{' '.join(found.group(2).split())}]({found.group(1)})", text)
    text = _HEADING.sub(lambda found: f"\n{'#' * int(found.group(1))} {found.group(2).strip()}\n", text)
    text = _ITEM.sub("\n- ", _BREAK.sub("  \n", text))
    text = _TAG.sub("", _TOKENS.sub("", text))
    text = _LINK.sub(lambda found: _link(found, address), text)
    text = "\n".join(line.rstrip() if not line.endswith("  ") else line for line in text.split("\n"))
    return _GAPS.sub("\n\n", text).strip()


def opening(markdown: str) -> str:
    """The first paragraph that says something alone: no heading, list, link on its own or lead-in to a list."""
    for paragraph in re.split(r"\n\s*\n", markdown):
        text = " ".join(paragraph.split())
        if text and not _NO_OPENING.match(text) and not text.endswith(":"):
            return text
    return ""


def _link(found: re.Match[str], address: Callable[[str], str]) -> str:
    """The link, led to where it leads here; one that led nowhere is its words."""
    words, target, title = found.groups()
    if target.startswith("about:"):
        return words
    return f"[{words}]({address(target)}{title})"


def _summary_and_body(folded: str) -> tuple[str, str]:
    summary, _newline, body = folded.strip().partition("\n")
    return summary.strip(), body.strip()


def _unfolded(found: re.Match[str]) -> str:
    summary, body = _summary_and_body(found.group(1))
    return f"\n\n#### {summary.rstrip('.')}\n\n{body}\n\n"


def _video_link(found: re.Match[str]) -> str:
    title = _VIDEO_TITLE.search(found.group(0))
    words = title.group(1).removesuffix(" - YouTube").strip() if title else "the video"
    return f"\n\n[Watch: {words}]({watch_address(found.group(1))})\n\n"


def _picture_words(words: str) -> str:
    return f"(Picture: {words.strip()})" if words.strip() else ""
