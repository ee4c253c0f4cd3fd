import pytest

from peel.catalogue.rules import civil_service, early_career, lesson_files, pages, sources

COURSE = '{"id": "c", "title": "T", "modules": []}'
PROGRAMME = '{"path": "content/oak/a.md", "provider": "oak", "module": null, "title": "A", "text": "Words"}'
PAGE = '{"path": "a.md", "title": "A", "text": "Words"}'


@pytest.mark.parametrize(
    ("name", "text", "source"),
    [
        ("a.jsonl", COURSE, civil_service.SOURCE),
        ("a.jsonl", f"not json\n{PROGRAMME}", early_career.SOURCE),
        ("a.jsonl", PAGE, pages.SOURCE),
        ("a.json", f"\ufeff[{COURSE}, {COURSE}]", civil_service.SOURCE),
        ("folder/doors.md", "---\ntitle: Doors\n---\n# 6 seconds\nKnock.", lesson_files.SOURCE),
    ],
)
def test_a_file_says_what_it_is(name, text, source):
    assert sources.read(name, text).source == source


@pytest.mark.parametrize("text", ["", "a,b\n1,2", '{"name": "x"}', "[1, 2"])
def test_a_file_that_is_none_of_them_is_refused_with_what_would_do(text):
    with pytest.raises(sources.NotACatalogue, match="This is no catalogue that Peel reads"):
        sources.read("a.jsonl", text)
