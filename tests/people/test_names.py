import pytest

from peel.people.names import plain, sort_key


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("Siân", "sian"),
        ("Łukasz Søren", "lukasz soren"),
        ("Smith-Jones", "smith jones"),
        ("  de  la Cruz ", "de la cruz"),
        ("GROẞ", "gross"),
        ("İpek", "ipek"),
        ("Nguyễn", "nguyen"),
    ],
)
def test_names_are_compared_without_accents_case_and_marks(written, expected):
    assert plain(written) == expected


def test_people_sort_by_family_name_first():
    assert sort_key(family_name="Ó Súilleabháin", given_name="Áine") == "o suilleabhain aine"


def test_a_very_long_name_still_fits_the_column():
    assert len(sort_key(family_name="ab " * 100, given_name="c" * 100)) == 200
