"""Writing what was measured: ``var/bench.json`` for machines, a table for people."""

import json
import platform
from pathlib import Path

from peel.bench.measures import Measure
from peel.foundation import clock

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def write(measures: list[Measure], *, json_file: Path, page: Path, conditions: str) -> None:
    json_file.parent.mkdir(parents=True, exist_ok=True)
    json_file.write_text(json.dumps([measure.as_row() for measure in measures], indent=1) + "\n")
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{table(measures, conditions=conditions)}{END}{after}")


def table(measures: list[Measure], *, conditions: str) -> str:
    head = (
        f"\nMeasured {clock.today():%-d %b %Y} on {platform.machine()}, {conditions}.\n\n"
        "| measure | CPU ms | × bare | p50 ms | p95 ms | a second | queries | bytes | target | met |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|---|---|\n"
    )
    return head + "".join(_row(measure) for measure in measures)


def _row(measure: Measure) -> str:
    figures = (
        measure.cpu_ms,
        measure.ratio,
        measure.p50_ms,
        measure.p95_ms,
        measure.per_s,
        measure.queries,
        measure.bytes,
    )
    cells = " | ".join(_shown(figure) for figure in figures)
    return f"| {measure.name} | {cells} | {measure.target} | {'yes' if measure.met else 'no'} |\n"


def _shown(figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:,.0f}" if figure >= 100 or isinstance(figure, int) else f"{figure:.2f}"
