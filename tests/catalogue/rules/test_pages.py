import json

import pytest

from peel.catalogue.rules import pages
from peel.catalogue.rules.drafts import Fate
from peel.catalogue.rules.reading import Length

WORDS = "One plain sentence of words that somebody can read. " * 6


def page(**fields):
    return {"path": "_methods/card-sorting.md", "title": "Card sorting", "front_matter": "", "text": WORDS, **fields}


def read(*rows):
    return pages.read([json.dumps(row) for row in rows])


def test_a_page_is_a_lesson_with_publisher_licence_and_address():
    (lesson,) = read(page(front_matter="permalink: /validate/card-sorting/\ndescription: Sort cards.")).lessons

    assert (lesson.key, lesson.title, lesson.summary) == ("18f-methods:card-sorting", "Card sorting", "Sort cards.")
    assert (lesson.attribution, lesson.licence) == ("18F Methods", "CC0 1.0")
    assert lesson.source_address == "https://methods.18f.gov/validate/card-sorting"
    assert lesson.forms[0].length == Length.S60


def test_what_it_is_and_why_stand_before_how():
    front = "what: A way to sort.\nwhy: |\n  To see <b>groups</b>.\ntimeRequired: 1 hour"

    body = read(page(front_matter=front)).lessons[0].forms[0].body

    assert body.startswith(
        "**What it is:** A way to sort.\n\n**Why:** To see groups.\n\n**Time it takes:** 1 hour\n\nOne"
    )


def test_what_a_site_builder_understands_becomes_plain_markdown():
    text = (
        WORDS
        + 'See [the tool]({% page "/tools/x/" %}) or ask {% slack_channel "help" %}.<br>'
        + '<a href="{{site.baseurl}}/y/">Y</a> {% include "box.html" %} ![A map](map.png)'
    )

    body = read(page(text=text)).lessons[0].forms[0].body

    assert body.endswith(
        "See [the tool](https://methods.18f.gov/tools/x/) or ask #help.  \n"
        "[Y](https://methods.18f.gov/y/)  (Picture: A map)"
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "The page has no title."),
        ({"path": ""}, "The page has no path."),
        ({"title": "[Title here]"}, "The page is a template for other pages."),
        ({"text": "Two words."}, "There is too little to read: 2 words."),
        ({"front_matter": "redirect_to: /other/"}, "The page only sends the reader on to /other/."),
        ({"front_matter": "outdated: true"}, "Its publisher marks the page as outdated."),
    ],
)
def test_a_page_with_nothing_to_learn_is_left_out_with_the_reason(fields, sentence):
    (row,) = read(page(**fields)).rows

    assert (row.fate, row.sentence) == (Fate.LEFT_OUT, sentence)


def test_a_page_of_a_publisher_that_peel_does_not_know_is_taken_and_said():
    catalogue = read(page(path="notes/a.md", weight=3))

    assert catalogue.lessons[0].extra == {"weight": 3}
    assert catalogue.rows[0].fate == Fate.PART


def test_the_handbook_and_the_methods_are_read_the_same_twice(real):
    for name, lessons in (("18f_handbook.jsonl", 229), ("18f_methods.jsonl", 35)):
        lines = (real / name).read_text().splitlines()

        catalogue = pages.read(lines)

        assert catalogue == pages.read(lines)
        assert (len(catalogue.lessons), len(catalogue.rows)) == (lessons, len(lines))
