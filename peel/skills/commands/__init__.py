"""``peel import …`` of the skills room."""

from peel.skills.commands.awards import awards
from peel.skills.commands.bring_in import framework, requirements, skills

__all__ = ["awards", "framework", "requirements", "skills"]
