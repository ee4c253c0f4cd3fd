"""A demonstration: invented forces with people, duties, skills and lessons, the same for the same seed and day."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peel.demo.actions.build import Demo, Progress

PEOPLE = 3000


def build(*, people: int = PEOPLE, seed: int = 1, fresh: bool = False, progress: "Progress | None" = None) -> "Demo":
    """Build the demo, or find it there, and say on the terminal what is being done and who can be tried.

    With ``progress`` the sentences go there instead. Imports late, so that naming the demo loads no model.
    """
    from peel.demo.actions.build import build as build_demo
    from peel.demo.commands import told_on_terminal

    if progress is not None:
        return build_demo(people=people, seed=seed, fresh=fresh, progress=progress)
    return told_on_terminal(people=people, seed=seed, fresh=fresh)
