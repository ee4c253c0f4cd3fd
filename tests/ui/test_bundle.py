"""What a page loads: fresh, small, and with nothing in it that the content policy forbids."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

import peel
from peel.ui import bundle, reference
from peel.ui.components.marks import icon_names

ROOM = bundle.ROOM
FIRST_VISIT, NEXT_VISIT = 150_000, 20_000


def sent(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


@pytest.mark.parametrize("path", list(bundle.bundles()), ids=lambda path: path.name)
def test_the_joined_file_is_fresh(path: Path):
    assert path.read_text("utf-8") == bundle.bundles()[path], "run: python -m peel.ui.bundle"


def test_every_style_and_script_is_joined():
    assert sorted(bundle.STYLES) == sorted(path.stem for path in (ROOM / "styles").glob("*.css"))
    assert sorted(bundle.SCRIPTS) == sorted(path.stem for path in (ROOM / "scripts").glob("*.js"))


def test_joining_keeps_every_rule():
    written = "".join((ROOM / "styles" / f"{name}.css").read_text("utf-8") for name in bundle.STYLES)

    assert bundle.css().count("{") == re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL).count("{")


def test_the_page_of_reference_is_fresh():
    assert reference.PAGE.read_text("utf-8") == reference.page(), "run: python -m peel.ui.reference"


def test_a_rich_page_is_light_on_the_first_visit_and_lighter_on_the_next():
    page = len(gzip.compress(Client().get("/ui/").content, 6))
    static = ROOM / "static/ui"
    others = sum(sent(static / name) for name in ("peel.css", "peel.js", "htmx-2.0.11.min.js"))

    assert page < NEXT_VISIT
    assert page + others < FIRST_VISIT / 2, "half is left for what rooms bring themselves"


def test_fonts_and_pictures_of_a_page_are_under_a_hundred_kilobytes():
    static = ROOM / "static/ui"
    fonts = sum(path.stat().st_size for path in (static / "fonts").glob("*.woff2"))

    assert fonts + sent(static / "img/icons.svg") + sent(static / "img/covers.svg") < 100_000


def test_every_font_carries_its_licence():
    licences = (ROOM / "static/ui/LICENCES.md").read_text("utf-8")

    assert [path.name for path in (ROOM / "static/ui/fonts").glob("*") if path.name not in licences] == []
    assert [path.name for path in (ROOM / "static/ui").glob("htmx*") if path.name not in licences] == []


def test_every_icon_a_template_names_is_in_the_sprite():
    templates = Path(peel.__file__).parent.glob("**/templates/**/*.html")
    named = {
        name
        for template in templates
        for name in re.findall(r"""(?:\bicon[ =]|icon_link [^%]*?)["']([a-z0-9-]+)["']""", template.read_text("utf-8"))
    }

    assert len(named) > 5
    assert sorted(named - icon_names() - {""}) == []


def test_no_template_has_inline_script_or_a_style_that_is_more_than_a_number():
    wrong = []
    for template in Path(peel.__file__).parent.glob("**/templates/**/*.html"):
        text = template.read_text("utf-8")
        styles = re.findall(r'style="([^"]*)"', text)
        wrong += [f"{template.name}: {style}" for style in styles if not re.fullmatch(r"(--[a-z-]+:[^;]+;?)+", style)]
        wrong += [
            f"{template.name}: {found}" for found in re.findall(r"<style|<script>|\son[a-z]+=\"|javascript:", text)
        ]

    assert wrong == []


def test_no_script_makes_code_out_of_words():
    forbidden = re.compile(r"\beval\(|new Function|innerHTML|document\.write|outerHTML|insertAdjacentHTML")

    assert [path.name for path in (ROOM / "scripts").glob("*.js") if forbidden.search(path.read_text("utf-8"))] == []
