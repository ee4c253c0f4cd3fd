import pytest

from peel.people import reference
from peel.people.models import Force, Rank
from tests.people.factories import ForceFactory

pytestmark = pytest.mark.django_db


def test_the_43_forces_are_there_under_one_nation_and_none_is_live():
    forces = Force.objects.filter(kind=Force.Kind.TERRITORIAL)

    assert forces.count() == 43
    assert set(forces.values_list("live", "parent__code")) == {(False, "national")}
    assert forces.get(code="west-midlands").ons_code == "E23000014"
    assert forces.get(code="gwent").region == "Wales"


def test_ranks_rise_in_every_scheme():
    ranks = {scheme: list(Rank.objects.filter(scheme=scheme, detective=False)) for scheme in ("england-wales", "met")}

    assert [rank.short for rank in ranks["england-wales"]] == [
        "PC", "Sgt", "Insp", "Ch Insp", "Supt", "Ch Supt", "ACC", "DCC", "CC",
    ]  # fmt: skip
    assert [rank.name for rank in ranks["met"]][-2:] == ["Deputy Commissioner", "Commissioner"]
    assert set(Rank.objects.values_list("scheme", flat=True)) == {"england-wales", "met", "city", "special", "staff"}


def test_loading_again_changes_nothing():
    before = list(Force.objects.order_by("pk").values()), list(Rank.objects.order_by("pk").values())

    reference.load()

    assert (list(Force.objects.order_by("pk").values()), list(Rank.objects.order_by("pk").values())) == before


def test_a_wrong_name_is_put_right_in_a_force_that_is_only_reference():
    Force.objects.filter(code="gwent").update(name="Gwnt")

    reference.load()

    assert Force.objects.get(code="gwent").name == "Gwent Police"


def test_a_force_that_uses_peel_keeps_what_it_calls_itself():
    Force.objects.filter(code="hampshire").update(live=True, name="Hampshire and Isle of Wight Constabulary")
    ForceFactory(code="northmarch")

    reference.load()

    assert Force.objects.get(code="hampshire").name == "Hampshire and Isle of Wight Constabulary"
    assert Force.objects.get(code="northmarch").live


def test_a_rank_that_a_force_added_stays():
    Rank.objects.create(scheme="staff", code="M1", name="Manager 1", short="M1", seniority=8)

    reference.load()

    assert Rank.objects.get(scheme="staff", code="M1").name == "Manager 1"
