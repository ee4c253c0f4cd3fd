"""``peel import …`` of the skills room."""

from peel.skills.commands.awards import awards

__all__ = ["awards"]
