from pathlib import Path

from peel.people.roles_page import roles_page

PAGE = Path(__file__).parents[2] / "docs/reference/roles.md"


def test_the_page_of_roles_says_what_the_code_says():
    assert PAGE.read_text("utf-8") == roles_page(), "Run: peel export roles --to docs/reference/roles.md"
