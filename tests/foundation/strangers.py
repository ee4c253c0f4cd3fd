"""Who may see this room's addresses."""

OPEN = {"foundation:healthz"}
