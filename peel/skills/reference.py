"""The Competency and Values Framework of 2024 and of 2016, with what became of each competency, as the package brings
them: names and our own short descriptions, never the College's text.
"""

import json
from pathlib import Path

from peel.skills.actions.bring_in_framework import bring_in_framework
from peel.skills.rules.bringing_in.case import read_package

DATA = Path(__file__).parent / "data"
FRAMEWORKS = ("cvf_2016.json", "cvf_2024.json")


def load() -> None:
    for name in FRAMEWORKS:
        package = read_package(json.loads((DATA / name).read_text(encoding="utf-8")))
        bring_in_framework(package, by=None, told=False)
