"""``peel import …`` and ``peel skills …``."""

from peel.skills.commands.awards import awards
from peel.skills.commands.bring_in import framework, requirements, skills
from peel.skills.commands.restand import restand

__all__ = ["awards", "framework", "requirements", "restand", "skills"]
