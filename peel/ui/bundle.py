"""Joins the styles and scripts, one file per component, into the two files a page loads.

A phone on a bad line pays for each request, so 50 small files would cost more than they tidy.
Written by ``python -m peel.ui.bundle`` and kept in the repository; a test says when they are stale.
"""

import re
from pathlib import Path

ROOM = Path(__file__).resolve().parent

# The cascade: within a layer a later file wins over an earlier one of the same weight.
STYLES = [
    "tokens", "base", "chequer", "strip", "length", "icon", "topbar", "avatar", "tabbar", "menu", "page", "section",
    "ledger", "button", "status", "tag", "notice", "panel", "ihave", "card", "cover", "face", "seats", "choice",
    "field", "search", "facet", "check", "scale", "dialog", "facts", "rota", "session", "steps", "passport",
    "legend", "patch", "pathway", "heat", "duty", "actionbar", "post", "player", "stars", "onesider",
    "prose", "chart", "bars", "preview", "reference", "empty", "gate", "adapt", "utilities",
]  # fmt: skip
SCRIPTS = ["theme", "dialog", "slash", "autosave", "upload"]


def css() -> str:
    return "".join(_without_air((ROOM / "styles" / f"{name}.css").read_text("utf-8")) for name in STYLES)


def js() -> str:
    """Each script keeps its names to itself in a block of its own."""
    return "".join("{\n" + (ROOM / "scripts" / f"{name}.js").read_text("utf-8") + "}\n" for name in SCRIPTS)


def bundles() -> dict[Path, str]:
    return {ROOM / "static/ui/peel.css": css(), ROOM / "static/ui/peel.js": js()}


def _without_air(text: str) -> str:
    """The same rules without comments and indentation; strings and spaces inside values stay."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text).strip() + "\n"


def main() -> None:
    for path, text in bundles().items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
