"""Taking the figures of one page, interleaved with the bare page so that both see the same machine."""

import statistics
from dataclasses import asdict, dataclass

from peel.bench.processes import cpu_seconds
from peel.bench.targets import BARE, TOLERANCE, PageTarget
from peel.bench.visitor import Visitor, percentile, together

ROUNDS = 3
REQUESTS = 120
CROWD = 8


@dataclass(slots=True)
class Measure:
    """One line of ``var/bench.json``."""

    name: str
    cpu_ms: float | None = None
    ratio: float | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None
    per_s: float | None = None
    queries: int | None = None
    bytes: int | None = None
    target: str = ""
    met: bool = True

    def as_row(self) -> dict[str, object]:
        return {key: round(value, 2) if isinstance(value, float) else value for key, value in asdict(self).items()}


def cpu_of(visitor: Visitor, path: str, *, roots: list[int], times: int = REQUESTS) -> float:
    """CPU milliseconds of server and database for one request, averaged over ``times``."""
    before = cpu_seconds(roots)
    for _ in range(times):
        answer = visitor.get(path)
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}.")
    return (cpu_seconds(roots) - before) * 1000 / times


def page(target: PageTarget, path: str, *, visitors: list[Visitor], bare: Visitor, roots: list[int]) -> list[Measure]:
    """CPU, ratio, queries and weight of one page alone, and its times in a crowd of eight."""
    one = visitors[0]
    for _ in range(10):
        first = one.get(path)
        bare.get(BARE)
    costs, ratios = [], []
    for _ in range(ROUNDS):
        bare_cost = cpu_of(bare, BARE, roots=roots)
        cost = cpu_of(one, path, roots=roots)
        costs.append(cost)
        ratios.append(cost / bare_cost)
    ratio = statistics.median(ratios)
    alone = together([one], path, times=60)
    crowd = together(visitors, path, times=20)
    return [
        Measure(
            name=target.name,
            cpu_ms=statistics.median(costs),
            ratio=ratio,
            p50_ms=percentile(alone, 50),
            p95_ms=percentile(alone, 95),
            queries=first.queries,
            bytes=first.weight,
            target=f"CPU ≤ {target.cpu} bare pages (aim {target.aim}), queries ≤ {target.queries}",
            met=ratio <= target.cpu * TOLERANCE and first.queries <= target.queries,
        ),
        Measure(
            name=f"{target.name}, 8 at once",
            p50_ms=percentile(crowd, 50),
            p95_ms=percentile(crowd, 95),
            per_s=len(crowd) / (sum(crowd) / 1000 / len(visitors)),
            target="reported",
        ),
    ]
