"""Who may see this room's addresses: it shows looks, and nothing of anybody."""

OPEN = {"ui:index", "ui:states", "ui:heat", "ui:manifest"}
