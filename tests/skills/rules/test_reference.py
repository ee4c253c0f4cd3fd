"""The reference page says what the rules do: its examples are read, and nothing that they know is left out."""

import json
import re
from pathlib import Path

import pytest

from peel.skills.rules import grammar
from peel.skills.rules.facts import AwardKind
from peel.skills.rules.grammar import RuleType, parse_rule
from peel.skills.rules.links import LinkKind

PAGE = (Path(__file__).parents[3] / "docs/reference/skill-rules.md").read_text()
SOURCE = "".join(path.read_text() for path in Path(grammar.__file__).parent.glob("*.py"))


def rows(heading):
    """The first cells of the table under a heading, without their marks."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return {word for cell in re.findall(r"^\| (.+?) \|", section, re.M) for word in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize("example", re.findall(r"```json\n(.+?)```", PAGE, re.S))
def test_each_example_is_read(example):
    assert parse_rule(json.loads(example))


def test_every_type_key_kind_and_link_has_its_row():
    assert rows("Types") == {type_.value for type_ in RuleType}
    assert rows("Keys for every type") == grammar._OF_EVERY_TYPE - {"type"}
    assert rows("Kinds of award") == {kind.value for kind in AwardKind}
    assert rows("Links") == {kind.value for kind in LinkKind}


def test_every_refusal_is_listed():
    refused = set(re.findall(r"(?:RuleError|LinkProblem)\(\s*\"(\w+)\"", SOURCE))

    assert refused == set(re.findall(r"`(\w+)`", PAGE.split("## Refusals\n")[1]))
