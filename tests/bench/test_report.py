import json
from pathlib import Path

from peel.bench.measures import Measure
from peel.bench.report import write


def test_a_report_replaces_the_last_one_and_leaves_the_words_around_it(tmp_path: Path):
    page = tmp_path / "performance.md"
    page.write_text("Before\n<!-- measured -->\nold\n<!-- /measured -->\nAfter\n")
    measured = [Measure(name="home", cpu_ms=7.123, ratio=3.4, queries=11, bytes=20480, target="CPU ≤ 5.5", met=True)]

    for _ in range(2):
        write(measured, json_file=tmp_path / "bench.json", page=page, conditions="3,000 people")

    text = page.read_text()
    assert text.startswith("Before\n") and text.endswith("After\n")
    assert "old" not in text
    assert "| home | 7.12 | 3.40 |  |  |  | 11 | 20,480 | CPU ≤ 5.5 | yes |" in text
    assert json.loads((tmp_path / "bench.json").read_text())[0]["cpu_ms"] == 7.12
