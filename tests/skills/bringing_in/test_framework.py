"""Frameworks of competencies come in as CASE packages, in versions, with what became of each item."""

import copy
import json
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner

from peel.ledger.models import AuditEntry
from peel.skills import reference
from peel.skills.actions.bring_in_framework import bring_in_framework
from peel.skills.commands import framework as command
from peel.skills.models import Competency, CompetencyLink, Framework
from peel.skills.rules.bringing_in.case import NotAPackage, read_package
from peel.skills.rules.bringing_in.report import Did
from tests.skills.refusing import refused

pytestmark = pytest.mark.django_db

EXAMPLE = Path(__file__).parent / "data" / "case_framework_example.json"
DOCUMENT, TOP, UNDER = (str(UUID(int=number)) for number in (1, 2, 3))


def package(**more):
    """A document with one item under another."""
    told = {
        "CFDocument": {"identifier": DOCUMENT, "title": "Our framework", "version": "1", "creator": "L&D"},
        "CFItems": [item(TOP, "Leading"), item(UNDER, "Leading a team")],
        "CFAssociations": [child(UNDER, TOP), child(TOP, DOCUMENT)],
    }
    return {**copy.deepcopy(told), **more}


def item(identifier, name, **more):
    return {"identifier": identifier, "fullStatement": name, **more}


def child(origin, target, kind="isChildOf"):
    return {
        "originNodeURI": {"identifier": origin}, "destinationNodeURI": {"identifier": target}, "associationType": kind,
    }  # fmt: skip


def bring_in(told, **more):
    return bring_in_framework(read_package(told), **{"by": None, **more})


def tree(framework):
    return [(one.name, one.parent and one.parent.name) for one in framework.competencies.select_related("parent")]


def test_the_frameworks_of_the_package_are_there_with_what_became_of_each_competency():
    new, old = (Framework.objects.get(name="Competency and Values Framework", version=v) for v in ("2024", "2016"))

    became = CompetencyLink.objects.filter(origin__framework=old, kind="replacedBy")
    assert new.replaces == old
    assert list(new.competencies.filter(levels=3).values_list("name", flat=True)) == [
        "We are emotionally aware",
        "We take ownership",
        "We collaborate",
        "We support and inspire",
        "We analyse critically",
        "We are innovative and open-minded",
    ]
    assert list(new.competencies.filter(kind="Value").values_list("name", flat=True)) == [
        "Courage",
        "Respect and empathy",
        "Public service",
    ]
    assert {(link.origin.name, link.target.name) for link in became.select_related("origin", "target")} == {
        ("Public service", "Public service"),
        ("We are emotionally aware", "We are emotionally aware"),
        ("We take ownership", "We take ownership"),
        ("We are collaborative", "We collaborate"),
        ("We deliver, support and inspire", "We support and inspire"),
        ("We analyse critically", "We analyse critically"),
        ("We are innovative and open-minded", "We are innovative and open-minded"),
    }


def test_loading_them_again_changes_nothing():
    before = [list(table.objects.order_by("pk").values()) for table in (Framework, Competency, CompetencyLink)]

    reference.load()

    assert [list(table.objects.order_by("pk").values()) for table in (Framework, Competency, CompetencyLink)] == before


def test_a_real_package_comes_in_with_its_tree_and_its_links():
    done = bring_in(json.loads(EXAMPLE.read_text()))

    framework = done.framework
    assert (framework.name, framework.publisher, framework.version) == (
        "What Standards Could Be",
        "Brandon Dorman",
        "2017-05-25",
    )
    assert framework.competencies.count() == 16
    assert [one.code for one in framework.competencies.filter(parent=None)] == [
        "CCSS.Math.Content.6.RP.A",
        "CCSS.Math.Content.7.RP.A",
    ]
    kinds = CompetencyLink.objects.filter(origin__framework=framework).values_list("kind", flat=True)
    assert list(kinds) == ["precedes", "precedes"]
    assert [(row.about, str(row.said[0])) for row in done.changes.report if row.row == 0] == [
        ("exactMatchOf", "Left out, because they lead to items that are not here: 16."),
        ("exemplar", "Left out, because they lead to items that are not here: 2."),
        ("isRelatedTo", "Left out, because they lead to items that are not here: 2."),
        ("precedes", "Left out, because they lead to items that are not here: 1."),
    ]


def test_the_same_package_twice_changes_nothing():
    bring_in(package())

    again = bring_in(package())

    assert (again.changes.new, again.changes.changed, again.changes.links) == ((), (), ())
    assert Framework.objects.filter(code="our-framework").count() == 1
    assert AuditEntry.objects.filter(verb="imported-framework").count() == 1


def test_what_changed_in_the_same_version_is_written_and_what_is_gone_stays():
    bring_in(package())

    done = bring_in(package(CFItems=[item(UNDER, "Leading people", notes="Ours")], CFAssociations=[]))

    assert [row.did for row in done.changes.report] == [Did.CHANGED]
    assert tree(done.framework) == [("Leading", None), ("Leading people", None)]


def test_another_version_is_another_framework_which_replaces_the_one_before():
    first = bring_in(package()).framework
    second_document = {**package()["CFDocument"], "version": "2"}

    second = bring_in(package(CFDocument=second_document)).framework

    assert (second.replaces, second.identifier) == (first, first.identifier)
    assert tree(first) == tree(second) == [("Leading", None), ("Leading a team", "Leading")]


def test_another_framework_of_the_same_name_and_version_is_refused():
    bring_in(package())
    other = {**package()["CFDocument"], "identifier": str(UUID(int=9))}

    with refused("There is another framework called Our framework, version 1."):
        bring_in(package(CFDocument=other))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([], "This is no CASE package: it has no CFDocument."),
        ({"CFDocument": {"title": "x"}}, "The CFDocument needs an identifier and a title."),
        (package(CFItems={"a": 1}), "CFItems is not a list of objects."),
        (
            package(CFAssociations=[child(UNDER, TOP), child(TOP, UNDER)]),
            "These items are each other's parents: Leading → Leading a team → Leading.",
        ),
    ],
)
def test_what_is_no_package_is_refused_in_a_sentence(told, sentence):
    with pytest.raises(NotAPackage) as why:
        read_package(told)

    assert str(why.value.sentence) == sentence


def test_what_is_odd_in_one_item_or_association_is_remarked_and_left_out():
    told = package(
        CFItems=[*package()["CFItems"], item("nonsense", "Nowhere"), item(TOP, "Twice")],
        CFAssociations=[
            *package()["CFAssociations"],
            child(UNDER, DOCUMENT),
            child(UNDER, str(UUID(int=8))),
            {"associationType": "exemplar", "originNodeURI": {"identifier": TOP}, "destinationNodeURI": "https://x.y"},
        ],
    )

    read = read_package(told)

    assert [" ".join(map(str, remark.said)) for remark in read.remarks] == [
        "An item needs an identifier and a statement.",
        "This identifier is in the package twice.",
        "A second parent; the first one stays.",
        "A parent or child that is not in the package; the association is left out.",
        "This association leads out of the package; it is left out.",
    ]
    assert [one.name for one in read.items] == ["Leading", "Leading a team"]


def test_the_command_says_what_became_of_the_package(tmp_path):
    path = tmp_path / "framework.json"
    path.write_text(json.dumps(package()))

    dry = CliRunner().invoke(command, [str(path), "--dry-run"])
    told = CliRunner().invoke(command, [str(path)])
    wrong = CliRunner().invoke(command, [str(EXAMPLE.with_name("__init__.py"))])

    assert dry.output.splitlines()[-2] == "Nothing was written: this was a dry run."
    assert told.output == (
        "Our framework, version 1: 2 items.\n     1  Leading: added.\n     2  Leading a team: added.\n"
        "2 added.\n0 new links between items.\n"
    )
    assert wrong.exit_code == 2


def test_the_command_refuses_what_is_no_package(tmp_path):
    path = tmp_path / "framework.json"
    path.write_text("{}")

    told = CliRunner().invoke(command, [str(path)])

    assert (told.exit_code, told.stderr) == (1, "This is no CASE package: it has no CFDocument.\n")
